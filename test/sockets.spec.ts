import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import type { ErrorBody } from '../src/contract/errors';
import type { ShopView } from '../src/contract/shops.dto';
import { TestApp } from './support/app';
import type { Employee, Person, Visitor } from './support/build';
import { eventually, type TestSocket } from './support/client';

let app: TestApp;
let shop: ShopView;
let agent: Employee;
let visitor: Visitor;
const raw: Socket[] = [];

beforeAll(async () => {
  app = await TestApp.start({
    CORS_ORIGINS: 'https://admin.example.com',
    SOCKETS_PER_CUSTOMER: '2',
    SAFETY_POLL_MILLISECONDS: '60000',
  });
  shop = await app.build.shop();
  agent = await app.build.agent({ shopId: shop.id });
  visitor = await app.build.visitor(shop);
});
afterEach(() => {
  for (const socket of raw.splice(0)) socket.disconnect();
});
afterAll(() => app.stop());

/** How an attempt to connect ends. */
function attempt(namespace: string, options: object): Promise<ErrorBody | string> {
  const socket = io(`${app.url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  });
  raw.push(socket);
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve((error as Error & { data?: ErrorBody }).data ?? error.message));
  });
}

/** The status of the first request of a connection. */
function handshake(headers: Record<string, string>, isUpgrade: boolean): Promise<number> {
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-version': '13',
  };
  const transport = isUpgrade ? 'websocket' : 'polling';
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${app.url}/socket.io/?EIO=4&transport=${transport}`, {
      headers: { ...(isUpgrade ? upgrade : {}), ...headers },
    });
    request.once('response', (response) => resolve(response.resume().statusCode ?? 0));
    request.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject).end();
  });
}

function emit(socket: TestSocket, name: string, ...args: unknown[]): Promise<{ ok: boolean; error?: ErrorBody }> {
  return socket.io.timeout(5000).emitWithAck(name, ...args) as Promise<{ ok: boolean; error?: ErrorBody }>;
}

