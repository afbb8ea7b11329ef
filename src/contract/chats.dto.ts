import { IsIn, IsInt, IsOptional, IsString, IsTimeZone, IsUUID, Length, Max, Min, ValidateIf } from 'class-validator';
import { NamedRef, PeriodListQuery, PersonRef, TicketRef } from './common.dto';
import type { ActorKind } from './events.dto';
import { LIMITS } from './limits';

export const CHAT_STATUSES = ['waiting', 'active', 'closed'] as const;
export type ChatStatus = (typeof CHAT_STATUSES)[number];

export const PRESENCES = ['available', 'away', 'invisible'] as const;
export type Presence = (typeof PRESENCES)[number];

/** What can be done with a chat. Who may is a matter of the policy, when it is possible one of the state table. */
export const CHAT_ACTIONS = [
  'read',
  'take',
  'reply',
  'note',
  'transfer',
  'release',
  'decline',
  'close',
  'rate',
] as const;
export type ChatAction = (typeof CHAT_ACTIONS)[number];

export class StartChat {
  /** Makes starting safe to try again, and is the `clientId` of the first message. */
  @IsUUID() clientId: string;

  /** The first message. @example "My order still says packed." */
  @IsString() @Length(1, LIMITS.messageBody) message: string;

  /** @example "Orders" */
  @IsOptional() @IsString() @Length(1, 80) topic?: string;
  @IsOptional() @IsUUID() teamId?: string;
  /** The page the customer is on. */
  @IsOptional() @IsString() @Length(1, 2000) pageUrl?: string;
  @IsOptional() @IsString() @Length(1, 2000) referrer?: string;
  /** BCP 47. @example "tr" */
  @IsOptional() @IsString() @Length(2, 35) language?: string;
}

export class ChatRef {
  @IsUUID() chatId: string;
}

export class TakeNext {
  /** Only from this team's queue. */
  @IsOptional() @IsUUID() teamId?: string;
}

/** To an agent or to a team, one of the two. */
export class TransferChat {
  @ValidateIf((input: TransferChat) => !input.teamId) @IsUUID() agentId?: string;
  @IsOptional() @IsUUID() teamId?: string;
  /** Left in the conversation for whoever takes over; the customer does not see it. */
  @IsOptional() @IsString() @Length(1, 2000) note?: string;
}

export class DeclineChat {
  @IsOptional() @IsString() @Length(1, 500) reason?: string;
}

export class CloseChat {
  /** @example "Solved" */
  @IsOptional() @IsString() @Length(1, 200) reason?: string;
}

export class RateChat {
  @IsInt() @Min(1) @Max(5) rating: number;
  @IsOptional() @IsString() @Length(0, 2000) comment?: string;
}

export class SetPresence {
  @IsIn(PRESENCES) presence: Presence;
}

export class OfferRef {
  @IsUUID() offerId: string;
}

// Over sockets the chat or offer is named in the message instead of the address.
export class TransferChatById extends TransferChat {
  @IsUUID() chatId: string;
}
export class DeclineChatById extends DeclineChat {
  @IsUUID() chatId: string;
}
export class CloseChatById extends CloseChat {
  @IsUUID() chatId: string;
}
export class RateChatById extends RateChat {
  @IsUUID() chatId: string;
}
export class DeclineOfferById extends DeclineChat {
  @IsUUID() offerId: string;
}
export class WatchQueue {
  /** Administrators watch one shop at a time. */
  @IsOptional() @IsUUID() shopId?: string;
}

export class ChatListQuery extends PeriodListQuery {
  @IsOptional() @IsUUID() shopId?: string;
  /** `queue`: waiting, in the order of the queue. `mine`: held by me. `all`: newest first. */
  @IsOptional() @IsIn(['queue', 'mine', 'all']) view?: 'queue' | 'mine' | 'all';
  @IsOptional() @IsIn(CHAT_STATUSES) status?: ChatStatus;
  /** `none` for no team. */
  @IsOptional() @IsString() @Length(1, 36) teamId?: string;
  /** `none` for nobody. */
  @IsOptional() @IsString() @Length(1, 36) agentId?: string;
  /** What it is about; `none` for nothing. */
  @IsOptional() @IsString() @Length(1, 80) topic?: string;
  @IsOptional() @IsUUID() customerId?: string;
}

export class ChatExportQuery extends ChatListQuery {
  /** Zone in which times are written; UTC when it is left out. @example "Europe/Berlin" */
  @IsOptional() @IsTimeZone() tz?: string;
}

