import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { ChatDetail, CustomerChatView } from '../src/contract/chats.dto';
import type { MessageView } from '../src/contract/conversations.dto';
import type { ShopView } from '../src/contract/shops.dto';
import { MessageFeed } from '../src/realtime/message-feed';
import { SocketServer } from '../src/realtime/socket-server';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';
import { eventually, type TestSocket } from './support/client';

let app: TestApp;
let shop: ShopView;
let admin: Employee;

beforeAll(async () => {
  app = await TestApp.start({ SAFETY_POLL_MILLISECONDS: '60000', HEARTBEAT_MILLISECONDS: '200' });
  shop = await app.build.shop();
  admin = await app.build.admin();
});
afterAll(() => app.stop());

interface Talk {
  chat: CustomerChatView & { customer: Visitor };
  conversationId: string;
  agent: Employee;
  desk: TestSocket;
  widget: TestSocket;
}

/** A customer and their agent, both connected, with the conversation open. */
async function talk(): Promise<Talk> {
  const agent = await app.build.agent({ shopId: shop.id });
  const chat = await app.build.chat(shop);
  const [desk, widget] = [await app.as(agent).connect(), await app.as(chat.customer).connect()];
  const { conversationId } = await desk.get('chat:take', { chatId: chat.id });
  for (const socket of [desk, widget]) await socket.get('conversation:open', { conversationId });
  return { chat, conversationId, agent, desk, widget };
}

function say(socket: TestSocket, conversationId: string, body: string, more: object = {}): Promise<MessageView> {
  return socket.get('message:send', { conversationId, clientId: randomUUID(), body, ...more });
}

const heardIn = (socket: TestSocket, conversationId: string): MessageView[] =>
  socket.all('message:new').filter((message) => message.conversationId === conversationId);

const gapless = (messages: MessageView[]) =>
  messages.every(({ seq }, index) => seq === (messages[0]?.seq ?? 0) + index);

