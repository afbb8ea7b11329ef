import { randomUUID } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import type { CustomerChatView } from '../src/contract/chats.dto';
import type { ConversationPage } from '../src/contract/conversations.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { ShopView } from '../src/contract/shops.dto';
import { Message } from '../src/conversations/message.entity';
import { SocketServer } from '../src/realtime/socket-server';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';
import { eventually, type TestSocket } from './support/client';

/** What a stranger with a program of their own tries at the sockets. */
describe('attacks on sockets', () => {
  let app: TestApp;
  let shop: ShopView;
  let agent: Employee;
  let victim: CustomerChatView & { customer: Visitor };
  let thief: Visitor;
  const raw: Socket[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ SOCKETS_PER_CUSTOMER: '3' });
    shop = await app.build.shop();
    agent = await app.build.agent({ shopId: shop.id, chatCapacity: 100 });
  });
  beforeEach(async () => {
    victim = await app.build.chat(shop);
    await app.as(agent).post(`/chats/${victim.id}/take`);
    thief = await app.build.visitor(shop);
  });
  afterEach(() => {
    for (const socket of raw.splice(0)) socket.disconnect();
  });
  afterAll(() => app.stop());

  const open = (namespace: string, options: object) => {
    const socket = io(`${app.url}${namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...options,
    });
    raw.push(socket);
    return new Promise<string>((resolve) => {
      socket.once('connect', () => resolve('connected'));
      socket.once('connect_error', (error) => resolve((error as Error & { data?: ErrorBody }).data?.code ?? 'refused'));
    });
  };
  const say = (socket: TestSocket, conversationId: string, body: string) =>
    socket.get('message:send', { conversationId, clientId: randomUUID(), body });
  const tell =
    (name: string, ...args: unknown[]) =>
    (socket: TestSocket) =>
      socket.io
        .timeout(2000)
        .emitWithAck(name, ...args)
        .catch((error: unknown) => ({ ok: false, error: { code: String(error) } })) as Promise<{
        ok: boolean;
        error?: ErrorBody;
      }>;

  it('30: what a browser sends by itself lets nobody in', async () => {
    const { headers } = await app
      .as(null)
      .post('/auth/token', { username: agent.username, password: 'correct horse battery' });
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(cookie).toContain('refresh=');

    for (const extraHeaders of [
      { cookie },
      { cookie: `token=${agent.token}` },
      { authorization: `Bearer ${agent.token}` },
    ])
      expect(await open('/agents', { extraHeaders })).toBe('UNAUTHENTICATED');
  });

  it.each<[string, string[]]>([
    ['says nothing', []],
    ['asks before it has said who it is', ['42/customers,["conversation:open",{}]']],
    ['says rubbish', ['\u0000\u0001', '9999']],
  ])(
    '31: who %s hears nothing, and is sent away',
    async (_, packets) => {
      const socket = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
      const heard: string[] = [];
      socket.on('message', (data) => heard.push(String(data)));
      await new Promise((resolve) => socket.once('open', resolve));
      for (const packet of packets) socket.send(packet);
      const ended = new Promise((resolve) => socket.once('close', () => resolve('closed')));
      const customer = await app.as(victim.customer).connect();

      await say(customer, victim.conversationId, 'A secret');

      expect(await ended).toBe('closed');
      expect(heard.filter((packet) => packet.startsWith('4'))).toEqual([]);
    },
    20_000,
  );

  it('31: a connection that never finishes its first request is closed', async () => {
    const { port, hostname } = new URL(app.url);
    const line = connectTcp(Number(port), hostname);
    line.write('GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nX-');
    line.on('error', () => undefined).resume();

    await new Promise((resolve) => line.once('close', resolve));

    expect(app.nest.getHttpServer().listening).toBe(true);
  }, 25_000);

  it.each<[string, (victim: CustomerChatView) => unknown[]]>([
    ['join', ({ conversationId }) => [{ room: `conversation:${conversationId}` }]],
    ['join', ({ conversationId }) => [`conversation:${conversationId}`]],
    ['subscribe', () => [{ channel: 'conversation:*' }]],
    ['room:join', () => [{ rooms: ['queue:all', 'tickets:all'] }]],
    ['conversation:open', ({ conversationId }) => [{ conversationId }]],
    ['conversation:open', () => [{ conversationId: '%' }]],
    ['conversation:open', () => [{ conversationId: '*' }]],
    ['conversation:open', ({ conversationId }) => [{ conversationId: [conversationId] }]],
    ['conversation:open', ({ conversationId }) => [{ conversationId: `${conversationId}' OR 1=1 -- ` }]],
    ['message:read', ({ conversationId }) => [{ conversationId, seq: 1 }]],
    ['message:send', ({ conversationId }) => [{ conversationId, clientId: randomUUID(), body: 'Let me in' }]],
  ])('32: rooms are the server’s alone: %s brings nobody in', async (name, args) => {
    const stranger = await app.as(thief).connect();
    const before = stranger.heard.length;

    expect(await tell(name, ...args(victim))(stranger)).toMatchObject({ ok: false });
    const typed = await tell('typing', { conversationId: victim.conversationId, on: true })(stranger);
    const desk = await app.as(agent).connect();
    await desk.get('conversation:open', { conversationId: victim.conversationId });
    await say(desk, victim.conversationId, 'For you alone');
    const own = await app.as(victim.customer).connect();
    await own.get('conversation:open', { conversationId: victim.conversationId });
    await own.refused('conversation:open', { conversationId: randomUUID() });

    expect(typed).toBeDefined();
    expect(stranger.heard.slice(before).filter(({ name: heard }) => heard !== 'positions')).toEqual([]);
    expect(desk.all('typing')).toEqual([]);
  });

  it('33: the server’s own names, and those of the language, are no requests and reach nobody', async () => {
    const [stranger, own] = [await app.as(thief).connect(), await app.as(victim.customer).connect()];
    const names = ['message:new', 'ticket:changed', 'session:ended', 'server:draining', 'connection', 'error'];
    const ofTheLanguage = ['constructor', 'toString', '__proto__', 'hasOwnProperty', '', 'a'.repeat(1000)];

    for (const name of [...names, ...ofTheLanguage]) {
      const forged = { conversationId: victim.conversationId, body: 'Forged' };
      expect([name, await tell(name, forged)(stranger)]).toMatchObject([name, { ok: false }]);
    }

    await own.get('conversation:open', { conversationId: victim.conversationId });
    expect(JSON.stringify(own.heard)).not.toContain('Forged');
    expect(stranger.io.connected).toBe(true);
  });

  it('51: what passes for a class is refused', async () => {
    const own = await app.as(victim.customer).connect();

    for (const chatId of [
      { constructor: 'x' },
      { toString: 1, constructor: { prototype: {} } },
      { ['__proto__']: 'x' },
    ])
      expect(await own.refused('chat:end', { chatId } as never)).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('34: what a sender claims to be is refused, and nothing of it is stored', async () => {
    const own = await app.as(victim.customer).connect();
    const good = { conversationId: victim.conversationId, clientId: randomUUID(), body: 'Believe me' };
    const claims: object[] = [
      { senderId: agent.id },
      { author: { kind: 'employee', id: agent.id, name: 'Support' } },
      { authorKind: 'system' },
      { seq: 1 },
      { createdAt: '2000-01-01T00:00:00Z' },
      { system: { type: 'chat.closed', data: {} } },
      { shopId: randomUUID() },
    ];
    const count = () => app.db.getRepository(Message).countBy({ conversationId: victim.conversationId });
    const before = await count();

    for (const claim of claims)
      expect(await tell('message:send', { ...good, ...claim })(own)).toMatchObject({
        ok: false,
        error: { code: 'VALIDATION_FAILED' },
      });
    expect(await tell('message:send', { ...good, visibility: 'internal' })(own)).toMatchObject({ ok: false });
    expect(await count()).toBe(before);
    expect(await own.get('message:send', good)).toMatchObject({ author: { kind: 'customer', id: victim.customer.id } });
  });

  it('36: attachments of the transport, deep nesting and too much at once harm nobody', async () => {
    const [loud, quiet] = [await app.as(thief).connect(), await app.as(victim.customer).connect()];
    let deep: unknown = 'x';
    for (let depth = 0; depth < 5000; depth += 1) deep = [deep];
    const answers = [
      await tell('message:send', { conversationId: victim.conversationId, clientId: randomUUID(), body: deep })(loud),
      await tell('message:send', deep)(loud),
      await tell('message:send', Buffer.from('binary'))(loud),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false });
    loud.io.emit('message:send', ...Array.from({ length: 30 }, () => Buffer.from('x')));

    expect(await quiet.get('conversation:open', { conversationId: victim.conversationId })).toBeDefined();
  });

  it('37: many connections of one person push out their own, never anybody else’s', async () => {
    const own = await app.as(victim.customer).connect();
    const mine: TestSocket[] = [];
    for (let count = 0; count < 6; count += 1) mine.push(await app.as(thief).connect());

    await eventually(
      () => mine.filter(({ io: { connected } }) => connected).length,
      (count) => count === 3,
    );
    expect(own.io.connected).toBe(true);
    expect(await own.get('conversation:open', { conversationId: victim.conversationId })).toBeDefined();
  });

  it('37: an address has so many connections, and those it has stay', async () => {
    const few = await TestApp.start({ SOCKETS_PER_ADDRESS: '3' });
    try {
      const place = await few.build.shop();
      const sockets = [];
      for (let count = 0; count < 3; count += 1) sockets.push(await few.as(await few.build.visitor(place)).connect());
      const fourth = await few.build.visitor(place);

      await expect(few.as(fourth).connect()).rejects.toThrow();

      expect(sockets.every(({ io: { connected } }) => connected)).toBe(true);
      expect(few.get(SocketServer).customers.sockets.size).toBe(3);
    } finally {
      await few.stop();
    }
  });

  it('38: an id that is used again for something else is refused, and the first stays as it was', async () => {
    const own = await app.as(victim.customer).connect();
    const message = { conversationId: victim.conversationId, clientId: randomUUID(), body: 'First' };
    const first = await own.get('message:send', message);
    for (let count = 0; count < 50; count += 1) own.io.emit('message:send', message);

    expect(await own.refused('message:send', { ...message, body: 'Second' })).toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
    expect(await own.get('message:send', message)).toMatchObject({ id: first.id, seq: first.seq });
    const { body } = await app
      .as(victim.customer)
      .get<ConversationPage>(`/conversations/${victim.conversationId}/messages`);
    expect(body.messages.filter(({ clientId }) => clientId === message.clientId)).toMatchObject([{ body: 'First' }]);
  });

  it('39: who is taken out of a team hears no more, also after coming back', async () => {
    const team = await app.build.team({ shopId: shop.id });
    const person = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
    const chat = await app.build.chat(shop, { teamId: team.id });
    const socket = await app.as(person).connect();
    await socket.get('queue:watch', {});
    await socket.get('conversation:open', { conversationId: chat.conversationId });

    await app.as(await app.build.admin()).delete(`/teams/${team.id}/members/${person.id}`);
    const again = await app.as(person).connect();
    for (const each of [socket, again])
      expect(await each.refused('conversation:open', { conversationId: chat.conversationId })).toMatchObject({
        code: 'NOT_FOUND',
      });
    await again.get('queue:watch', {});
    const heard = socket.heard.length + again.heard.length;
    const customer = await app.as(chat.customer).connect();
    await customer.get('conversation:open', { conversationId: chat.conversationId });
    await say(customer, chat.conversationId, 'Anybody?');
    await app.build.chat(shop, { teamId: team.id });
    await app.build.chat(shop);
    await again.hears('queue:changed');

    const later = [...socket.heard, ...again.heard].slice(heard);
    expect(JSON.stringify(later)).not.toContain(chat.conversationId);
    expect(JSON.stringify(later)).not.toContain(team.id);
  });
});