export class ChatCustomer {
  id: string;
  name: string;
  email: string | null;
  isVerified: boolean;
  isPriority: boolean;
  /** Chats before this one in this shop. */
  chatsBefore: number;
}

export class ReviewView {
  rating: number;
  comment: string;
  createdAt: string;
  updatedAt: string;
}

export class LastMessage {
  seq: number;
  authorKind: ActorKind;
  authorName: string;
  /** The first 140 characters. */
  preview: string;
  at: string;
}

/** A chat as staff see it in lists and pushes. */
export class ChatView {
  id: string;
  /** Counts up within the shop. @example 20418 */
  number: number;
  shopId: string;
  conversationId: string;
  customer: ChatCustomer;
  team: NamedRef | null;
  /** Who answers; null while the chat waits. */
  agent: PersonRef | null;
  status: ChatStatus;
  topic: string | null;
  pageUrl: string | null;
  referrer: string | null;
  language: string | null;
  firstMessage: string;
  /** The place in the queue comes from this; a chat that returns keeps it. */
  queuedAt: string;
  startedAt: string;
  takenAt: string | null;
  closedAt: string | null;
  closeReason: string | null;
  /** Public messages so far; the unread ones are those above one's own read mark. */
  lastPublicSeq: number;
  lastMessage: LastMessage | null;
  /** Since when the customer waits for an answer; null when it is their turn. */
  awaitingSince: string | null;
  review: ReviewView | null;
  /** The ticket in which it goes on. */
  ticket: TicketRef | null;
  /** Grows with every change; a lower one than the client has is ignored. */
  version: number;
}

/** A chat as one person sees it, with what they may do now. */
export class ChatDetail extends ChatView {
  can: Record<ChatAction, boolean>;
  /** The person's own read mark: public number of the newest message seen. */
  readSeq: number;
}

/** A chat as its customer sees it. */
export class CustomerChatView {
  id: string;
  number: number;
  conversationId: string;
  status: ChatStatus;
  agent: PersonRef | null;
  team: NamedRef | null;
  topic: string | null;
  /** The page on which they began it; at the portal, that of the ticket that they want to talk about. */
  pageUrl: string | null;
  startedAt: string;
  closedAt: string | null;
  /** Whether writing now reopens it. */
  canReopen: boolean;
  /** The ticket in which it goes on: what is written now goes there. */
  ticket: TicketRef | null;
  canRate: boolean;
  review: ReviewView | null;
  version: number;
}

export class QueuePosition {
  chatId: string;
  /** 1 is next. */
  position: number;
  /** Seconds, as a range; null while too little is known for an honest answer. */
  estimate: { from: number; to: number } | null;
}

export class QueueSnapshot {
  chats: ChatView[];
  counts: ChatCounts;
  /** The server's time, so that clocks run on it. */
  now: string;
}

export class TeamCount {
  teamId: string;
  count: number;
}

export class ChatCounts {
  waiting: number;
  /** Queue time of the longest waiting chat. */
  longestWaitingSince: string | null;
  mine: number;
  active: number;
  /** Waiting and active chats of each team that has any. */
  teams: TeamCount[];
}

export class OfferView {
  id: string;
  chat: ChatView;
  offeredAt: string;
  deadlineAt: string;
}

/** Why a chat went to whom. */
export class RoutingStep {
  at: string;
  agent: PersonRef;
  outcome: 'pending' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  reason: string | null;
  answeredAt: string | null;
}

export class RoutingCandidate {
  agent: PersonRef;
  isEligible: boolean;
  /** In order of weight: `notInTeam`, `inactive`, `offline`, `away`, `full`, `declined`, `offeredBefore`. */
  reasons: string[];
  load: number;
  capacity: number;
}

export class RoutingExplanation {
  chatId: string;
  mode: 'manual' | 'leastBusy' | 'roundRobin';
  offers: RoutingStep[];
  candidates: RoutingCandidate[];
}

/** An agent as colleagues see them: can they take a chat? */
export class AgentView {
  id: string;
  name: string;
  shopId: string | null;
  presence: Presence;
  isConnected: boolean;
  load: number;
  capacity: number;
  teamIds: string[];
}

export class PresenceView {
  presence: Presence;
  /** True when the server set it, after two offers nobody answered. */
  isAutomatic: boolean;
  load: number;
  capacity: number;
}

export class AgentListQuery {
  @IsOptional() @IsUUID() shopId?: string;
}
