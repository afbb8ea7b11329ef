import type { TicketAction, TicketStatus } from '../contract/tickets.dto';
import { AppError } from '../core/app-error';

/** From each state in which it is possible to the one it leads to. */
type Step = Partial<Record<TicketStatus, TicketStatus>>;

/** What happens to a ticket: what people do with it, and what the service does by itself. */
export type TicketStep = Exclude<TicketAction, 'transfer'> | 'hand' | 'requeue' | 'goOn';

const EVERYWHERE: Step = { open: 'open', in_progress: 'in_progress', on_hold: 'on_hold', closed: 'closed' };
const WHILE_OPEN: Step = { open: 'open', in_progress: 'in_progress', on_hold: 'on_hold' };

/** The life of a ticket: what is possible in which state, and where that leads. */
export const STEPS: Record<TicketStep, Step> = {
  read: EVERYWHERE,
  claim: { open: 'in_progress' },
  decline: { open: 'open', in_progress: 'open', on_hold: 'open' },
  release: { in_progress: 'open', on_hold: 'open' },
  /** Given to a certain agent by a colleague. */
  hand: { open: 'in_progress', in_progress: 'in_progress', on_hold: 'on_hold' },
  /** Given to an agent by whoever runs the shop, or by the service. */
  assign: { open: 'in_progress', in_progress: 'in_progress', on_hold: 'on_hold' },
  /** Given to a team's pool by a colleague. */
  requeue: { open: 'open', in_progress: 'open', on_hold: 'open' },
  hold: { in_progress: 'on_hold' },
  resume: { on_hold: 'in_progress' },
  close: { open: 'closed', in_progress: 'closed', on_hold: 'closed' },
  /** Back to the pool. */
  reopen: { closed: 'open' },
  /** Back to the agent who had it. */
  goOn: { closed: 'in_progress' },
  reply: WHILE_OPEN,
  note: WHILE_OPEN,
  update: WHILE_OPEN,
  merge: { ...WHILE_OPEN, closed: 'closed' },
  rate: { closed: 'closed' },
};

/** Whether what a client may offer is possible now. */
export function isPossible(action: TicketAction, status: TicketStatus): boolean {
  return STEPS[action === 'transfer' ? 'hand' : action][status] !== undefined;
}

/** Where a step leads from here. */
export function stepFrom(status: TicketStatus, step: TicketStep): TicketStatus {
  const to = STEPS[step][status];
  if (!to) throw new AppError('STATE_CONFLICT', `Not possible: the ticket is ${STATUS_NAMES[status]}.`);
  return to;
}

const STATUS_NAMES: Record<TicketStatus, string> = {
  open: 'open and nobody’s: claim it first',
  in_progress: 'in progress',
  on_hold: 'on hold',
  closed: 'closed',
};