describe('messages', () => {
  it('reach both sides once and in order, however many are sent at once', async () => {
    const { conversationId, desk, widget } = await talk();

    const sends = Array.from({ length: 200 }, (_, i) => say(i % 2 ? desk : widget, conversationId, `m${i}`));
    const receipts = await Promise.all(sends);

    for (const socket of [desk, widget]) {
      await socket.hears(
        'message:new',
        ({ seq, body }) => body.startsWith('m') && seq === Math.max(...receipts.map((receipt) => receipt.seq)),
      );
      const heard = heardIn(socket, conversationId).filter(({ body }) => body.startsWith('m'));
      expect(heard).toHaveLength(200);
      expect(gapless(heard)).toBe(true);
    }
  });

  it('are pushed to every tab of their sender but the one that was answered with them', async () => {
    const { conversationId, agent, desk, widget } = await talk();
    const tab = await app.as(agent).connect();
    await tab.get('conversation:open', { conversationId });
    const pushed: MessageView[] = [];
    desk.io.on('message:new', (message) => pushed.push(message));

    const answer = await say(desk, conversationId, 'Hello');

    expect(await tab.hears('message:new', ({ id }) => id === answer.id)).toEqual(answer);
    await say(widget, conversationId, 'Hi');
    await desk.hears('message:new', ({ body }) => body === 'Hi');
    expect(pushed.map(({ body }) => body)).toEqual(['Hi']);
  });

  it('that are notes stay among staff, and leave no gap for the customer', async () => {
    const { conversationId, desk, widget } = await talk();

    await say(desk, conversationId, 'one');
    await say(desk, conversationId, 'Difficult customer', { visibility: 'internal' });
    await say(desk, conversationId, 'two');

    await widget.hears('message:new', ({ body }) => body === 'two');
    await desk.hears('message:new', ({ body }) => body === 'two');
    const seen = heardIn(widget, conversationId);
    expect(seen.slice(-2).map(({ body }) => body)).toEqual(['one', 'two']);
    expect(gapless(seen)).toBe(true);
    expect(JSON.stringify(widget.heard)).not.toContain('Difficult');
    expect(heardIn(desk, conversationId).map(({ body }) => body)).toContain('Difficult customer');
  });

  it('that came in between are shown before the one that told of them', async () => {
    const { conversationId, desk, widget } = await talk();
    const feed = app.get(MessageFeed);
    const last = (await say(desk, conversationId, 'first')).seq;
    await widget.hears('message:new', ({ body }) => body === 'first');

    // As if another server had committed them: nobody here is told, until a hint comes.
    const events = await app.db.query('SELECT COUNT(*) AS n FROM messages WHERE conversationId = ?', [conversationId]);
    expect(Number(events[0].n)).toBe(last);
    await smuggle(conversationId, last + 1, 3);
    feed.hint(conversationId, last + 3);

    await widget.hears('message:new', ({ body }) => body === 'smuggled 3');
    expect(gapless(heardIn(widget, conversationId))).toBe(true);
    await smuggle(conversationId, last + 4, 1);
    await say(desk, conversationId, 'second');
    await widget.hears('message:new', ({ body }) => body === 'second');
    expect(
      heardIn(widget, conversationId)
        .slice(-2)
        .map(({ body }) => body),
    ).toEqual(['smuggled 1', 'second']);
    expect(gapless(heardIn(widget, conversationId))).toBe(true);
  });

  it('are heard by every tab of the holder, opened or not, and by no colleague who did not open it', async () => {
    const { chat, conversationId, agent, widget } = await talk();
    const tab = await app.as(agent).connect();
    await tab.get('queue:watch', {});
    const colleague = await app.as(await app.build.agent({ shopId: shop.id })).connect();
    await colleague.get('queue:watch', {});

    await say(widget, conversationId, 'Hello?');

    await tab.hears('message:new', ({ body }) => body === 'Hello?');
    expect(colleague.all('message:new')).toEqual([]);
    await tab.get('conversation:open', { conversationId });
    await tab.get('conversation:leave', { conversationId });
    await say(widget, conversationId, 'Still there?');
    await tab.hears('message:new', ({ body }) => body === 'Still there?');
    await tab.get('chat:release', { chatId: chat.id });
    await tab.hears('chat:changed', ({ status }) => status === 'waiting');
  });

  it('are not heard any more once left', async () => {
    const { conversationId, desk, widget } = await talk();
    await widget.get('conversation:leave', { conversationId });

    await say(desk, conversationId, 'Anybody?');

    await desk.hears('message:new', ({ body }) => body === 'Anybody?');
    expect(JSON.stringify(widget.heard)).not.toContain('Anybody?');
  });

  it('missed while away are there after a reconnection', async () => {
    const { chat, conversationId, desk, widget } = await talk();
    const page = await widget.get('conversation:open', { conversationId });
    widget.close();
    for (const body of ['a', 'b', 'c']) await say(desk, conversationId, body);

    const back = await app.as(chat.customer).connect();
    const last = page.messages.at(-1);
    const missed = await back.get('conversation:open', { conversationId, afterSeq: last?.seq, afterId: last?.id });

    expect(missed.messages.map(({ body }) => body)).toEqual(['a', 'b', 'c']);
    const fresh = await app
      .as(chat.customer)
      .get<{ messages: MessageView[] }>(`/conversations/${conversationId}/messages`);
    expect([...page.messages, ...missed.messages]).toEqual(fresh.body.messages);
  });

  it('come with their positions, each side in its own numbers', async () => {
    const { conversationId, desk, widget } = await talk();
    await say(desk, conversationId, 'psst', { visibility: 'internal' });
    const { seq, publicSeq } = await say(desk, conversationId, 'out loud');

    await desk.hears('positions', (positions) => positions[conversationId] === seq);
    await widget.hears('positions', (positions) => positions[conversationId] === publicSeq);
    expect(publicSeq).toBeLessThan(seq);
  });
});

/** Puts messages into the database as another server would. */
async function smuggle(conversationId: string, fromSeq: number, count: number): Promise<void> {
  for (let i = 1; i <= count; i += 1) {
    const seq = fromSeq + i - 1;
    await app.db.query(
      'INSERT INTO messages (conversationId, seq, id, publicSeq, kind, authorKind, visibility, body, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [conversationId, seq, randomUUID(), seq, 'text', 'system', 'public', `smuggled ${i}`, '2026-01-01 00:00:00.000'],
    );
    await app.db.query('UPDATE conversations SET lastSeq = ?, lastPublicSeq = ? WHERE id = ?', [
      seq,
      seq,
      conversationId,
    ]);
  }
}

