import type { LastMessage, ReviewView } from '../contract/chats.dto';
import type { NamedRef, PersonRef, TicketRef } from '../contract/common.dto';
import type { CustomerTicketView, TicketView } from '../contract/tickets.dto';
import { isEditable } from '../reviews/review.presenter';
import type { Ticket } from './ticket.entity';
import { isPossible } from './ticket.state';
import { slaStateOf } from './ticket-sla-state';

/** Whom and what the views of a page of tickets mention, by id. */
export interface TicketContext {
  now: Date;
  customers: ReadonlyMap<string, { name: string; email: string | null; isVerified: boolean }>;
  agents: ReadonlyMap<string, PersonRef>;
  teams: ReadonlyMap<string, NamedRef>;
  /** By conversation. */
  logs: ReadonlyMap<string, { lastPublicSeq: number; awaitingSince: Date | null; lastMessage: LastMessage | null }>;
  reviews: ReadonlyMap<string, ReviewView>;
  /** The tickets that they refer to. */
  tickets: ReadonlyMap<string, TicketRef>;
}

export interface CustomerTicketContext extends TicketContext {
  /** Days in which a customer reopens, by shop. */
  reopenDays: ReadonlyMap<string, number>;
}

export function presentTicket(ticket: Ticket, context: TicketContext): TicketView {
  const log = context.logs.get(ticket.conversationId);
  const customer = context.customers.get(ticket.customerId);
  return {
    id: ticket.id,
    number: ticket.number,
    shopId: ticket.shopId,
    conversationId: ticket.conversationId,
    chatId: ticket.chatId,
    title: ticket.title,
    description: ticket.description,
    category: ticket.category,
    priority: ticket.priority,
    status: ticket.status,
    tags: ticket.tags,
    source: ticket.source,
    customer: {
      id: ticket.customerId,
      name: customer?.name ?? '',
      email: customer?.email ?? null,
      isVerified: customer?.isVerified ?? false,
    },
    contactEmail: ticket.contactEmail,
    contactPhone: ticket.contactPhone,
    isEmailValid: ticket.isEmailValid,
    isPhoneValid: ticket.isPhoneValid,
    team: ticket.teamId ? refOf(context.teams.get(ticket.teamId)) : null,
    assignee: agentOf(ticket, context),
    createdAt: ticket.createdAt.toISOString(),
    firstResponseAt: ticket.firstResponseAt?.toISOString() ?? null,
    claimedAt: ticket.claimedAt?.toISOString() ?? null,
    closedAt: ticket.closedAt?.toISOString() ?? null,
    closeReason: ticket.closeReason,
    firstResponseDueAt: ticket.firstResponseDueAt?.toISOString() ?? null,
    resolutionDueAt: ticket.resolutionDueAt?.toISOString() ?? null,
    sla: slaStateOf(ticket, context.now),
    mergedInto: ticketOf(ticket.mergedIntoId, context),
    followUpOf: ticketOf(ticket.followUpOfId, context),
    lastMessage: log?.lastMessage ?? null,
    lastPublicSeq: log?.lastPublicSeq ?? 0,
    awaitingSince: ticket.status === 'closed' ? null : (log?.awaitingSince?.toISOString() ?? null),
    review: context.reviews.get(ticket.id) ?? null,
    updatedAt: ticket.updatedAt.toISOString(),
    version: ticket.version,
  };
}

export function presentTicketForCustomer(ticket: Ticket, context: CustomerTicketContext): CustomerTicketView {
  const review = context.reviews.get(ticket.id) ?? null;
  return {
    id: ticket.id,
    number: ticket.number,
    conversationId: ticket.conversationId,
    title: ticket.title,
    description: ticket.description,
    category: ticket.category,
    priority: ticket.priority,
    status: ticket.status,
    phone: ticket.contactPhone,
    isPhoneValid: ticket.isPhoneValid,
    assigneeName: agentOf(ticket, context)?.name ?? null,
    createdAt: ticket.createdAt.toISOString(),
    firstResponseAt: ticket.firstResponseAt?.toISOString() ?? null,
    closedAt: ticket.closedAt?.toISOString() ?? null,
    canReopen: ticket.canReopen(context.now, context.reopenDays.get(ticket.shopId) ?? 0),
    canRate: isPossible('rate', ticket.status) && (!review || isEditable(review, context.now)),
    review,
    mergedInto: ticketOf(ticket.mergedIntoId, context),
    followUpOf: ticketOf(ticket.followUpOfId, context),
    lastMessage: context.logs.get(ticket.conversationId)?.lastMessage ?? null,
    version: ticket.version,
  };
}

function agentOf({ assigneeId }: Ticket, { agents }: TicketContext): PersonRef | null {
  return assigneeId ? (agents.get(assigneeId) ?? { id: assigneeId, name: '' }) : null;
}

/** Only what a reference shows, whatever else is known of the row. */
function refOf(found: NamedRef | undefined): NamedRef | null {
  return found ? { id: found.id, name: found.name } : null;
}

function ticketOf(id: string | null, { tickets }: TicketContext): TicketRef | null {
  return id ? (tickets.get(id) ?? null) : null;
}
