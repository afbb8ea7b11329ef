import type { ChatView } from '../../src/contract/chats.dto';
import type { AgentPushes, CustomerPushes } from '../../src/contract/realtime';
import type { TicketView } from '../../src/contract/tickets.dto';
import type { Client, TestSocket } from './client';

type Pushes = AgentPushes & CustomerPushes;
type Told = TestSocket['heard'];

/** How somebody can ask for what they were told. */
export interface Eyes {
  client: Client;
  socket: TestSocket;
}

/** What a kind of push leaves on a screen, by what it is about, and how to ask for the same afresh. */
export interface Lasting {
  shown(heard: Told): Map<string, object>;
  fresh(eyes: Eyes, key: string, shown: object): Promise<unknown>;
}

/** Or why nothing of it stays there. */
type Passing = string;

/** The pushes of one name; what staff and customers are told under it differs, and the answers know which. */
function of<N extends keyof Pushes>(heard: Told, name: N): Parameters<Pushes[N]>[0][] {
  return heard.filter((push) => push.name === name).map(({ data }) => data as Parameters<Pushes[N]>[0]);
}

/** The last push about each thing that is still `kept`; where pushes tell their version, the newest. */
function last<N extends keyof Pushes>(
  name: N,
  keyOf: (push: Parameters<Pushes[N]>[0]) => string,
  fresh: Lasting['fresh'],
  kept: (heard: Told) => (push: Parameters<Pushes[N]>[0]) => boolean = () => () => true,
): Lasting {
  return { shown: (heard) => newest(of(heard, name).filter(kept(heard)), keyOf), fresh };
}

/** Of the pushes about each thing the last, but none that is older than another one. */
function newest<T extends object>(pushes: readonly T[], keyOf: (push: T) => string): Map<string, T> {
  const kept = new Map<string, T>();
  const versionOf = (push: T | undefined) => (push as { version?: number } | undefined)?.version ?? 0;
  for (const push of pushes) {
    if (versionOf(push) >= versionOf(kept.get(keyOf(push)))) kept.set(keyOf(push), push);
  }
  return kept;
}

const body = async (client: Client, path: string) => (await client.get<Record<string, unknown>>(path)).body;
const items = async (client: Client, path: string) =>
  (await client.get<{ items: { id: string; conversationId: string }[] }>(path)).body.items;
const page = async ({ client }: Eyes, conversationId: string) =>
  (
    await client.get<{ lastSeq: number; messages: { seq: number }[]; readMarks: { readerId: string }[] }>(
      `/conversations/${conversationId}/messages?limit=100`,
    )
  ).body;
const byId = (chats: ChatView[]) => chats.toSorted((one, other) => one.id.localeCompare(other.id));
const [FIRST, SECOND] = [0, 1];
const half = (key: string, which: number) => key.split(' ')[which] ?? '';

/** Tickets that are not there any more for this person: nothing of them is kept. */
function lost(heard: Told): TicketView[] {
  const gone = new Set(of(heard, 'ticket:gone').map(({ ticketId }) => ticketId));
  return (of(heard, 'ticket:changed') as unknown as TicketView[]).filter(({ id }) => gone.has(id));
}

function left(heard: Told): (push: { conversationId: string }) => boolean {
  const conversations = new Set(lost(heard).map(({ conversationId }) => conversationId));
  return ({ conversationId }) => !conversations.has(conversationId);
}

const SHARED = {
  'message:new': last(
    'message:new',
    ({ conversationId, seq }) => `${conversationId} ${seq}`,
    async (eyes, key) =>
      (await page(eyes, half(key, FIRST))).messages.find(({ seq }) => String(seq) === half(key, SECOND)),
    left,
  ),
  'message:read': last(
    'message:read',
    ({ conversationId, readerId }) => `${conversationId} ${readerId}`,
    async (eyes, key) => ({
      conversationId: half(key, FIRST),
      ...(await page(eyes, half(key, FIRST))).readMarks.find(({ readerId }) => readerId === half(key, SECOND)),
    }),
    left,
  ),
  typing: 'passes by itself within seconds',
  'alert:new': {
    shown: (heard) => {
      const over = new Set(of(heard, 'alerts:read').flatMap(({ alertIds }) => alertIds ?? []));
      return new Map(
        of(heard, 'alert:new')
          .filter(({ alert }) => !over.has(alert.id))
          .map(({ alert: { id, kind, data } }) => [id, { id, kind, data }]),
      );
    },
    fresh: async ({ client }, key) => (await items(client, '/alerts')).find(({ id }) => id === key),
  },
  'alerts:read': {
    // Both kinds of news tell how many were not read.
    shown: (heard) => {
      const isRead = of(heard, 'alerts:read').length > 0;
      const counted = heard.filter(({ name }) => name === 'alert:new' || name === 'alerts:read');
      const { unread } = (counted.at(-1)?.data ?? {}) as { unread?: number };
      return new Map(isRead ? [['', { unread }]] : []);
    },
    fresh: ({ client }) => body(client, '/alerts/unread-count'),
  },
  positions: {
    shown: (heard) =>
      new Map(
        of(heard, 'positions')
          .slice(-1)
          .flatMap((numbers) => Object.entries(numbers))
          .map(([conversationId, lastSeq]) => ({ conversationId, lastSeq }))
          .filter(left(heard))
          .map(({ conversationId, lastSeq }) => [conversationId, { lastSeq }]),
      ),
    fresh: (eyes, conversationId) => page(eyes, conversationId),
  },
  'server:draining': 'the connection ends',
  'session:ended': 'the connection ends',
} satisfies Partial<Record<keyof Pushes, Lasting | Passing>>;

