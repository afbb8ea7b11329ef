import type { CustomerChatView, QueuePosition, ReviewView } from '../../../src/contract/chats.dto';
import { asApiError } from '../../core/api-error';
import type { ServerClock } from '../../core/clock';
import { ConversationClient, carrier } from '../../core/conversation-client';
import { NEW_CONVERSATION, Outbox } from '../../core/outbox';
import { type CustomerSocket, RealtimeSocket } from '../../core/socket';
import type { KeyValueStorage } from '../../core/storage';
import { Store } from '../../core/store';
import { bringPolling } from './transports';
import type { Visit } from './visit';

interface CurrentChat {
  chat: CustomerChatView | null;
  position: QueuePosition | null;
}

/** The visitor's line to the shop: the chat that is open or was last, its place in the queue, its conversation. */
export class Line {
  readonly chat = new Store<CustomerChatView | null>(null);
  readonly position = new Store<QueuePosition | null>(null);
  readonly conversation = new Store<ConversationClient | null>(null);
  /** Whether the server has been asked at least once. */
  readonly isKnown = new Store(false);
  readonly socket: CustomerSocket;
  readonly outbox: Outbox;

  /** Where conversations go on that ended when their ticket became part of another one. */
  private readonly continued = new Map<string, string>();

  /** Whose chat it is, as far as it is known. */
  private owner = '';

  constructor(
    private readonly visit: Visit,
    shop: string,
    storage: KeyValueStorage,
    readonly clock: ServerClock,
  ) {
    this.socket = new RealtimeSocket({
      namespace: '/customers',
      tokens: visit.tokens,
      mayPoll: true,
      bringPolling,
    });
    this.outbox = new Outbox({ account: shop, storage, send: carrier(this.socket.shared, visit.api) });
    this.socket.on('chat:changed', (chat) => this.accept(chat));
    this.socket.on('queue:position', (position) => {
      if (position.chatId === this.chat.get()?.id) this.position.set(position);
    });
    // Nothing is written to a conversation that ended by a merge, so it is asked.
    this.socket.on('ticket:changed', ({ mergedInto }) => {
      if (mergedInto) void this.conversation.get()?.catchUp();
    });
    this.socket.onOnline(() => {
      this.outbox.wake();
      void this.refresh();
    });
  }

  connect(): void {
    this.socket.connect();
  }

  /** What the pushes only hint at. */
  async refresh(): Promise<void> {
    try {
      const { chat, position } = await this.visit.api.get<CurrentChat>('/chats/current');
      const owner = this.visit.visitor.get()?.customerId ?? '';
      // Somebody else than before: what does not go along with them is not theirs.
      if (owner !== this.owner && chat?.id !== this.chat.get()?.id) this.leave();
      this.owner = owner;
      if (chat) this.accept(chat);
      else if (this.chat.get()?.status === 'closed') this.leave();
      this.position.set(position);
      this.isKnown.set(true);
    } catch (thrown) {
      // Without an answer there is nothing to show that is not shown already; each new connection asks again.
      if (!asApiError(thrown).isTransient) this.isKnown.set(true);
    }
  }

  accept(chat: CustomerChatView): void {
    const held = this.chat.get();
    if (held?.id === chat.id && held.version > chat.version) return;
    // A push about an earlier chat does not take the place of the present one.
    if (held && held.id !== chat.id && chat.number < held.number) return;
    this.chat.set(chat);
    if (chat.status !== 'waiting') this.position.set(null);
    this.open(chat.conversationId);
  }

  /**
   * What was typed before the conversation existed now goes there. Its first message came with the start, unless a chat
   * was open already: then it is sent like the others.
   */
  async adopt(firstMessageId: string): Promise<void> {
    const conversation = this.conversation.get();
    if (!conversation) return;
    await conversation.catchUp();
    const hasArrived = conversation.transcript.get().messages.some(({ clientId }) => clientId === firstMessageId);
    if (hasArrived) this.outbox.delete(firstMessageId);
    this.outbox.readdress(NEW_CONVERSATION, conversation.conversationId);
  }

  async end(): Promise<void> {
    const chat = this.chat.get();
    if (chat) this.accept(await this.visit.api.post<CustomerChatView>(`/chats/${chat.id}/end`));
  }

  async rate(chat: CustomerChatView, rating: number, comment: string): Promise<ReviewView> {
    const review = await this.visit.api.put<ReviewView>(`/chats/${chat.id}/review`, { rating, comment });
    this.chat.update((held) => (held?.id === chat.id ? { ...held, review } : held));
    return review;
  }

  /** Somebody else uses this browser now. */
  leave(): void {
    this.conversation.get()?.close();
    this.conversation.set(null);
    this.chat.set(null);
    this.position.set(null);
  }

  close(): void {
    this.leave();
    for (const { clientId } of this.outbox.entries.get()) this.outbox.delete(clientId);
    this.socket.close();
  }

  private open(conversationId: string): void {
    const held = this.conversation.get();
    const end = this.endOf(conversationId);
    if (held?.conversationId === end) return;
    held?.close();
    const conversation = this.clientOf(end);
    conversation.continuedIn.subscribe(() => this.follow(conversation));
    this.conversation.set(conversation);
    conversation.open();
  }

  private endOf(conversationId: string): string {
    const next = this.continued.get(conversationId);
    return next ? this.endOf(next) : conversationId;
  }

  private follow({ conversationId, continuedIn }: ConversationClient): void {
    const next = continuedIn.get();
    if (!next) return;
    this.continued.set(conversationId, next);
    if (this.conversation.get()?.conversationId === conversationId) this.open(next);
  }

  /** One to read; whoever asks for it opens and closes it. */
  clientOf(conversationId: string): ConversationClient {
    return new ConversationClient({
      conversationId,
      readerId: () => this.visit.visitor.get()?.customerId ?? '',
      socket: this.socket.shared,
      api: this.visit.api,
      outbox: this.outbox,
    });
  }

  /** For a while, in a window that nobody looks at; what is missed is asked for afterwards. */
  rest(): void {
    this.socket.close();
  }
}