describe('signs of life', () => {
  it('show who types; never to the customer who writes a note', async () => {
    const { chat, conversationId, agent, desk, widget } = await talk();

    await widget.get('typing', { conversationId, on: true });
    expect(await desk.hears('typing')).toMatchObject({
      conversationId,
      kind: 'customer',
      id: chat.customer.id,
      on: true,
    });
    await eventually(
      () => desk.ask('typing', { conversationId, on: true }),
      ({ ok }) => ok,
    );
    expect(await widget.hears('typing')).toMatchObject({ kind: 'employee', id: agent.id, on: true });
    const colleague = await app.as(await app.build.manager({ shopId: shop.id })).connect();
    await colleague.get('conversation:open', { conversationId });
    const before = widget.all('typing').length;
    await colleague.get('typing', { conversationId, on: true });
    await desk.get('typing', { conversationId, on: true, visibility: 'internal' });
    await desk.hears('typing', ({ kind }) => kind === 'employee');
    await colleague.hears('typing', ({ id }) => id === agent.id);
    await say(desk, conversationId, 'done');
    await widget.hears('message:new', ({ body }) => body === 'done');
    expect(widget.all('typing')).toHaveLength(before);
  });

  it('are not taken from those who do not have the conversation open', async () => {
    const { conversationId, desk } = await talk();
    const stranger = await app.as(await app.build.visitor(shop)).connect();

    await stranger.get('typing', { conversationId, on: true });
    await stranger.refused('message:read', { conversationId, seq: 1 });
    await say(desk, conversationId, 'x');

    expect(desk.all('typing')).toEqual([]);
  });

  it('show how far the other side has read', async () => {
    const { conversationId, agent, desk, widget } = await talk();
    const { publicSeq } = await say(widget, conversationId, 'Read me');

    await desk.get('message:read', { conversationId, seq: publicSeq ?? 0 });

    expect(await widget.hears('message:read')).toEqual({
      conversationId,
      readerKind: 'employee',
      readerId: agent.id,
      seq: publicSeq,
    });
  });

  it('show whether the customer is there', async () => {
    const { chat, desk, widget } = await talk();
    await desk.hears(
      'customer:presence',
      ({ customerId, isConnected }) => customerId === chat.customer.id && isConnected,
    );

    widget.close();

    await desk.hears('customer:presence', ({ isConnected }) => !isConnected);
  });
});

