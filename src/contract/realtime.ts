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
  MessageReceipt,
  MessageView,
  OpenConversation,
  ReadMarkView,
  ReadMessages,
  SendMessage,
  Typing,
} from './conversations.dto';
import type { Ack, ErrorBody } from './errors';

/** What both kinds of clients may send: name, input and answer. Every message is acknowledged with an `Ack`. */
interface SharedRequests {
  'conversation:open': { input: OpenConversation; output: ConversationPage };
  'conversation:leave': { input: LeaveConversation; output: null };
  'message:send': { input: SendMessage; output: MessageReceipt };
  'message:read': { input: ReadMessages; output: null };
  typing: { input: Typing; output: null };
  /** A fresh access token, before the old one ends. */
  'auth:refresh': { input: { token: string }; output: null };
}

export interface CustomerRequests extends SharedRequests {
  'chat:start': { input: StartChat; output: CustomerChatView };
  'chat:end': { input: ChatRef; output: CustomerChatView };
  'chat:rate': { input: RateChatById; output: ReviewView };
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
}

/** Pushed to staff. */
export interface AgentPushes extends SharedPushes {
  /** Chats that this socket's person may see; the version tells which is newer. */
  'chat:changed': (chat: ChatView) => void;
  /** Changes of the watched queue, gathered over a tenth of a second. */
  'queue:changed': (change: { chats: ChatView[]; removed: string[] }) => void;
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