/** Each push has to say what it leaves; a new one without an entry does not compile. */
export const ON_SCREENS_OF_STAFF: Record<keyof AgentPushes, Lasting | Passing> = {
  ...SHARED,
  'chat:changed': last(
    'chat:changed',
    ({ id }) => id,
    ({ client }, id) => body(client, `/chats/${id}`),
  ),
  'queue:changed': {
    shown: (heard) => {
      const chats = new Map<string, ChatView>();
      const changes = of(heard, 'queue:changed');
      if (changes.length === 0) return new Map();
      for (const change of changes) {
        for (const chat of change.chats) chats.set(chat.id, chat);
        for (const id of change.removed) chats.delete(id);
      }
      return new Map([['', { chats: byId([...chats.values()]) }]]);
    },
    // Of another connection: who watches again begins with what this answers, and is pushed no more of it.
    fresh: async ({ client }) => {
      const again = await client.connect();
      try {
        return { chats: byId((await again.get('queue:watch', {})).chats) };
      } finally {
        again.close();
      }
    },
  },
  'ticket:changed': last(
    'ticket:changed',
    ({ id }) => id,
    ({ client }, id) => body(client, `/tickets/${id}`),
    left,
  ),
  'ticket:gone': last(
    'ticket:gone',
    ({ ticketId }) => ticketId,
    async ({ client }, ticketId) => ((await client.get(`/tickets/${ticketId}`)).status === 404 ? { ticketId } : null),
  ),
  'offer:made': last(
    'offer:made',
    ({ id }) => id,
    async ({ client }, key) => (await items(client, '/offers')).find(({ id }) => id === key),
    (heard) => {
      const over = new Set(of(heard, 'offer:withdrawn').map(({ offerId }) => offerId));
      return ({ id }) => !over.has(id);
    },
  ),
  'offer:withdrawn': last(
    'offer:withdrawn',
    ({ offerId }) => offerId,
    async ({ client }, key, shown) => ((await items(client, '/offers')).some(({ id }) => id === key) ? null : shown),
  ),
  'presence:changed': last(
    'presence:changed',
    ({ id }) => id,
    async ({ client }, key) => (await items(client, '/agents')).find(({ id }) => id === key),
  ),
  'direct:changed': last(
    'direct:changed',
    ({ conversationId }) => conversationId,
    async ({ client }, key) =>
      (await items(client, '/direct-messages')).find(({ conversationId }) => conversationId === key),
  ),
  'presence:mine': last(
    'presence:mine',
    () => '',
    ({ client }) => body(client, '/agents/me'),
  ),
  'customer:presence': last(
    'customer:presence',
    ({ customerId }) => customerId,
    async ({ client, socket: { heard } }, customerId) => {
      const again = await client.connect();
      try {
        const opened = of(heard, 'message:new').filter(left(heard));
        for (const conversationId of new Set(opened.map((message) => message.conversationId)))
          await again.get('conversation:open', { conversationId });
        return await again.hears('customer:presence', (presence) => presence.customerId === customerId);
      } finally {
        again.close();
      }
    },
    (heard) => {
      const strangers = new Set(lost(heard).map(({ customer }) => customer.id));
      return ({ customerId }) => !strangers.has(customerId);
    },
  ),
};

export const ON_SCREENS_OF_CUSTOMERS: Record<keyof CustomerPushes, Lasting | Passing> = {
  ...SHARED,
  'chat:changed': last(
    'chat:changed',
    ({ id }) => id,
    async ({ client }, key) => (await items(client, '/chats/history')).find(({ id }) => id === key),
  ),
  'queue:position': last(
    'queue:position',
    ({ chatId }) => chatId,
    async ({ client }) => (await body(client, '/chats/current')).position,
    (heard) => {
      const begun = of(heard, 'chat:changed').filter(({ status }) => status !== 'waiting');
      return ({ chatId }) => !begun.some(({ id }) => id === chatId);
    },
  ),
  'ticket:changed': last(
    'ticket:changed',
    ({ id }) => id,
    ({ client }, id) => body(client, `/my/tickets/${id}`),
  ),
};
