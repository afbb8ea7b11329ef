import type { TicketPriority, TicketSource } from '../contract/tickets.dto';
import type { Actor } from '../core/actor';
import { newId } from '../core/ids';
import { tidy } from '../core/text';
import { NO_DUE } from '../sla/ticket-sla';
import { Ticket } from './ticket.entity';
import { contactOf, tagsOf, ticketSearchText } from './ticket-fields';

/** What is known of a ticket when it comes in. */
export interface NewTicket {
  shopId: string;
  customer: { id: string; name: string; email: string | null };
  title: string;
  description: string;
  source: TicketSource;
  teamId: string | null;
  category?: string | null;
  priority?: TicketPriority;
  tags?: readonly string[];
  contactEmail?: string | null;
  contactPhone?: string | null;
  assigneeId?: string | null;
  chatId?: string | null;
  clientId?: string | null;
  externalId?: string | null;
  followUpOfId?: string | null;
}

/** A ticket as it comes in: in the pool, or with the agent who made it. */
export function newTicket(
  input: NewTicket,
  by: Pick<Actor, 'kind' | 'id'>,
  place: { number: number; conversationId: string; country: string | null },
  now: Date,
): Ticket {
  const { number, conversationId, country } = place;
  const assigneeId = input.assigneeId ?? null;
  const ticket = Object.assign(new Ticket(), {
    id: newId(),
    shopId: input.shopId,
    number,
    conversationId,
    customerId: input.customer.id,
    chatId: input.chatId ?? null,
    teamId: input.teamId,
    assigneeId,
    previousAssigneeId: null,
    status: assigneeId ? 'in_progress' : 'open',
    priority: input.priority ?? 'normal',
    title: tidy(input.title),
    description: input.description,
    category: input.category ? tidy(input.category) : null,
    tags: tagsOf(input.tags ?? []),
    ...contactOf(input.contactEmail ?? null, input.contactPhone ?? null, country),
    source: input.source,
    externalId: input.externalId ?? null,
    mergedIntoId: null,
    followUpOfId: input.followUpOfId ?? null,
    createdByKind: by.kind,
    createdById: by.id,
    clientId: input.clientId ?? null,
    createdAt: now,
    firstResponseAt: null,
    claimedAt: assigneeId ? now : null,
    closedAt: null,
    closedByKind: null,
    closedById: null,
    closeReason: null,
    pausedSince: null,
    pausedSeconds: 0,
    firstResponseDueAt: null,
    firstResponseRiskAt: null,
    firstResponseBreachedAt: null,
    resolutionDueAt: null,
    resolutionRiskAt: null,
    resolutionBreachedAt: null,
    slaTold: 0,
    pauses: null,
    slaNextAt: null,
    dueAt: NO_DUE,
    searchText: '',
    updatedAt: now,
    version: 1,
  } satisfies Row);
  return Object.assign(ticket, { searchText: ticketSearchText(ticket, input.customer) });
}

/** What is stored of a ticket: everything but what it can do and what it refers to. */
type Row = Omit<
  { [K in keyof Ticket as Ticket[K] extends (...args: never[]) => unknown ? never : K]: Ticket[K] },
  'place'
>;
