import type { Api } from '../../core/api';
import { ConversationClient } from '../../core/conversation-client';
import type { Outbox } from '../../core/outbox';
import type { AgentSocket } from '../../core/socket';
import { Store } from '../../core/store';

/** The conversations that are open here: those of my chats, so that they are live, and the one that is looked at. */
export class ConversationPool {
  readonly clients = new Store<ReadonlyMap<string, ConversationClient>>(new Map());
  /** Where conversations go on that ended by a merge; whoever looks at one of them sees that. */
  readonly continued = new Store<ReadonlyMap<string, string>>(new Map());
  private mine: readonly string[] = [];
  private shown: string | null = null;

  constructor(
    private readonly readerId: string,
    private readonly socket: AgentSocket,
    private readonly api: Api,
    private readonly outbox: Outbox,
  ) {}

  keep(conversationIds: readonly string[]): void {
    this.mine = conversationIds;
    this.settle();
  }

  show(conversationId: string | null): void {
    this.shown = conversationId;
    this.settle();
  }

  close(): void {
    this.mine = [];
    this.show(null);
  }

  /** The end may be several merges away. */
  private follow(from: string, to: string): void {
    this.continued.update((held) => {
      const known = [...held].map(([id, end]) => [id, end === from ? to : end] as const);
      return new Map([...known, [from, to]]);
    });
    this.settle();
  }

  private settle(): void {
    const held = this.clients.get();
    const continued = this.continued.get();
    const wanted = new Set((this.shown ? [...this.mine, this.shown] : this.mine).map((id) => continued.get(id) ?? id));
    const isSettled = wanted.size === held.size && [...wanted].every((id) => held.has(id));
    if (isSettled) return;
    for (const [id, client] of held) if (!wanted.has(id)) client.close();
    this.clients.set(new Map([...wanted].map((id) => [id, held.get(id) ?? this.open(id)])));
  }

  private open(conversationId: string): ConversationClient {
    const { readerId, socket, api, outbox } = this;
    const client = new ConversationClient({
      conversationId,
      readerId: () => readerId,
      socket: socket.shared,
      api,
      outbox,
    });
    client.continuedIn.subscribe(() => {
      const next = client.continuedIn.get();
      if (next) this.follow(conversationId, next);
    });
    client.open();
    return client;
  }
}
