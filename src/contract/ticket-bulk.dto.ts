import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateNested,
} from 'class-validator';
import type { ErrorCode } from './errors';
import { LIMITS } from './limits';
import { AssignTicket, CloseTicket } from './ticket-requests.dto';
import { TICKET_PRIORITIES, type TicketPriority } from './tickets.dto';

/** One thing done to many tickets: of `assign`, `close`, `priority`, `addTags` and `removeTags` exactly one. */
export class ChangeTickets {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.ticketsAtOnce)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ticketIds: string[];

  @IsOptional() @ValidateNested() @Type(() => AssignTicket) assign?: AssignTicket;
  @IsOptional() @ValidateNested() @Type(() => CloseTicket) close?: CloseTicket;
  @IsOptional() @IsIn(TICKET_PRIORITIES) priority?: TicketPriority;
  /** @example ["vip"] */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.tagsPerTicket)
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  addTags?: string[];
  /** @example ["vip"] */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.tagsPerTicket)
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  removeTags?: string[];
}

export class ChangedTicket {
  ticketId: string;
  /** Null where there is no such ticket for this person. */
  number: number | null;
  ok: boolean;
  /** Why not. */
  code?: ErrorCode;
  message?: string;
}

/** One result for each ticket, in the order in which they were named. */
export class ChangedTickets {
  results: ChangedTicket[];
}
