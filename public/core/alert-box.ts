import type { AlertView, UnreadAlerts } from '../../src/contract/alerts.dto';
import type { Page } from '../../src/contract/common.dto';
import type { Api } from './api';
import { asApiError } from './api-error';
import type { SharedSocket } from './socket';
import { Store } from './store';

interface Held {
  alerts: readonly AlertView[];
  nextCursor: string | null;
}

const PAGE = 30;

/**
 * What the service tells one person. How many they have not read is known and live on every page they have open; the
 * alerts themselves are asked for once somebody looks.
 *
 *   const box = new AlertBox(api, socket.shared);
 *   box.unread.subscribe(drawBadge);
 *   await box.load();                       // then box.held has the newest, and box.loadMore() brings older ones
 */
export class AlertBox {
  readonly unread = new Store(0);
  /** The newest first; null until somebody has looked. */
  readonly held = new Store<Held | null>(null);
  /** What came last while this page was open. */
  readonly latest = new Store<AlertView | null>(null);

  private loadingMore: Promise<void> | null = null;

  constructor(
    private readonly api: Api,
    socket: SharedSocket,
  ) {
    socket.on('alert:new', ({ alert, unread }) => this.receive(alert, unread));
    socket.on('alerts:read', ({ alertIds, unread }) => this.settle(alertIds, unread));
    socket.onOnline(() => void this.renew());
  }

  /** What was looked at before is shown at once, and asked for again. */
  async load(): Promise<void> {
    const { items, nextCursor } = await this.page(null);
    this.held.set({ alerts: items, nextCursor });
  }

  loadMore(): Promise<void> {
    this.loadingMore ??= this.readOn().finally(() => {
      this.loadingMore = null;
    });
    return this.loadingMore;
  }

  async read(id: string): Promise<void> {
    const { unread } = await this.api.post<UnreadAlerts>(`/alerts/${id}/read`);
    this.settle([id], unread);
  }

  async readAll(): Promise<void> {
    const { unread } = await this.api.post<UnreadAlerts>('/alerts/read-all');
    this.settle(null, unread);
  }

  private async readOn(): Promise<void> {
    const cursor = this.held.get()?.nextCursor;
    if (!cursor) return;
    const { items, nextCursor } = await this.page(cursor);
    this.held.update((held) => held && { alerts: joined(held.alerts, items), nextCursor });
  }

  /** After a loss nobody knows what was missed. */
  private async renew(): Promise<void> {
    try {
      const { unread } = await this.api.get<UnreadAlerts>('/alerts/unread-count');
      this.unread.set(unread);
      if (this.held.get()) await this.load();
    } catch (thrown) {
      asApiError(thrown);
    }
  }

  private receive(alert: AlertView, unread: number): void {
    this.unread.set(unread);
    // Two servers may both tell of it.
    const isKnown = this.held.get()?.alerts.some(({ id }) => id === alert.id);
    if (isKnown) return;
    this.held.update((held) => held && { ...held, alerts: [alert, ...held.alerts] });
    this.latest.set(alert);
  }

  private settle(alertIds: readonly string[] | null, unread: number): void {
    this.unread.set(unread);
    const readAt = new Date().toISOString();
    const isMeant = ({ id, readAt: known }: AlertView) => known === null && (alertIds?.includes(id) ?? true);
    this.held.update(
      (held) =>
        held && { ...held, alerts: held.alerts.map((alert) => (isMeant(alert) ? { ...alert, readAt } : alert)) },
    );
  }

  private page(cursor: string | null): Promise<Page<AlertView>> {
    return this.api.get<Page<AlertView>>('/alerts', { limit: PAGE, cursor });
  }
}

/** New ones may have moved the pages apart. */
function joined(newer: readonly AlertView[], older: readonly AlertView[]): AlertView[] {
  const known = new Set(newer.map(({ id }) => id));
  return [...newer, ...older.filter(({ id }) => !known.has(id))];
}
