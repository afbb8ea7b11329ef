import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';
import type { ActorKind } from './events.dto';
import { LIMITS } from './limits';

export const VISIBILITIES = ['public', 'internal'] as const;
/** `internal` is a note that only staff see. */
export type Visibility = (typeof VISIBILITIES)[number];

export class SendMessage {
  @IsUUID() conversationId: string;

  /** A UUID made by the client before the first try; a retry with it never sends twice. */
  @IsUUID() clientId: string;

  /** Up to 10,000 characters; may be empty when something is attached. */
  @IsString() @Length(0, LIMITS.messageBody) body: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIMITS.attachmentsPerMessage)
  @IsUUID(undefined, { each: true })
  attachmentIds?: string[];

  /** `public` when left out; `internal` is for staff alone. */
  @IsOptional() @IsIn(VISIBILITIES) visibility?: Visibility;
}

/** The same over HTTP, where the conversation is in the address. */
export class PostMessage {
  @IsUUID() clientId: string;
  @IsString() @Length(0, LIMITS.messageBody) body: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIMITS.attachmentsPerMessage)
  @IsUUID(undefined, { each: true })
  attachmentIds?: string[];
  @IsOptional() @IsIn(VISIBILITIES) visibility?: Visibility;
}

export class OpenConversation {
  @IsUUID() conversationId: string;

  /** The last number the client has; left out, the newest page is sent. */
  @IsOptional() @IsInt() @Min(0) afterSeq?: number;

  /** `id` of the message with that number; when they do not belong together, the answer says `reset`. */
  @IsOptional() @IsUUID() afterId?: string;
}

export class LeaveConversation {
  @IsUUID() conversationId: string;
}

export class ReadMessages {
  @IsUUID() conversationId: string;

  /** For customers `seq`, for staff `publicSeq` of the newest message seen. */
  @IsInt() @Min(0) seq: number;
}

/** The same over HTTP, where the conversation is in the address. */
export class MarkRead {
  @IsInt() @Min(0) seq: number;
}

export class Typing {
  @IsUUID() conversationId: string;
  @IsBoolean() on: boolean;
  /** `internal` while staff write a note: only colleagues see it. */
  @IsOptional() @IsIn(VISIBILITIES) visibility?: Visibility;
}

export class MessageListQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) afterSeq?: number;
  /** `id` of the message with that number; when they do not belong together, the answer says `reset`. */
  @IsOptional() @IsUUID() afterId?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) beforeSeq?: number;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(LIMITS.messagePage) limit?: number;
}

export class TranscriptQuery {
  /** Zone in which times are written; the shop's when it is left out. @example "Europe/Berlin" */
  @IsOptional() @IsTimeZone() tz?: string;
}

/** What a system entry tells; the front ends put it into words. */
export const SYSTEM_ENTRIES = [
  'chat.started',
  'chat.taken',
  'chat.transferredToAgent',
  'chat.transferredToTeam',
  'chat.released',
  'chat.declined',
  'chat.agentLost',
  'chat.closed',
  'chat.reopened',
  'chat.rated',
  'ticket.created',
  'ticket.claimed',
  'ticket.declined',
  'ticket.released',
  'ticket.transferred',
  'ticket.held',
  'ticket.resumed',
  'ticket.closed',
  'ticket.reopened',
  'ticket.rated',
  'ticket.merged',
] as const;
export type SystemEntryType = (typeof SYSTEM_ENTRIES)[number];

export class SystemEntry {
  type: SystemEntryType;
  /** Names for the sentence: `by`, `byKind`, `from`, `to`, `team`, `reason`, `rating`, `waitedSeconds`, `number`. */
  data: Record<string, string | number | null>;
}

export class MessageAuthor {
  kind: ActorKind;
  id: string | null;
  /** What people see. @example "Mira" */
  name: string;
}

export class AttachmentView {
  id: string;
  /** @example "receipt.pdf" */
  name: string;
  /** Found from the content, not from the name. @example "application/pdf" */
  mime: string;
  /** Bytes. */
  size: number;
  width: number | null;
  height: number | null;
  hasThumbnail: boolean;
}

/**
 * A message. Each audience has its own numbering without gaps: for staff `seq` counts everything and `publicSeq` what
 * the customer sees too (null for a note); for customers `seq` is that public number and `publicSeq` the same.
 */
export class MessageView {
  id: string;
  conversationId: string;
  seq: number;
  publicSeq: number | null;
  /** The sender's own id for it; null for system entries. */
  clientId: string | null;
  author: MessageAuthor;
  visibility: Visibility;
  body: string;
  system: SystemEntry | null;
  attachments: AttachmentView[];
  createdAt: string;
}

export class ReadMarkView {
  readerKind: 'employee' | 'customer';
  readerId: string;
  /** Public number of the newest message seen. */
  seq: number;
}

export class ConversationPage {
  conversationId: string;
  /** In ascending order of `seq`. */
  messages: MessageView[];
  /** The newest number of this audience. */
  lastSeq: number;
  /** Whether there are messages before the first of this page. */
  hasOlder: boolean;
  /** Whether there are messages after the last of this page. */
  hasNewer: boolean;
  /** What the client has is not this conversation's history: drop it and keep only this page. */
  reset: boolean;
  readMarks: ReadMarkView[];
  /** Where it goes on, once its ticket has become part of another one; nothing new comes in here. */
  continuedInId?: string;
}
