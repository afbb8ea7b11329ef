import { LastMessage, ReviewView } from './chats.dto';
import { NamedRef, PersonRef, TicketRef } from './common.dto';
import type { ActorKind } from './events.dto';

export const TICKET_STATUSES = ['open', 'in_progress', 'on_hold', 'closed'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

/** How it came in. */
export const TICKET_SOURCES = ['portal', 'chat', 'offline', 'staff', 'import', 'api'] as const;
export type TicketSource = (typeof TICKET_SOURCES)[number];

/** What a shop's tickets are about, unless the shop says otherwise. */
export const TICKET_CATEGORIES = [
  'Account Suspension',
  'Billing Problem',
  'Bug Report',
  'Data Export',
  'Feature Request',
  'Login Issue',
  'Payment Failure',
  'Subscription Cancellation',
  'Technical Support',
  'UI Feedback',
] as const;

/** What can be done with a ticket. Who may is a matter of the policy, when it is possible one of the state table. */
export const TICKET_ACTIONS = [
  'read',
  'claim',
  'decline',
  'release',
  'transfer',
  'assign',
  'hold',
  'resume',
  'close',
  'reopen',
  'reply',
  'note',
  'update',
  'merge',
  'rate',
] as const;
export type TicketAction = (typeof TICKET_ACTIONS)[number];

/** Where a promise of time stands. */
export const TICKET_SLA_STATES = ['none', 'ok', 'atRisk', 'breached', 'met', 'paused'] as const;
export type TicketSlaState = (typeof TICKET_SLA_STATES)[number];

/** The conversation that takes uploads until the ticket is filed, and is the ticket's then. */
export class TicketDraft {
  conversationId: string;
}

export class TicketCustomer {
  id: string;
  name: string;
  email: string | null;
  isVerified: boolean;
}

/** A ticket as staff see it in lists and pushes. */
export class TicketView {
  id: string;
  /** Counts up within the shop and is never used again. @example 4711 */
  number: number;
  shopId: string;
  conversationId: string;
  /** The chat that it came from. */
  chatId: string | null;
  title: string;
  description: string;
  category: string | null;
  priority: TicketPriority;
  status: TicketStatus;
  tags: string[];
  source: TicketSource;
  customer: TicketCustomer;
  contactEmail: string | null;
  /** As it was written; `isPhoneValid` says whether it can be called. */
  contactPhone: string | null;
  isEmailValid: boolean;
  isPhoneValid: boolean;
  team: NamedRef | null;
  assignee: PersonRef | null;
  createdAt: string;
  firstResponseAt: string | null;
  claimedAt: string | null;
  closedAt: string | null;
  closeReason: string | null;
  firstResponseDueAt: string | null;
  resolutionDueAt: string | null;
  sla: TicketSlaState;
  mergedInto: TicketRef | null;
  followUpOf: TicketRef | null;
  lastMessage: LastMessage | null;
  lastPublicSeq: number;
  /** Since when the customer waits for an answer; null when it is their turn. */
  awaitingSince: string | null;
  review: ReviewView | null;
  updatedAt: string;
  /** Grows with every change; a lower one than the client has is ignored. */
  version: number;
}

/** A ticket as one person sees it, with what they may do now. */
export class TicketDetail extends TicketView {
  can: Record<TicketAction, boolean>;
  /** The person's own read mark: public number of the newest message seen. */
  readSeq: number;
}

/** A ticket as its customer sees it. */
export class CustomerTicketView {
  id: string;
  number: number;
  conversationId: string;
  title: string;
  description: string;
  category: string | null;
  priority: TicketPriority;
  status: TicketStatus;
  phone: string | null;
  isPhoneValid: boolean;
  /** Who answers, by first name. */
  assigneeName: string | null;
  createdAt: string;
  firstResponseAt: string | null;
  closedAt: string | null;
  canReopen: boolean;
  canRate: boolean;
  review: ReviewView | null;
  mergedInto: TicketRef | null;
  followUpOf: TicketRef | null;
  lastMessage: LastMessage | null;
  version: number;
}

/** What tickets can be about in a shop. */
export class TicketCategories {
  /** @example ["Billing Problem", "Bug Report"] */
  categories: string[];
}

/** What is not closed, by status and by view, of what this person may see. */
export class TicketCounts {
  /** Nobody's yet. */
  open: number;
  inProgress: number;
  onHold: number;
  /** Held by me and not closed. */
  mine: number;
}

export class TicketChange {
  /** @example "priority" */
  field: string;
  before: unknown;
  after: unknown;
}

/** A ticket as it was at a moment: every field by name, people and teams by their ids. */
export class TicketMoment {
  moment: string;
  fields: Record<string, unknown>;
}

/** One line of a ticket's history. Ids of people and teams come with their names. */
export class TicketHistoryItem {
  id: string;
  /** @example "ticket.claimed" */
  name: string;
  actor: { kind: ActorKind; id: string | null; name: string };
  at: string;
  from: TicketStatus | null;
  to: TicketStatus | null;
  changes: TicketChange[];
}
