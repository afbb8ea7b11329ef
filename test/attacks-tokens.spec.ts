import { createSecretKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { decode, type SignOptions, sign } from 'jsonwebtoken';
import { Tokens } from '../src/auth/tokens';
import type { TokenView, WhoAmI } from '../src/contract/auth.dto';
import type { ShopView } from '../src/contract/shops.dto';
import { TestApp } from './support/app';
import { type Employee, PASSWORD, type Person, type Visitor } from './support/build';

describe('attacks on tokens', () => {
  let app: TestApp;
  let shop: ShopView;
  let agent: Employee;
  let visitor: Visitor;

  beforeAll(async () => {
    app = await TestApp.start();
    shop = await app.build.shop();
    agent = await app.build.agent({ shopId: shop.id });
    visitor = await app.build.visitor(shop);
  });

  afterAll(() => app.stop());

  const now = () => Math.floor(Date.now() / 1000);
  const bearer = (token: string): Person => ({ ...agent, token });
  const parts = (token: string) => decode(token, { complete: true }) as unknown as { payload: Record<string, unknown> };
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  /** Signed with the very key of the service: what nobody can do from outside, so that only the claims are tried. */
  const forged = (change: Record<string, unknown>, header: Record<string, unknown> = {}) => {
    const { payload } = parts(agent.token);
    const claims = Object.fromEntries(Object.entries({ ...payload, ...change }).filter(([, value]) => value !== null));
    return signed(claims, { header: { alg: 'HS256', typ: 'staff+jwt', ...header } });
  };
  const signed = (claims: object, options: SignOptions) => {
    const key = app.get(Tokens).keyFor(agent.token);
    return sign(JSON.stringify(claims), key, options);
  };

  /** Over HTTP and at the sockets' door, which must be of one mind. */
  async function isSomebody(token: string, kind: Person['kind'] = 'employee'): Promise<boolean[]> {
    const person = { ...bearer(token), kind };
    const { status } = await app.as(person).get<WhoAmI>('/auth/me');
    expect([200, 401]).toContain(status);
    const socket = await app
      .as(person)
      .connect()
      .catch(() => null);
    socket?.close();
    return [status === 200, socket !== null];
  }

  const NOBODY = [false, false];

  it('is somebody with a good token, also one made by hand', async () => {
    expect(await isSomebody(agent.token)).toEqual([true, true]);
    expect(await isSomebody(forged({}))).toEqual([true, true]);
  });

  it('who asks at the same moment as others is themselves, sees what is theirs, and is nobody once they are out', async () => {
    const people = await Promise.all([
      ...Array.from({ length: 8 }, () => app.build.agent({ shopId: shop.id })),
      ...Array.from({ length: 8 }, () => app.build.visitor(shop)),
    ]);
    const out = await app.build.agent({ shopId: shop.id });
    await app.as(await app.build.manager({ shopId: shop.id })).post(`/employees/${out.id}/deactivate`);
    const { conversationId, customer } = await app.build.chat(shop);
    const stranger = await app.build.agent();

    const asked = [...people, out, ...people, out];
    const answers = Promise.all(asked.map((person) => app.as(person).get<WhoAmI>('/auth/me')));
    const looked = Promise.all(
      [customer, stranger, customer, visitor].map((person) =>
        app.as(person).get(`/conversations/${conversationId}/messages`),
      ),
    );

    expect((await answers).map(({ status, body }) => (status === 200 ? body.id : status))).toEqual(
      asked.map(({ id }) => (id === out.id ? 401 : id)),
    );
    expect((await looked).map(({ status }) => status)).toEqual([200, 404, 200, 404]);
  });

  it('18: a token that picks its own algorithm or brings its own key is nobody', async () => {
    const [, payload = ''] = agent.token.split('.');
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const claims = parts(agent.token).payload;
    const byRsa = sign(claims, privateKey, { algorithm: 'RS256', header: { alg: 'RS256', typ: 'staff+jwt' } });
    const jwk = publicKey.export({ format: 'jwk' });
    const own = createSecretKey(Buffer.alloc(64, 7));
    const bring = (header: object) => sign(claims, own, { header: { alg: 'HS256', typ: 'staff+jwt', ...header } });

    const tokens = [
      `${encoded({ alg: 'none', typ: 'staff+jwt' })}.${payload}.`,
      `${encoded({ alg: 'None', typ: 'staff+jwt' })}.${payload}.`,
      byRsa,
      sign(claims, own, { algorithm: 'HS512', header: { alg: 'HS512', typ: 'staff+jwt' } }),
      bring({ jwk }),
      bring({ kid: '../../dev/null' }),
      bring({ kid: "x' UNION SELECT 'a" }),
      bring({ jku: 'https://evil.example/keys', x5u: 'https://evil.example/cert' }),
      bring({ crit: ['exp'] }),
    ];

    for (const token of tokens) expect([token, ...(await isSomebody(token))]).toEqual([token, ...NOBODY]);
  });

  it.each<[string, () => string]>([
    ['has ended', () => forged({ exp: now() - 120 })],
    ['begins later', () => forged({ nbf: now() + 600 })],
    ['never ends', () => forged({ exp: null })],
    ['ends at a text', () => forged({ exp: String(now() + 600) })],
    ['ends when no clock can say', () => forged({ exp: 1e20 })],
    ['ends at a fraction of nothing', () => forged({ exp: -1 })],
    ['is of no sign-in', () => forged({ sid: null })],
    ['is of a sign-in that is not there', () => forged({ sid: randomUUID() })],
    ['is somebody else’s sign-in', () => forged({ sub: visitor.id })],
    ['is nobody’s', () => forged({ sub: null })],
    ['names several people', () => forged({ sub: [agent.id] })],
    ['is for several doors', () => forged({ aud: ['shopbell:staff', 'shopbell:customer'] })],
    ['comes from elsewhere', () => forged({ iss: 'other' })],
    ['says another kind in its header', () => forged({}, { typ: 'customer+jwt' })],
    ['says no kind in its header', () => forged({}, { typ: 'JWT' })],
    [
      'holds no object',
      () => sign('text', app.get(Tokens).keyFor(agent.token), { header: { alg: 'HS256', typ: 'staff+jwt' } }),
    ],
    ['is very long', () => forged({ more: 'x'.repeat(5000) })],
  ])('19: a token that %s is nobody', async (_, token) => {
    expect(await isSomebody(token())).toEqual(NOBODY);
  });

  it('20: tokens of one kind open nothing that is for another', async () => {
    const customer = await app.build.customer(shop);
    expect(await isSomebody(visitor.token)).toEqual([true, false]);
    expect(await isSomebody(agent.token, 'customer')).toEqual([true, false]);
    expect(await isSomebody(visitor.refreshToken)).toEqual(NOBODY);
    expect(await isSomebody(visitor.refreshToken, 'customer')).toEqual(NOBODY);
    expect(await isSomebody('x'.repeat(43))).toEqual(NOBODY);
    for (const path of ['/tickets', '/employees', '/chats', '/reports/chats'])
      for (const who of [visitor, customer]) expect((await app.as(who).get(path)).status).toBe(403);

    const refresh = (refresh_token: string) => app.as(null).post<TokenView>('/auth/visit/refresh', { refresh_token });
    expect((await refresh(visitor.token)).status).toBe(401);
    expect((await refresh(agent.token)).status).toBe(401);
    const cookie = (value: string) => app.as(null).post('/auth/refresh', {}, { cookie: `shopbell_refresh=${value}` });
    expect((await cookie(agent.token)).status).toBe(401);
    expect((await cookie(visitor.refreshToken)).status).toBe(401);
  });

  it('20: a customer’s token with the claims of staff, and the other way round, is nobody', async () => {
    const customers = app.get(Tokens).keyFor(visitor.token);
    const claims = parts(agent.token).payload;
    const asStaff = { alg: 'HS256', typ: 'staff+jwt' } as const;

    expect(await isSomebody(sign(claims, customers, { header: asStaff }))).toEqual(NOBODY);
    expect(await isSomebody(forged({ aud: 'shopbell:customer' }))).toEqual(NOBODY);
    expect(await isSomebody(forged({ aud: 'shopbell:customer', sub: visitor.id }, { typ: 'customer+jwt' }))).toEqual(
      NOBODY,
    );
  });

  it('21: a token with a single character changed is nobody', async () => {
    const [header = '', payload = '', signature = ''] = agent.token.split('.');
    const flip = (text: string, at: number) =>
      `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    const tokens = [
      ...[0, 5, header.length - 1].map((at) => [flip(header, at), payload, signature]),
      ...[0, 20, payload.length - 1].map((at) => [header, flip(payload, at), signature]),
      ...[0, 20, signature.length - 2].map((at) => [header, payload, flip(signature, at)]),
      [header, payload],
      [header, payload, signature, ''],
    ].map((pieces) => pieces.join('.'));

    for (const token of tokens) expect((await app.as(bearer(token)).get('/auth/me')).status).toBe(401);
    expect((await app.as(agent).get('/auth/me')).status).toBe(200);
  });

  it('22: a token opens nothing once its password was set by somebody else', async () => {
    const person = await app.build.agent({ shopId: shop.id });
    const socket = await app.as(person).connect();
    await app.as(await app.build.admin()).put(`/employees/${person.id}/password`, { newPassword: 'a brand new one' });

    await socket.closed();
    expect(await isSomebody(person.token)).toEqual(NOBODY);
  });

  it('26: a token in the address counts for nothing', async () => {
    for (const name of ['token', 'access_token', 'auth', 'authorization'])
      expect((await app.as(null).get(`/auth/me?${name}=${agent.token}`)).status).toBeGreaterThanOrEqual(400);
    const cookies = `token=${agent.token}; shopbell_refresh=${agent.token}; access_token=${agent.token}`;
    expect((await app.as(null).send('GET', '/auth/me', undefined, { cookie: cookies })).status).toBe(401);
  });

  it('63: signing in begins a new sign-in, whatever the browser brought along', async () => {
    const own = await app.as(null).post<TokenView>('/auth/token', { username: agent.username, password: PASSWORD });
    const planted = own.headers.get('set-cookie')?.split(';')[0] ?? '';
    const person = await app.build.agent({ shopId: shop.id });

    const answer = await app
      .as(null)
      .post<TokenView>('/auth/token', { username: person.username, password: PASSWORD }, { cookie: planted });

    const fresh = answer.headers.get('set-cookie') ?? '';
    expect(fresh.split(';')[0]).not.toBe(planted);
    const sid = (token: string) => parts(token).payload.sid;
    expect(sid(answer.body.access_token)).not.toBe(sid(own.body.access_token));
    const goesOn = await app.as(null).post<TokenView>('/auth/refresh', {}, { cookie: fresh.split(';')[0] ?? '' });
    expect((await app.as(bearer(goesOn.body.access_token)).get<WhoAmI>('/auth/me')).body.id).toBe(person.id);
  });
});
