import type { ChatCounts, ChatView } from '../../../src/contract/chats.dto';
import { LIMITS } from '../../../src/contract/limits';
import { asApiError } from '../../core/api-error';
import type { ServerClock } from '../../core/clock';
import type { AgentSocket } from '../../core/socket';
import { Store } from '../../core/store';
import type { Book } from './book';

/** Past this the wait in the queue is shown as one that is too long. */
export const LONG_WAIT_MS = 120_000;

/** The queue of one shop as it stands, kept up by pushes. Administrators choose the shop. */
export class QueueWatch {
  /** Waiting chats in the order of the queue. */
  readonly ids = new Store<readonly string[]>([]);
  readonly counts = new Store<ChatCounts | null>(null);
  readonly isKnown = new Store(false);

  private readonly arrivals = new Set<(chat: ChatView) => void>();
  /** What came and went while the snapshot was under way, which may not know it. */
  private readonly meanwhile = new Map<string, 'came' | 'went'>();

  constructor(
    private readonly socket: AgentSocket,
    private readonly chats: Book<ChatView>,
    private readonly clock: ServerClock,
    private readonly shopId: Store<string | null>,
    private readonly needsShop: boolean,
  ) {
    socket.on('queue:changed', ({ chats: changed, removed }) => this.apply(changed, removed));
    socket.on('chat:changed', (chat) => {
      chats.accept(chat);
      if (chat.status !== 'waiting') this.apply([], [chat.id]);
    });
    socket.onOnline(() => void this.watch());
    shopId.subscribe(() => {
      this.isKnown.set(false);
      this.ids.set([]);
      void this.watch();
    });
  }

  /** A chat that was not in the queue before. */
  onArrival(listener: (chat: ChatView) => void): () => void {
    this.arrivals.add(listener);
    return () => this.arrivals.delete(listener);
  }

  private async watch(): Promise<void> {
    const shopId = this.shopId.get();
    if (this.needsShop && !shopId) return;
    this.meanwhile.clear();
    try {
      const snapshot = await this.socket.request('queue:watch', shopId ? { shopId } : {});
      if (this.shopId.get() !== shopId) return;
      this.clock.observe(snapshot.now);
      this.chats.accept(...snapshot.chats);
      this.counts.set(snapshot.counts);
      const told = [...snapshot.chats.map(({ id }) => id), ...this.meanwhile.keys()];
      this.ids.set(this.inOrder(told.filter((id) => this.meanwhile.get(id) !== 'went')));
      this.isKnown.set(true);
    } catch (thrown) {
      // Lost on the way: the next connection asks again. Refused: there is no queue for this person.
      if (!asApiError(thrown).isTransient) this.isKnown.set(true);
    }
  }

  private apply(changed: ChatView[], removed: string[]): void {
    this.chats.accept(...changed);
    const before = new Set(this.ids.get());
    const ids = new Set([...before, ...changed.map(({ id }) => id)]);
    for (const { id } of changed) this.meanwhile.set(id, 'came');
    for (const id of removed) {
      ids.delete(id);
      this.meanwhile.set(id, 'went');
    }
    const sorted = this.inOrder(ids);
    if (sorted.length === before.size && sorted.every((id, index) => id === this.ids.get()[index])) return;
    this.ids.set(sorted);
    const arrived = sorted.filter((id) => !before.has(id)).flatMap((id) => this.chats.get(id) ?? []);
    for (const chat of arrived) for (const tell of this.arrivals) tell(chat);
  }

  /** Those that wait by now, whatever was said before. */
  private inOrder(ids: Iterable<string>): string[] {
    const chats = [...new Set(ids)].flatMap((id) => this.chats.get(id) ?? []);
    return chats
      .filter(({ status }) => status === 'waiting')
      .sort(byTurn)
      .map(({ id }) => id);
  }
}

/** Whether the whole queue is known, so that its own length is the count. */
export function isWhole(ids: readonly string[]): boolean {
  return ids.length < LIMITS.queueSnapshot;
}

function byTurn(a: ChatView, b: ChatView): number {
  if (a.customer.isPriority !== b.customer.isPriority) return a.customer.isPriority ? -1 : 1;
  return a.queuedAt.localeCompare(b.queuedAt) || a.id.localeCompare(b.id);
}
