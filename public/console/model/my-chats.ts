import type { ChatView } from '../../../src/contract/chats.dto';
import type { Page } from '../../../src/contract/common.dto';
import { LIMITS } from '../../../src/contract/limits';
import type { Api } from '../../core/api';
import { asApiError } from '../../core/api-error';
import type { ConversationClient } from '../../core/conversation-client';
import { Store } from '../../core/store';
import type { Book } from './book';
import type { ConversationPool } from './conversation-pool';
import { byUrgency, liveStanding, type Standing, toldStanding } from './standing';

/** The chats I answer, in the order of urgency, with how each stands. */
export class MyChats {
  readonly ids = new Store<readonly string[]>([]);
  readonly standings = new Store<ReadonlyMap<string, Standing>>(new Map());
  readonly unread = new Store(0);
  readonly isKnown = new Store(false);

  private readonly watched = new Map<ConversationClient, () => void>();

  constructor(
    private readonly me: string,
    private readonly api: Api,
    private readonly chats: Book<ChatView>,
    private readonly pool: ConversationPool,
  ) {
    chats.all.subscribe(() => this.follow());
    pool.clients.subscribe(() => this.watch());
  }

  /**
   * What the pushes only hint at. A chat that is not in the answer is not mine any more; one that I took, or of which
   * anything was heard, after the question is not what the answer is about.
   */
  async refresh(): Promise<void> {
    const before = new Map(this.mine().map(({ id, version }) => [id, version]));
    try {
      const page = await this.api.get<Page<ChatView>>('/chats', { view: 'mine', limit: LIMITS.pageSize });
      const held = new Set(page.items.map(({ id }) => id));
      for (const [id, version] of before)
        if (!held.has(id) && this.chats.get(id)?.version === version) this.chats.drop(id);
      this.chats.accept(...page.items);
      this.isKnown.set(true);
      this.follow();
    } catch (thrown) {
      if (!asApiError(thrown).isTransient) this.isKnown.set(true);
    }
  }

  private follow(): void {
    const mine = this.mine();
    this.pool.keep(mine.map(({ conversationId }) => conversationId));
    this.count();
  }

  private mine(): ChatView[] {
    return [...this.chats.all.get().values()].filter(
      ({ status, agent }) => status === 'active' && agent?.id === this.me,
    );
  }

  private watch(): void {
    const clients = new Set(this.pool.clients.get().values());
    for (const [client, stop] of this.watched) {
      if (clients.has(client)) continue;
      stop();
      this.watched.delete(client);
    }
    for (const client of clients) {
      if (!this.watched.has(client))
        this.watched.set(
          client,
          client.transcript.subscribe(() => this.count()),
        );
    }
    this.count();
  }

  private count(): void {
    const clients = this.pool.clients.get();
    const standings = new Map<string, Standing>();
    for (const chat of this.chats.all.get().values()) {
      const client = clients.get(chat.conversationId);
      if (client) standings.set(chat.id, liveStanding(chat, client.transcript.get(), this.me));
    }
    this.standings.set(standings);

    const rows = this.mine().map((chat) => ({
      id: chat.id,
      standing: standings.get(chat.id) ?? toldStanding(chat, this.me),
    }));
    const ids = rows.sort(byUrgency).map(({ id }) => id);
    const shown = this.ids.get();
    if (ids.length !== shown.length || ids.some((id, index) => id !== shown[index])) this.ids.set(ids);
    this.unread.set(rows.reduce((sum, { standing }) => sum + standing.unread, 0));
  }
}
