import type { ChatAction, ChatStatus } from '../contract/chats.dto';

interface Step {
  /** The states in which it is possible. */
  in: readonly ChatStatus[];
  /** The state it leads to; without one, the chat stays where it is. */
  to?: ChatStatus;
}

/** What happens to a chat: what people do with it, and what the service does by itself. */
export type ChatStep = Exclude<ChatAction, 'transfer'> | 'hand' | 'requeue' | 'return' | 'reopen';

/** The life of a chat: what is possible in which state, and where that leads. */
export const STEPS: Record<ChatStep, Step> = {
  read: { in: ['waiting', 'active', 'closed'] },
  take: { in: ['waiting'], to: 'active' },
  reply: { in: ['active'] },
  note: { in: ['waiting', 'active'] },
  /** Given to a certain agent by a colleague. */
  hand: { in: ['waiting', 'active'], to: 'active' },
  /** Given to a team's queue by a colleague. */
  requeue: { in: ['waiting', 'active'], to: 'waiting' },
  release: { in: ['active'], to: 'waiting' },
  decline: { in: ['waiting', 'active'], to: 'waiting' },
  /** Its agent is gone. */
  return: { in: ['active'], to: 'waiting' },
  close: { in: ['waiting', 'active'], to: 'closed' },
  /** Its customer wrote again soon after the end. */
  reopen: { in: ['closed'], to: 'waiting' },
  rate: { in: ['closed'] },
};

/** Whether what a client may offer is possible now. */
export function isPossible(action: ChatAction, status: ChatStatus): boolean {
  return STEPS[action === 'transfer' ? 'hand' : action].in.includes(status);
}
