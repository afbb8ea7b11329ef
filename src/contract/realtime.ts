import type { AlertView } from './alerts.dto';
import type {
  ChatDetail,
  ChatRef,
  ChatView,
  CloseChatById,
  CustomerChatView,
  DeclineChatById,
  DeclineOfferById,
  OfferRef,
  OfferView,
  Presence,
  PresenceView,
  QueuePosition,
  QueueSnapshot,
  RateChatById,
  ReviewView,
  SetPresence,
  StartChat,
  TakeNext,
  TransferChatById,
  WatchQueue,
} from './chats.dto';
import type {
  ConversationPage,
  LeaveConversation,
  MessageView,
  OpenConversation,
  ReadMarkView,
  ReadMessages,
  SendMessage,
  Typing,
} from './conversations.dto';
import type { DirectMessagesUnread, DirectMessageView, WatchDirectMessages } from './direct-messages.dto';
import type { Ack, ErrorBody } from './errors';
import type { WatchTickets } from './ticket-requests.dto';
import type { CustomerTicketView, TicketCounts, TicketView } from './tickets.dto';

/** What both kinds of clients may send: name, input and answer. Every message is acknowledged with an `Ack`. */
interface SharedRequests {
  'conversation:open': { input: OpenConversation; output: ConversationPage };
  'conversation:leave': { input: LeaveConversation; output: null };
  /** Answers with the message as it was stored, which need not be pushed to the connection that sent it. */
  'message:send': { input: SendMessage; output: MessageView };
  'message:read': { input: ReadMessages; output: null };
  typing: { input: Typing; output: null };
  /** A fresh access token, before the old one ends. */
  'auth:refresh': { input: { token: string }; output: null };
}

export interface CustomerRequests extends SharedRequests {
  'chat:start': { input: StartChat; output: CustomerChatView };
  'chat:end': { input: ChatRef; output: CustomerChatView };
  'chat:rate': { input: RateChatById; output: ReviewView };
  /** Of a chat that nobody has taken yet. */
  'chat:toTicket': { input: ChatRef; output: CustomerTicketView };
}

export interface AgentRequests extends SharedRequests {
  'queue:watch': { input: WatchQueue; output: QueueSnapshot };
  'chat:take': { input: ChatRef; output: ChatDetail };
  /** Null when nobody waits whom this agent could take. */
  'chat:takeNext': { input: TakeNext; output: ChatDetail | null };
  'offer:accept': { input: OfferRef; output: ChatDetail };
  'offer:decline': { input: DeclineOfferById; output: null };
  'chat:transfer': { input: TransferChatById; output: ChatView };
  'chat:release': { input: ChatRef; output: ChatView };
  'chat:decline': { input: DeclineChatById; output: null };
  'chat:close': { input: CloseChatById; output: ChatView };
  /** From now on this socket hears of every ticket that its person may see. */
  'tickets:watch': { input: WatchTickets; output: TicketCounts };
  /** From now on this socket hears what colleagues write to its person. */
  'direct:watch': { input: WatchDirectMessages; output: DirectMessagesUnread };
  'presence:set': { input: SetPresence; output: PresenceView };
}

export interface SharedPushes {
  'message:new': (message: MessageView) => void;
  'message:read': (mark: ReadMarkView & { conversationId: string }) => void;
  typing: (typing: {
    conversationId: string;
    kind: 'employee' | 'customer';
    id: string;
    name: string;
    on: boolean;
  }) => void;
  /** One's own new alert, and how many were not read. */
  'alert:new': (news: { alert: AlertView; unread: number }) => void;
  /** One's own alerts that were read, or are gone; null is all of them. */
  'alerts:read': (read: { alertIds: string[] | null; unread: number }) => void;
  /** With every heartbeat: the newest number of each conversation this socket has open. Behind it? Ask. */
  positions: (positions: Record<string, number>) => void;
  /** Reconnect elsewhere after so many milliseconds. */
  'server:draining': (notice: { afterMs: number }) => void;
  /** The last thing a socket hears when its rights have ended; it does not reconnect with the same token. */
  'session:ended': (reason: ErrorBody) => void;
}

/** Pushed to customers. A push is a hint: the database, asked again, is the truth. */
export interface CustomerPushes extends SharedPushes {
  'chat:changed': (chat: CustomerChatView) => void;
  'queue:position': (position: QueuePosition) => void;
  /** One's own tickets; the version tells which is newer. */
  'ticket:changed': (ticket: CustomerTicketView) => void;
}

/** Pushed to staff. */
export interface AgentPushes extends SharedPushes {
  /** Chats that this socket's person may see; the version tells which is newer. */
  'chat:changed': (chat: ChatView) => void;
  /** Changes of the watched queue, gathered over a tenth of a second. */
  'queue:changed': (change: { chats: ChatView[]; removed: string[] }) => void;
  /** A ticket that this socket's person may see; the version tells which is newer. */
  'ticket:changed': (ticket: TicketView) => void;
  /** A ticket that is not there any more for this person: given back for good, or out of their reach. */
  'ticket:gone': (ticket: { ticketId: string }) => void;
  'offer:made': (offer: OfferView) => void;
  'offer:withdrawn': (offer: {
    offerId: string;
    chatId: string;
    outcome: 'accepted' | 'declined' | 'expired' | 'withdrawn';
  }) => void;
  'presence:changed': (agent: {
    id: string;
    presence: Presence;
    isConnected: boolean;
    load: number;
    capacity: number;
  }) => void;
  /** Something new between a colleague and me. */
  'direct:changed': (direct: DirectMessageView) => void;
  /** My own state, when the server changed it. */
  'presence:mine': (state: PresenceView) => void;
  /** Whether the customer of a chat has the widget connected. */
  'customer:presence': (presence: { customerId: string; isConnected: boolean }) => void;
}

export type RequestName = keyof AgentRequests | keyof CustomerRequests;

type Emitters<Requests> = {
  [Name in keyof Requests]: Requests[Name] extends { input: infer Input; output: infer Output }
    ? (input: Input, ack: (answer: Ack<Output>) => void) => void
    : never;
};

export type AgentEmits = Emitters<AgentRequests>;
export type CustomerEmits = Emitters<CustomerRequests>;
