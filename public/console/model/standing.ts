import type { ChatView, LastMessage } from '../../../src/contract/chats.dto';
import type { MessageView } from '../../../src/contract/conversations.dto';
import { readSeqOf, type Transcript } from '../../core/transcript';

/** How a chat stands at the moment, as its row says it. */
export interface Standing {
  /** Since when we owe an answer. */
  awaitingSince: string | null;
  last: LastMessage | null;
  /** The last message is mine. */
  isMine: boolean;
  unread: number;
}

const PREVIEW = 140;

/** What the server told with the chat, as long as its conversation is not open here. */
export function toldStanding(chat: ChatView, me: string): Standing {
  const isMine = chat.lastMessage?.authorKind === 'employee' && chat.agent?.id === me;
  return { awaitingSince: chat.awaitingSince, last: chat.lastMessage, isMine, unread: 0 };
}

/** What the open conversation tells, which is ahead of the chat itself. */
export function liveStanding(chat: ChatView, transcript: Transcript, me: string): Standing {
  const spoken = transcript.messages.filter((message) => message.publicSeq !== null && !message.system);
  const last = spoken.at(-1);
  if (!last) return toldStanding(chat, me);

  const readSeq = readSeqOf(transcript, me);
  const unread = spoken.filter(({ author, publicSeq }) => author.kind === 'customer' && (publicSeq ?? 0) > readSeq);
  return {
    awaitingSince: chat.status === 'closed' ? null : owedSince(spoken),
    last: lastMessage(last),
    isMine: last.author.id === me,
    unread: unread.length,
  };
}

/** The first of the customer's messages that nobody has answered. */
function owedSince(spoken: readonly MessageView[]): string | null {
  const answered = spoken.findLastIndex(({ author }) => author.kind === 'employee');
  return spoken[answered + 1]?.createdAt ?? null;
}

function lastMessage(message: MessageView): LastMessage {
  const { author, body, attachments, createdAt, publicSeq } = message;
  const preview = (body || (attachments[0]?.name ?? '')).slice(0, PREVIEW);
  return { seq: publicSeq ?? 0, authorKind: author.kind, authorName: author.name, preview, at: createdAt };
}

export interface StandingChat {
  id: string;
  standing: Standing;
}

/** Who has waited longest for an answer comes first, then those whose turn it is, the latest first. */
export function byUrgency(a: StandingChat, b: StandingChat): number {
  const [owedA, owedB] = [a.standing.awaitingSince, b.standing.awaitingSince];
  if (owedA && owedB) return owedA.localeCompare(owedB) || a.id.localeCompare(b.id);
  if (owedA || owedB) return owedA ? -1 : 1;
  return (b.standing.last?.at ?? '').localeCompare(a.standing.last?.at ?? '') || a.id.localeCompare(b.id);
}
