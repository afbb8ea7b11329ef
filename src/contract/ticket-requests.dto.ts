import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDateString,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ListQuery, PeriodListQuery } from './common.dto';
import { LIMITS } from './limits';
import {
  TICKET_PRIORITIES,
  TICKET_SLA_STATES,
  TICKET_SOURCES,
  TICKET_STATUSES,
  type TicketPriority,
  type TicketSlaState,
  type TicketSource,
  type TicketStatus,
} from './tickets.dto';

/** Somebody who is on the phone and not known yet. */
export class NewTicketCustomer {
  @IsString() @Length(1, 120) name: string;
  @IsOptional() @IsEmail() email?: string;
  @IsOptional() @IsString() @Length(3, 40) phone?: string;
}

/** By staff, or by a program: for a customer who is known, or for a new one. */
export class CreateTicket {
  @IsOptional() @IsUUID() shopId?: string;

  /** Makes creating safe to try again. */
  @IsUUID() clientId: string;

  @ValidateIf((input: CreateTicket) => !input.customer && !input.chatId) @IsUUID() customerId?: string;
  @IsOptional() @ValidateNested() @Type(() => NewTicketCustomer) customer?: NewTicketCustomer;

  /** @example "Cannot pay with my card" */
  @IsString() @Length(3, 200) title: string;
  @IsString() @Length(10, LIMITS.messageBody) description: string;

  /** One of the shop's ticket categories. @example "Payment Failure" */
  @IsOptional() @IsString() @Length(1, 80) category?: string;
  @IsOptional() @IsIn(TICKET_PRIORITIES) priority?: TicketPriority;
  @IsOptional() @IsUUID() teamId?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIMITS.tagsPerTicket)
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  tags?: string[];
  @IsOptional() @IsString() @Length(1, 254) contactEmail?: string;
  @IsOptional() @IsString() @Length(1, 40) contactPhone?: string;

  /** The chat that goes on in this ticket. */
  @IsOptional() @IsUUID() chatId?: string;
}

/** The same from a chat, which is in the address. */
export class TicketFromChat {
  @IsUUID() clientId: string;
  @IsString() @Length(3, 200) title: string;
  /** The first message of the chat when it is left out. */
  @IsOptional() @IsString() @Length(10, LIMITS.messageBody) description?: string;
  @IsOptional() @IsString() @Length(1, 80) category?: string;
  @IsOptional() @IsIn(TICKET_PRIORITIES) priority?: TicketPriority;
  @IsOptional() @IsUUID() teamId?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIMITS.tagsPerTicket)
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  tags?: string[];
}

/** By the customer. */
export class FileTicket {
  /** Makes filing safe to try again, and is the `clientId` of the first message. */
  @IsUUID() clientId: string;
  @IsString() @Length(3, 200) title: string;
  @IsString() @Length(10, LIMITS.messageBody) description: string;
  @IsOptional() @IsString() @Length(1, 80) category?: string;
  @IsOptional() @IsString() @Length(1, 40) phone?: string;

  /** Uploaded to the draft before. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIMITS.attachmentsPerMessage)
  @IsUUID(undefined, { each: true })
  attachmentIds?: string[];
}

/** What was left out stays; null empties what can be empty. */
export class UpdateTicket {
  @IsOptional() @IsString() @Length(3, 200) title?: string;
  @IsOptional() @IsString() @Length(10, LIMITS.messageBody) description?: string;
  @IsOptional() @IsString() @Length(1, 80) category?: string | null;
  @IsOptional() @IsIn(TICKET_PRIORITIES) priority?: TicketPriority;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIMITS.tagsPerTicket)
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  tags?: string[];
  @IsOptional() @IsString() @Length(1, 254) contactEmail?: string | null;
  @IsOptional() @IsString() @Length(1, 40) contactPhone?: string | null;
}

export class DeclineTicket {
  @IsOptional() @IsString() @Length(1, 500) reason?: string;
}

