import type { Conversation } from '../conversations/conversation.entity';
import type { Message } from '../conversations/message.entity';
import type { Actor } from '../core/actor';
import { newId } from '../core/ids';
import type { KnownCustomer } from '../customers/customer-contacts.service';
import type { StoredEvent } from '../database/stored-event.entity';
import type { Shop } from '../shops/shop.entity';
import type { ShopRules } from '../sla/ticket-promises.service';
import { tell, wind } from '../sla/ticket-sla';
import { newTicket } from '../tickets/new-ticket';
import type { Ticket } from '../tickets/ticket.entity';
import { snapshotOf } from '../tickets/ticket-snapshot';
import type { ImportedTicket } from './imported-ticket';

interface Place {
  shop: Shop;
  customer: KnownCustomer;
  assigneeId: string | null;
  importer: Pick<Actor, 'kind' | 'id'>;
  number: number;
  conversationId: string;
}

export interface Filed {
  told: ImportedTicket;
  ticket: Ticket;
}

/** The ticket as the file tells it. What nobody holds is in the pool, whatever it was called where it came from. */
export function ticketOf(told: ImportedTicket, place: Place, now: Date): Ticket {
  const { shop, customer, assigneeId, importer, number, conversationId } = place;
  const { title, description, category, priority, tags, externalId } = told;
  const ticket = newTicket(
    {
      ...{ shopId: shop.id, customer, title, description, category, priority, tags, externalId, assigneeId },
      source: 'import',
      teamId: shop.settings.defaultTeamId ?? null,
      contactEmail: told.email,
      contactPhone: told.phone,
    },
    importer,
    { number, conversationId, country: shop.settings.country },
    told.createdAt,
  );
  return Object.assign(ticket, {
    isEmailValid: told.email === null || told.isEmailValid,
    isPhoneValid: told.phone === null || told.isPhoneValid,
    contactPhoneE164: told.phoneE164,
    contactPhoneLast10: told.phoneLast10,
    firstResponseAt: told.firstResponseAt,
    // Among what has changed lately are those only that somebody has to do something about.
    updatedAt: told.status === 'closed' ? (told.closedAt ?? told.createdAt) : now,
    ...stateOf(told, assigneeId, importer),
  });
}

/** Due times as if it had been filed here. What was late before it came in is marked, and nobody is alerted of it. */
export function promise(ticket: Ticket, rules: ShopRules, now: Date): void {
  const targets = rules.targetsOf(ticket);
  const isUnknown = ticket.closedAt !== null && ticket.firstResponseAt === null;
  wind(ticket, isUnknown ? { ...targets, firstResponse: null } : targets, rules.time, now);
  tell(ticket, now);
}

function stateOf(
  { status, createdAt, closedAt, closeReason }: ImportedTicket,
  assigneeId: string | null,
  by: Place['importer'],
) {
  if (status === 'closed') {
    return { status, closedAt, closedByKind: by.kind, closedById: by.id, closeReason };
  }
  if (!assigneeId) return { status: 'open' as const };
  return status === 'on_hold' ? { status, pausedSince: createdAt } : { status: 'in_progress' as const };
}

type Entry = Omit<Message, 'conversation'>;

/** The customer's words, and where it is over, that it is. */
export function messagesOf({ told, ticket }: Filed): Entry[] {
  const { conversationId, customerId, createdAt, closedAt } = ticket;
  const entry = { conversationId, id: '', visibility: 'public' as const, clientId: null, authorId: null, system: null };
  const said: Entry = {
    ...entry,
    ...{ id: newId(), seq: 1, publicSeq: 1, kind: 'text', authorKind: 'customer', authorId: customerId },
    body: told.description,
    createdAt,
  };
  if (ticket.status !== 'closed') return [said];
  const ended: Entry = {
    ...entry,
    ...{ id: newId(), seq: 2, publicSeq: 2, kind: 'system', authorKind: 'system', body: '' },
    system: { type: 'ticket.closed', data: { by: '', byKind: ticket.closedByKind, reason: ticket.closeReason } },
    createdAt: closedAt ?? createdAt,
  };
  return [said, ended];
}

/** As it is while its log holds these. */
export function conversationOf({ ticket }: Filed, log: readonly Entry[]): Omit<Conversation, 'shop' | 'customer'> {
  const { conversationId, shopId, customerId, teamId, assigneeId, status, createdAt, pausedSince } = ticket;
  const isClosed = status === 'closed';
  return {
    ...{ id: conversationId, shopId, customerId, kind: 'ticket' as const, teamId },
    ...{
      holderId: isClosed ? null : assigneeId,
      isClosed,
      hiddenFrom: null,
      memberIds: null,
      continuedInId: null,
      sleepingSince: pausedSince,
    },
    ...{ lastSeq: log.length, lastPublicSeq: log.length, lastTextSeq: 1 },
    lastMessageAt: log.at(-1)?.createdAt ?? createdAt,
    awaitingSince: isClosed ? null : createdAt,
    createdAt,
  };
}

/** That it came in, with everything that is known of it, so that its trail begins here. */
export function eventOf(ticket: Ticket, now: Date): StoredEvent {
  const { id, shopId, status, createdByKind, createdById } = ticket;
  return {
    ...{ id: newId(), shopId, name: 'ticket.created', actorKind: createdByKind, actorId: createdById },
    ...{ subjectKind: 'ticket', subjectId: id, fromStatus: null, toStatus: status, before: null },
    after: snapshotOf(ticket),
    at: now,
  };
}
