import type { Page } from '../../../src/contract/common.dto';
import type { DirectMessagesUnread, DirectMessageView } from '../../../src/contract/direct-messages.dto';
import type { Api } from '../../core/api';
import { asApiError } from '../../core/api-error';
import type { AgentSocket } from '../../core/socket';
import { Store } from '../../core/store';

const GATHER_MS = 300;
const AGAIN_MS = 5000;

/** What colleagues and I write to each other: live, one exchange for each of them. */
export class DirectWatch {
  /** Messages of all colleagues together that I have not read. */
  readonly unread = new Store(0);
  /** The exchanges heard of, by their conversation. */
  readonly exchanges = new Store<ReadonlyMap<string, DirectMessageView>>(new Map());

  private readonly listeners = new Set<(exchange: DirectMessageView) => void>();
  private recount: ReturnType<typeof setTimeout> | undefined;

  constructor(
    me: string,
    private readonly api: Api,
    private readonly socket: AgentSocket,
  ) {
    socket.on('direct:changed', (exchange) => this.hear(exchange));
    socket.on('message:read', ({ conversationId, readerId, seq }) => {
      if (readerId === me) this.settle(conversationId, seq);
    });
    socket.onOnline(() => void this.watch());
  }

  /** Somebody else wrote to me. */
  onWritten(listener: (exchange: DirectMessageView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async page(cursor: string | null, signal: AbortSignal): Promise<string | null> {
    const { items, nextCursor } = await this.api.get<Page<DirectMessageView>>('/direct-messages', { cursor }, signal);
    this.accept(...items);
    return nextCursor;
  }

  /** The one exchange with a colleague, made if there is none yet. */
  async open(employeeId: string): Promise<DirectMessageView> {
    const exchange = await this.api.post<DirectMessageView>('/direct-messages', { employeeId });
    this.accept(exchange);
    return exchange;
  }

  stop(): void {
    clearTimeout(this.recount);
  }

  private accept(...told: DirectMessageView[]): void {
    this.exchanges.update((held) => new Map([...held, ...told.map((one) => [one.conversationId, one] as const)]));
  }

  private hear(exchange: DirectMessageView): void {
    const before = this.exchanges.get().get(exchange.conversationId);
    const isNews = exchange.unread > 0 && !exchange.isLastMine && exchange.lastSeq > (before?.lastSeq ?? 0);
    this.accept(exchange);
    this.countSoon();
    if (isNews) for (const tell of this.listeners) tell(exchange);
  }

  /** Read here or on another page of mine. Where I have read to the end, nothing is left; else the server knows. */
  private settle(conversationId: string, seq: number): void {
    const exchange = this.exchanges.get().get(conversationId);
    if (exchange && exchange.unread > 0 && seq >= exchange.lastSeq) this.accept({ ...exchange, unread: 0 });
    if (this.unread.get() > 0) this.countSoon();
  }

  private async watch(): Promise<void> {
    const told = await this.socket.request('direct:watch', {}).catch(asApiError);
    if ('unread' in told) this.unread.set(told.unread);
    else if (told.isTransient) this.countSoon(AGAIN_MS);
  }

  /** Of exchanges that were never looked at here, only the server knows how much of them was read. */
  private countSoon(inMs = GATHER_MS): void {
    clearTimeout(this.recount);
    this.recount = setTimeout(() => void this.count(), inMs);
  }

  private async count(): Promise<void> {
    const told = await this.api.get<DirectMessagesUnread>('/direct-messages/unread-count').catch(asApiError);
    if ('unread' in told) this.unread.set(told.unread);
    else if (told.isTransient) this.countSoon(AGAIN_MS);
  }
}