describe('the queue', () => {
  it('is the same by pushes as by asking again', async () => {
    const team = await app.build.team({ shopId: shop.id });
    const [ann, bob] = await Promise.all([0, 1].map(() => app.build.agent({ shopId: shop.id, teamIds: [team.id] })));
    const watcher = await app.as(ann as Employee).connect();
    const known = new Map((await watcher.get('queue:watch', {})).chats.map((chat) => [chat.id, chat]));

    const chats = await Promise.all(Array.from({ length: 6 }, () => app.build.chat(shop, { teamId: team.id })));
    const worker = await app.as(bob as Employee).connect();
    await worker.get('chat:take', { chatId: chats[0]?.id ?? '' });
    await worker.get('chat:take', { chatId: chats[1]?.id ?? '' });
    await worker.get('chat:release', { chatId: chats[1]?.id ?? '' });
    await worker.get('chat:decline', { chatId: chats[2]?.id ?? '' });
    await app.as(chats[3]?.customer ?? null).post(`/chats/${chats[3]?.id}/end`);

    const fresh = await app.as(ann as Employee).connect();
    await eventually(
      async () => {
        known.clear();
        for (const { chats: changed, removed } of watcher.all('queue:changed')) {
          for (const chat of changed) known.set(chat.id, chat);
          for (const id of removed) known.delete(id);
        }
        const now = (await fresh.get('queue:watch', {})).chats.filter(({ id }) => chats.some((chat) => chat.id === id));
        const mine = [...known.values()].filter(({ id }) => chats.some((chat) => chat.id === id));
        return { now, mine: mine.sort((a, b) => (a.queuedAt + a.id < b.queuedAt + b.id ? -1 : 1)) };
      },
      ({ now, mine }) => JSON.stringify(now) === JSON.stringify(mine) && now.length === 4,
    );
  });

  it('does not tell a chat to whoever gave it back for good, and takes it from their other tabs', async () => {
    const agent = await app.build.agent({ shopId: shop.id });
    const [tab, other] = [await app.as(agent).connect(), await app.as(agent).connect()];
    for (const socket of [tab, other]) await socket.get('queue:watch', {});
    const chat = await app.build.chat(shop);
    await other.hears('queue:changed', ({ chats }) => chats.some(({ id }) => id === chat.id));

    await tab.get('chat:decline', { chatId: chat.id });

    await other.hears('queue:changed', ({ removed }) => removed.includes(chat.id));
    const at = other.all('queue:changed').findIndex(({ removed }) => removed.includes(chat.id));
    expect(
      other
        .all('queue:changed')
        .slice(at)
        .flatMap(({ chats }) => chats.map(({ id }) => id)),
    ).not.toContain(chat.id);
  });

  it('pushes a burst of changes at most ten times a second', async () => {
    const watcher = await app.as(await app.build.manager({ shopId: shop.id })).connect();
    await watcher.get('queue:watch', {});
    const times: number[] = [];
    watcher.io.on('queue:changed', () => times.push(performance.now()));

    const chats = await Promise.all(Array.from({ length: 30 }, () => app.build.chat(shop)));
    await eventually(
      () => new Set(watcher.all('queue:changed').flatMap((change) => change.chats.map(({ id }) => id))),
      (heard) => chats.every(({ id }) => heard.has(id)),
    );

    const seconds = Math.max(1, ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000);
    expect(times.length / seconds).toBeLessThanOrEqual(11);
  });

  it('tells waiting customers their place as it changes', async () => {
    const team = await app.build.team({ shopId: shop.id });
    const agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
    const first = await app.build.chat(shop, { teamId: team.id });
    const visitor = await app.build.visitor(shop);
    const widget = await app.as(visitor).connect();

    const second = await widget.get('chat:start', { clientId: randomUUID(), message: 'Me too', teamId: team.id });
    expect(await widget.hears('queue:position')).toMatchObject({ chatId: second.id, position: 2 });
    await app.as(agent).post(`/chats/${first.id}/take`);

    expect(await widget.hears('queue:position', ({ position }) => position === 1)).toMatchObject({ chatId: second.id });
    await app.as(agent).post(`/chats/${second.id}/take`);
    expect(await widget.hears('chat:changed', ({ status }) => status === 'active')).toMatchObject({
      id: second.id,
      agent: { id: agent.id },
    });
  });

  it('of one shop is not heard in another', async () => {
    const elsewhere = await app.build.shop();
    const sockets = [
      await app.as(await app.build.manager({ shopId: elsewhere.id })).connect(),
      await app.as(await app.build.agent({ shopId: elsewhere.id })).connect(),
      await app.as(await app.build.visitor(elsewhere)).connect(),
      await app.as(await app.build.visitor(shop)).connect(),
    ];
    for (const socket of sockets.slice(0, 2)) await socket.get('queue:watch', {});
    expect(await sockets[0]?.refused('queue:watch', { shopId: shop.id })).toMatchObject({ code: 'NOT_FOUND' });
    const watching = await app.as(admin).connect();
    await watching.get('queue:watch', { shopId: shop.id });

    const { chat, conversationId, desk, widget } = await talk();
    await say(widget, conversationId, 'Between us');
    await desk.get('chat:close', { chatId: chat.id });
    await watching.hears('queue:changed', ({ removed }) => removed.includes(chat.id));

    for (const socket of sockets) {
      expect(JSON.stringify(socket.heard)).not.toContain(chat.id);
      expect(JSON.stringify(socket.heard)).not.toContain('Between us');
    }
  });
});

