import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { ListQuery } from './common.dto';
import { MessageAuthor } from './conversations.dto';
import { LIMITS } from './limits';

/** What people are told of by the service. */
export const ALERT_KINDS = [
  'ticketAssigned',
  'ticketDeclined',
  'ticketStatusChanged',
  'ticketReplied',
  'ticketClosed',
  'ticketMerged',
  'slaAtRisk',
  'slaBreached',
  'announcement',
  'mention',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export class AlertTicket {
  id: string;
  number: number;
  title: string;
}

export class AlertChat {
  id: string;
  number: number;
}

/** What the sentence needs besides who and which ticket; each kind has some of it. */
export class AlertData {
  /** Statuses of the ticket. @example "open" */
  from?: string;
  to?: string;
  /** Why an agent declined. */
  reason?: string;
  /** Number of the ticket that goes on. @example "12" */
  into?: string;
  /** `firstResponse` or `resolution`. */
  promise?: string;
  /** Of an announcement. */
  title?: string;
  body?: string;
}

/** What the service tells one person. The front ends put it into words. */
export class AlertView {
  id: string;
  kind: AlertKind;
  shopId: string;
  /** Who did it; null when the service did, or when nobody is to know. */
  by: MessageAuthor | null;
  /** Null when it is about none, or about one that its reader may not see any more. */
  ticket: AlertTicket | null;
  chat: AlertChat | null;
  /** Where to look. */
  conversationId: string | null;
  data: AlertData;
  createdAt: string;
  readAt: string | null;
}

export class AlertListQuery extends ListQuery {
  /** Only those that were not read. */
  @IsOptional() @IsIn(['true', 'false']) unread?: 'true' | 'false';
}

export class UnreadAlerts {
  unread: number;
}

/** News for all who work for the shop. */
export class Announce {
  /** @example "We close at noon tomorrow" */
  @IsString() @Length(1, LIMITS.announcementTitle) title: string;
  @IsString() @Length(1, LIMITS.announcementBody) body: string;
}

export class Announced {
  /** How many colleagues were told. */
  recipients: number;
}