/** To an agent or to a team, one of the two. */
export class TransferTicket {
  @ValidateIf((input: TransferTicket) => !input.teamId) @IsUUID() agentId?: string;
  @IsOptional() @IsUUID() teamId?: string;
  /** Left in the conversation for whoever takes over; the customer does not see it. */
  @IsOptional() @IsString() @Length(1, 2000) note?: string;
}

export class AssignTicket {
  @IsUUID() agentId: string;
}

export class CloseTicket {
  /** @example "Solved" */
  @IsOptional() @IsString() @Length(1, 200) reason?: string;
}

export class MergeTicket {
  /** The ticket that stays. */
  @IsUUID() intoId: string;
}

export const TICKET_VIEWS = ['open', 'mine', 'hold', 'closed', 'all'] as const;
export type TicketListView = (typeof TICKET_VIEWS)[number];

export const TICKET_SORTS = ['newest', 'oldest', 'due', 'updated'] as const;
export type TicketSort = (typeof TICKET_SORTS)[number];

const asList = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value));

export const TICKET_LATENESS = [
  'firstResponse',
  'resolution',
  'firstResponseMet',
  'resolutionMet',
  'any',
  'risk',
  'soon',
] as const;
export type TicketLateness = (typeof TICKET_LATENESS)[number];

/** What tickets are found by. */
export class TicketFilters extends PeriodListQuery {
  @IsOptional() @IsUUID() shopId?: string;
  /** `open`: nobody's yet. `mine`: held by me. `hold`: waiting for the customer. `closed`. `all`: without any of that. */
  @IsOptional() @IsIn(TICKET_VIEWS) view?: TicketListView;
  /** Several are separated by commas. @example "open,in_progress" */
  @IsOptional() @asList @IsArray() @IsIn(TICKET_STATUSES, { each: true }) status?: TicketStatus[];
  @IsOptional() @IsString() @Length(1, 80) category?: string;
  @IsOptional() @IsIn(TICKET_PRIORITIES) priority?: TicketPriority;
  /** `none` for no team. */
  @IsOptional() @IsString() @Length(1, 36) teamId?: string;
  /** `none` for nobody. */
  @IsOptional() @IsString() @Length(1, 36) assigneeId?: string;
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsString() @Length(1, 40) tag?: string;
  @IsOptional() @IsIn(TICKET_SOURCES) source?: TicketSource;
  @IsOptional() @IsIn(TICKET_SLA_STATES) sla?: TicketSlaState;
  /** Answered or closed late, or (`…Met`) in time; past due, at risk, or due within the hour, at `openAt`. */
  @IsOptional() @IsIn(TICKET_LATENESS) late?: TicketLateness;
  @IsOptional() @IsIn(TICKET_SORTS) sort?: TicketSort;
}

export class TicketListQuery extends TicketFilters {}

export class WatchTickets {
  /** Administrators watch one shop, or without it all of them. */
  @IsOptional() @IsUUID() shopId?: string;
}

/** A customer's own list. */
export class MyTicketListQuery extends ListQuery {
  @IsOptional() @asList @IsArray() @IsIn(TICKET_STATUSES, { each: true }) status?: TicketStatus[];
  @IsOptional() @IsString() @Length(1, 80) category?: string;
  @IsOptional() @IsDateString() from?: string;
  @IsOptional() @IsDateString() to?: string;
}

export class TicketMomentQuery {
  @IsDateString() moment: string;
}

export class RateTicket {
  @IsInt() @Min(1) @Max(5) rating: number;
  @IsOptional() @IsString() @Length(0, 2000) comment?: string;
}

/** The lists as tables. */
export class TicketExportQuery extends TicketFilters {
  /** Exactly these, in this order, separated by commas; no other filter is asked then. */
  @IsOptional() @asList @IsArray() @ArrayMaxSize(LIMITS.pageSize) @IsUUID(undefined, { each: true }) ids?: string[];
  /** Zone in which times are written; UTC when it is left out. @example "Asia/Kolkata" */
  @IsOptional() @IsTimeZone() tz?: string;
}

export class MyTicketExportQuery extends MyTicketListQuery {
  /** Zone in which times are written; UTC when it is left out. @example "Asia/Kolkata" */
  @IsOptional() @IsTimeZone() tz?: string;
}
