import type { Permission } from '../contract/permissions';
import type { TicketAction } from '../contract/tickets.dto';
import { type Actor, covers, reach } from '../core/actor';
import { AppError } from '../core/app-error';
import { Policy } from '../core/policy';
import type { Ticket } from './ticket.entity';

/** What of a ticket the right to it depends on. */
export type TicketSubject = Pick<Ticket, 'customerId' | 'assigneeId' | 'place'>;

/** Who may do what with a ticket. Who declined it may nothing; that is found before this is asked. */
export const ticketPolicy = new Policy<TicketSubject, TicketAction>({
  read: (actor, ticket) => isCustomerOf(actor, ticket) || covers(actor, 'tickets:read', ticket.place),
  claim: (actor, ticket) => covers(actor, 'tickets:take', ticket.place),
  decline: (actor, ticket) =>
    covers(actor, 'tickets:take', ticket.place) && (!ticket.assigneeId || isHolderOf(actor, ticket)),
  release: (actor, ticket) => steers(actor, 'tickets:transfer', ticket),
  transfer: (actor, ticket) => steers(actor, 'tickets:transfer', ticket),
  assign: (actor, ticket) => runs(actor, 'tickets:transfer', ticket),
  hold: (actor, ticket) => steers(actor, 'tickets:reply', ticket),
  resume: (actor, ticket) => steers(actor, 'tickets:reply', ticket),
  close: (actor, ticket) => isCustomerOf(actor, ticket) || steers(actor, 'tickets:close', ticket),
  reopen: (actor, ticket) => isCustomerOf(actor, ticket) || covers(actor, 'tickets:close', ticket.place),
  reply: (actor, ticket) =>
    isCustomerOf(actor, ticket) || (isHolderOf(actor, ticket) && covers(actor, 'tickets:reply', ticket.place)),
  note: (actor, ticket) => covers(actor, 'tickets:reply', ticket.place),
  update: (actor, ticket) => covers(actor, 'tickets:update', ticket.place),
  merge: (actor, ticket) => covers(actor, 'tickets:update', ticket.place) && steers(actor, 'tickets:close', ticket),
  rate: (actor, ticket) => isCustomerOf(actor, ticket),
});

/** To who may read some tickets but not this one, another team's, it is as if it did not exist. */
export function authorizeTicket(actor: Actor, action: TicketAction, ticket: TicketSubject): void {
  if (reach(actor, 'tickets:read') && !ticketPolicy.can(actor, 'read', ticket)) throw AppError.notFound('ticket');
  ticketPolicy.authorize(actor, action, ticket);
}

/** What the holder alone may do is, for a colleague who could in general, a matter of state: they came too late, or too early. */
export function authorizeTicketForHolder(actor: Actor, action: HolderAction, ticket: TicketSubject): void {
  if (ticketPolicy.can(actor, action, ticket)) return;
  if (reach(actor, PERMISSION_FOR[action]) && ticketPolicy.can(actor, 'read', ticket)) {
    const why = ticket.assigneeId ? 'Only the agent who has this ticket may do that.' : 'Claim this ticket first.';
    throw new AppError('NOT_HOLDER', why);
  }
  authorizeTicket(actor, action, ticket);
}

const PERMISSION_FOR = {
  transfer: 'tickets:transfer',
  release: 'tickets:transfer',
  decline: 'tickets:take',
  hold: 'tickets:reply',
  resume: 'tickets:reply',
  close: 'tickets:close',
  merge: 'tickets:close',
} as const satisfies Partial<Record<TicketAction, Permission>>;

type HolderAction = keyof typeof PERMISSION_FOR;

function isCustomerOf(actor: Actor, { customerId }: TicketSubject): boolean {
  return actor.kind === 'customer' && actor.id === customerId;
}

function isHolderOf(actor: Actor, { assigneeId }: TicketSubject): boolean {
  return actor.kind === 'employee' && assigneeId === actor.id;
}

/** Those in charge of the shop. */
function runs(actor: Actor, permission: Permission, { place }: TicketSubject): boolean {
  const scope = reach(actor, permission);
  return covers(actor, permission, place) && (scope === 'shop' || scope === 'all');
}

/** The holder, and above them those in charge of the shop. */
function steers(actor: Actor, permission: Permission, ticket: TicketSubject): boolean {
  return (isHolderOf(actor, ticket) && covers(actor, permission, ticket.place)) || runs(actor, permission, ticket);
}