describe('the door', () => {
  it('opens to those it knows', async () => {
    expect(await attempt('/agents', { auth: { token: agent.token } })).toBe('connected');
    expect(await attempt('/customers', { auth: { token: visitor.token } })).toBe('connected');
    expect(await attempt('/customers', { auth: { token: visitor.token }, transports: ['polling'] })).toBe('connected');
  });

  it('lets a customer behind a strict proxy begin by polling and go on by WebSocket', async () => {
    const options = { auth: { token: visitor.token }, transports: ['polling', 'websocket'], forceNew: true };
    const socket = io(`${app.url}/customers`, options);
    raw.push(socket);
    await new Promise<void>((resolve) => socket.io.engine.once('upgrade', () => resolve()));

    const answer: unknown = await socket
      .timeout(5000)
      .emitWithAck('conversation:open', { conversationId: randomUUID() });

    expect(answer).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  it.each<[string, string, () => object]>([
    ['nobody', '/agents', () => ({})],
    ['nonsense', '/agents', () => ({ auth: { token: 'x.y.z' } })],
    ['a token that is no text', '/agents', () => ({ auth: { token: { $ne: null } } })],
    ['a customer among staff', '/agents', () => ({ auth: { token: visitor.token } })],
    ['staff among customers', '/customers', () => ({ auth: { token: agent.token } })],
    ['a refresh token', '/customers', () => ({ auth: { token: visitor.refreshToken } })],
    ['a token in the address', '/agents', () => ({ query: { token: agent.token } })],
    [
      'a token in a cookie',
      '/agents',
      () => ({ extraHeaders: { cookie: `token=${agent.token}`, authorization: `Bearer ${agent.token}` } }),
    ],
  ])('stays shut to %s', async (_, namespace, options) => {
    expect(await attempt(namespace, options())).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('lets staff in by WebSocket only', async () => {
    expect(await attempt('/agents', { auth: { token: agent.token }, transports: ['polling'] })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('knows no other namespaces', async () => {
    expect(await attempt('/', { auth: { token: agent.token } })).toBe('There is nothing here.');
    expect(await attempt('/admin', { auth: { token: agent.token } })).toBe('Invalid namespace');
  });

  describe.each([true, false])('for a page (WebSocket: %s)', (isUpgrade) => {
    const welcome = isUpgrade ? 101 : 200;

    it.each([
      ['https://admin.example.com', 'in'],
      ['https://evil.example', 403],
      ['https://admin.example.com.evil.io', 403],
      ['https://admin.example.com:8443', 403],
      ['HTTPS://ADMIN.example.com', 403],
      ['null', 403],
    ])('of %s: %s', async (origin, expected) => {
      expect(await handshake({ origin }, isUpgrade)).toBe(expected === 'in' ? welcome : expected);
    });
  });

  it('refuses a browser on another site that sends no origin, but no program', async () => {
    expect(await handshake({ 'sec-fetch-site': 'cross-site' }, false)).toBe(403);
    expect(await handshake({}, false)).toBe(200);
  });
});

describe('a request over a socket', () => {
  let socket: TestSocket;
  beforeAll(async () => {
    socket = await app.as(agent).connect();
  });

  it.each<[string, unknown[], string]>([
    ['join', [{ room: 'conversation:*' }], 'NOT_FOUND'],
    ['message:new', [{}], 'NOT_FOUND'],
    ['__proto__', [{}], 'NOT_FOUND'],
    ['constructor', [], 'NOT_FOUND'],
    ['chat:start', [{ clientId: randomUUID(), message: 'Hi' }], 'NOT_FOUND'],
    ['chat:take', [null], 'VALIDATION_FAILED'],
    ['chat:take', [], 'VALIDATION_FAILED'],
    ['chat:take', [[{ chatId: randomUUID() }]], 'VALIDATION_FAILED'],
    ['chat:take', [{ chatId: { $ne: 1 } }], 'VALIDATION_FAILED'],
    ['chat:take', [{ chatId: randomUUID(), agentId: randomUUID() }], 'VALIDATION_FAILED'],
    ['chat:take', [{ chatId: randomUUID() }], 'NOT_FOUND'],
    ['conversation:open', [{ conversationId: randomUUID() }], 'NOT_FOUND'],
    ['conversation:open', [{ conversationId: '%' }], 'VALIDATION_FAILED'],
    [
      'message:send',
      [{ conversationId: randomUUID(), clientId: randomUUID(), body: 'x', seq: 1 }],
      'VALIDATION_FAILED',
    ],
    ['typing', [{ conversationId: randomUUID(), on: 'yes' }], 'VALIDATION_FAILED'],
    ['auth:refresh', [{ token: 'nonsense' }], 'UNAUTHENTICATED'],
  ])('%s with %j is answered with %s', async (name, args, code) => {
    const answer = await emit(socket, name, ...args);

    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(answer)).not.toMatch(/stack|Cannot read|SELECT/);
  });

  it('does no harm when nobody waits for the answer', async () => {
    socket.io.emit('chat:take', { chatId: randomUUID() });
    socket.io.emit('nothing');
    socket.io.emit('message:send');

    expect((await socket.get('queue:watch', {})).counts).toBeDefined();
  });

  it('of another person’s token is refused', async () => {
    const other = await app.build.agent({ shopId: shop.id });

    expect(await socket.refused('auth:refresh', { token: other.token })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await socket.get('auth:refresh', { token: agent.token })).toBeNull();
  });

  it('ends the connection when it is larger than any message may be', async () => {
    const heavy = await app.as(agent).connect();
    heavy.io.emit('message:send', { body: 'x'.repeat(70_000) });

    await heavy.closed();
    expect((await socket.get('queue:watch', {})).counts).toBeDefined();
  });
});

describe('a person', () => {
  it('has so many connections; the oldest goes, and hears why', async () => {
    const person = await app.build.visitor(shop);
    const [first, second] = [await app.as(person).connect(), await app.as(person).connect()];
    const third = await app.as(person).connect();

    expect(await first.hears('session:ended')).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await first.closed()).toMatch(/io server disconnect|already/);
    expect([second.io.connected, third.io.connected]).toEqual([true, true]);
  });

  it('who floods is slowed down, then cut off, and no one else is', async () => {
    const limited = await TestApp.start({ RATE_MESSAGES_PER_MINUTE: '20', RATE_CHATS_PER_HOUR: '1' });
    try {
      const place = await limited.build.shop();
      const [flooder, neighbour] = [await limited.build.visitor(place), await limited.build.visitor(place)];
      const [loud, quiet] = [await limited.as(flooder).connect(), await limited.as(neighbour).connect()];
      const chat = await quiet.get('chat:start', { clientId: randomUUID(), message: 'Hello' });
      const mine = await loud.get('chat:start', { clientId: randomUUID(), message: 'Hello' });

      expect(await loud.refused('chat:start', { clientId: randomUUID(), message: 'Again' })).toMatchObject({
        code: 'RATE_LIMITED',
      });
      const sends = Array.from({ length: 40 }, () =>
        emit(loud, 'message:send', { conversationId: mine.conversationId, clientId: randomUUID(), body: 'x' }),
      );
      const refused = (await Promise.all(sends)).filter(({ ok }) => !ok);
      expect(refused).toHaveLength(20);
      expect(refused[0]?.error).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
      for (let i = 0; i < 700; i += 1) loud.io.emit('typing', { conversationId: mine.conversationId, on: true });
      expect(await loud.hears('session:ended')).toMatchObject({ code: 'RATE_LIMITED' });
      await loud.closed();

      const again = await limited.as(flooder).connect();
      for (let i = 0; i < 100; i += 1) again.io.emit('typing', { conversationId: mine.conversationId, on: true });
      await again.closed();
      expect(
        await quiet.get('message:send', {
          conversationId: chat.conversationId,
          clientId: randomUUID(),
          body: 'Still here',
        }),
      ).toBeDefined();
    } finally {
      await limited.stop();
    }
  });

  it('is closed when their token has ended and no other came, and stays when one did', async () => {
    const brief = await TestApp.start({ ACCESS_TOKEN_SECONDS: '2' });
    try {
      const place = await brief.build.shop();
      const one = await brief.build.visitor(place);
      const other = await brief.build.visitor(place);
      const [silent, careful] = [await brief.as(one).connect(), await brief.as(other).connect()];
      const fresh = await brief
        .as(null)
        .post<{ access_token: string }>('/auth/visit/refresh', { refresh_token: other.refreshToken });
      const kept: Person = { ...other, token: fresh.body.access_token };
      const renew = async () => {
        const next = await brief
          .as(null)
          .post<{ access_token: string }>('/auth/visit/refresh', { refresh_token: other.refreshToken });
        if (next.body.access_token) kept.token = next.body.access_token;
        careful.io.emit('auth:refresh', { token: kept.token });
      };
      const refresh = setInterval(() => void renew(), 700);

      expect(await silent.hears('session:ended')).toMatchObject({ code: 'UNAUTHENTICATED' });
      await silent.closed();
      expect(careful.io.connected).toBe(true);
      clearInterval(refresh);
    } finally {
      await brief.stop();
    }
  });
});

describe('when rights end', () => {
  let admin: Employee;
  beforeAll(async () => {
    admin = await app.build.admin();
  });

  it('a deactivated account is off within a second', async () => {
    const person = await app.build.agent({ shopId: shop.id });
    const socket = await app.as(person).connect();

    const at = performance.now();
    await app.as(admin).post(`/employees/${person.id}/deactivate`);

    expect(await socket.hears('session:ended')).toMatchObject({ code: 'UNAUTHENTICATED' });
    await socket.closed();
    expect(performance.now() - at).toBeLessThan(1000);
    expect(await attempt('/agents', { auth: { token: person.token } })).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('a sign-out ends its own connection and no other', async () => {
    const person = await app.build.agent({ shopId: shop.id });
    const elsewhere: Person = { ...person, token: await app.build.signIn(person.username) };
    const [here, there] = [await app.as(person).connect(), await app.as(elsewhere).connect()];

    await app.as(person).post('/auth/logout', {});

    await here.closed();
    expect(await there.get('queue:watch', {})).toBeDefined();
  });

  it('a role that loses a right takes the rooms with it, and a reconnection does not bring them back', async () => {
    const role = await app.build.role(
      { 'chats:read': 'shop', 'chats:take': 'shop', 'employees:read': 'shop' },
      shop.id,
    );
    const person = await app.build.employee({ shopId: shop.id, roleId: role.id });
    const socket = await app.as(person).connect();
    const chat = await app.build.chat(shop);
    await socket.get('queue:watch', {});
    await socket.get('conversation:open', { conversationId: chat.conversationId });

    await app.as(admin).patch(`/roles/${role.id}`, { grants: [], version: role.version });
    await eventually(
      () => app.as(person).get('/chats'),
      ({ status }) => status === 403,
    );
    const before = socket.heard.length;
    const customer = await app.as(chat.customer).connect();
    await customer.get('conversation:open', { conversationId: chat.conversationId });
    await customer.get('message:send', { conversationId: chat.conversationId, clientId: randomUUID(), body: 'Secret' });
    await app.build.chat(shop);
    await customer.hears('message:new', ({ body }) => body === 'Secret');

    expect(await socket.refused('queue:watch', {})).toMatchObject({ code: 'FORBIDDEN' });
    expect(await socket.refused('conversation:open', { conversationId: chat.conversationId })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(
      socket.heard
        .slice(before)
        .map(({ name }) => name)
        .filter((name) => name !== 'presence:mine'),
    ).toEqual([]);
  });

  it('a team lost is a queue lost', async () => {
    const team = await app.build.team({ shopId: shop.id });
    const person = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
    const socket = await app.as(person).connect();
    await socket.get('queue:watch', {});
    const first = await app.build.chat(shop, { teamId: team.id });
    await socket.hears('queue:changed', ({ chats }) => chats.some(({ id }) => id === first.id));

    await app.as(admin).delete(`/teams/${team.id}/members/${person.id}`);
    const witness = await app.as(await app.build.manager({ shopId: shop.id })).connect();
    await witness.get('queue:watch', {});
    const second = await app.build.chat(shop, { teamId: team.id });
    await witness.hears('queue:changed', ({ chats }) => chats.some(({ id }) => id === second.id));

    expect(JSON.stringify(socket.heard)).not.toContain(second.id);
  });
});