describe('a chat that changes hands', () => {
  it('tells both agents and the customer, and moves what they hear', async () => {
    const [team, otherTeam] = [await app.build.team({ shopId: shop.id }), await app.build.team({ shopId: shop.id })];
    const [ann, bob] = [
      await app.build.agent({ shopId: shop.id, teamIds: [team.id] }),
      await app.build.agent({ shopId: shop.id, teamIds: [otherTeam.id] }),
    ];
    const chat = await app.build.chat(shop, { teamId: team.id });
    const [from, to, widget] = [
      await app.as(ann).connect(),
      await app.as(bob).connect(),
      await app.as(chat.customer).connect(),
    ];
    for (const socket of [from, to]) await socket.get('queue:watch', {});
    await widget.get('conversation:open', { conversationId: chat.conversationId });
    await from.get('chat:take', { chatId: chat.id });
    await from.get('conversation:open', { conversationId: chat.conversationId });

    await from.get('chat:transfer', { chatId: chat.id, teamId: otherTeam.id });

    await to.hears('queue:changed', ({ chats }) => chats.some(({ id }) => id === chat.id));
    await from.hears('queue:changed', ({ removed }) => removed.includes(chat.id));
    await widget.hears('chat:changed', ({ status }) => status === 'waiting');
    const taken: ChatDetail = await to.get('chat:take', { chatId: chat.id });
    const before = from.all('message:new').length;
    await say(widget, taken.conversationId, 'For Bob');
    await to.hears('message:new', ({ body }) => body === 'For Bob');
    expect(from.all('message:new')).toHaveLength(before);
    expect(await from.refused('conversation:open', { conversationId: chat.conversationId })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('offers and presence', () => {
  it('reach the agent they are meant for, with the end of it', async () => {
    const team = await app.build.team({ shopId: shop.id, routing: 'leastBusy' });
    const agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
    const colleague = await app.as(await app.build.agent({ shopId: shop.id })).connect();
    const desk = await app.as(agent).connect();
    await desk.get('presence:set', { presence: 'available' });
    const chat = await app.build.chat(shop, { teamId: team.id });

    const offer = await desk.hears('offer:made');
    expect(offer.chat.id).toBe(chat.id);
    await desk.get('offer:accept', { offerId: offer.id });

    expect(await desk.hears('offer:withdrawn')).toEqual({ offerId: offer.id, chatId: chat.id, outcome: 'accepted' });
    expect(colleague.all('offer:made')).toEqual([]);
    await desk.hears('presence:mine', ({ load }) => load === 1);
    await colleague.hears('presence:changed', ({ id, load }) => id === agent.id && load === 1);
  });

  it('show colleagues who is there, available or away', async () => {
    const watcher = await app.as(await app.build.manager({ shopId: shop.id })).connect();
    const agent = await app.build.agent({ shopId: shop.id });
    const [desk, tab] = [await app.as(agent).connect(), await app.as(agent).connect()];
    await watcher.hears('presence:changed', ({ id, isConnected }) => id === agent.id && isConnected);

    await desk.get('presence:set', { presence: 'away' });
    await watcher.hears('presence:changed', ({ id, presence }) => id === agent.id && presence === 'away');
    desk.close();
    await tab.get('queue:watch', {});
    expect(watcher.all('presence:changed').some(({ id, isConnected }) => id === agent.id && !isConnected)).toBe(false);
    tab.close();

    await watcher.hears('presence:changed', ({ id, isConnected }) => id === agent.id && !isConnected);
  });
});

describe('a client that does not read', () => {
  it('is cut before it fills the memory, and the others hear everything', async () => {
    const { conversationId, desk, widget } = await talk();
    const frozen = await app.as(await app.build.agent({ shopId: shop.id })).connect();
    await frozen.get('conversation:open', { conversationId });
    const { agents } = app.get(SocketServer);
    const reason = new Promise((resolve) => agents.sockets.get(frozen.io.id ?? '')?.once('disconnect', resolve));
    // The engine's own type keeps the stream private.
    const transport = frozen.io.io.engine.transport as unknown as { ws: { _socket: Socket } };
    const { _socket: stream } = transport.ws;
    stream.pause();

    const body = '€'.repeat(10_000);
    for (let i = 0; i < 80; i += 1)
      await Promise.all(Array.from({ length: 10 }, () => say(widget, conversationId, body)));
    expect(await reason).not.toBe('ping timeout');

    const { seq } = await say(widget, conversationId, 'the end');
    await desk.hears('message:new', (message) => message.seq === seq);
    expect(gapless(heardIn(desk, conversationId))).toBe(true);
    stream.destroy();
  });
});

describe('a server that stops', () => {
  it('tells everybody to go elsewhere, in a way that brings them back', async () => {
    const other = await TestApp.start();
    const place = await other.build.shop();
    const chat = await other.build.chat(place);
    const socket = await other.as(chat.customer).connect();
    const closed = socket.closed();

    const at = performance.now();
    const stopping = other.nest.close();

    expect(await closed).toBe('transport close');
    expect(socket.all('server:draining')).toHaveLength(1);
    await stopping;
    await other.stop();
    socket.close();
    expect(performance.now() - at).toBeLessThan(5000);
  });
});
