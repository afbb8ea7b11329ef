import { decode } from 'jsonwebtoken';
import { ActorLoader } from '../src/auth/actor-loader';
import { demoPasswordsStillValid } from '../src/auth/demo-passwords';
import type { TokenView, WhoAmI } from '../src/contract/auth.dto';
import type { Page } from '../src/contract/common.dto';
import type { EventView } from '../src/contract/events.dto';
import type { ShopView } from '../src/contract/shops.dto';
import { TestApp } from './support/app';
import { type Employee, PASSWORD, type Person } from './support/build';

interface Problem {
  code: string;
}

describe('where people are signed in', () => {
  let app: TestApp;
  let shop: ShopView;

  beforeAll(async () => {
    app = await TestApp.start();
    shop = await app.build.shop();
  });

  afterAll(() => app.stop());

  const signIn = async (username: string) => {
    const { headers, body } = await app.as(null).post<TokenView>('/auth/token', { username, password: PASSWORD });
    return { cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '', token: body.access_token };
  };
  const refresh = (cookie: string) => app.as(null).post<TokenView & Problem>('/auth/refresh', undefined, { cookie });
  const next = async (cookie: string) => ((await refresh(cookie)).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const signInOf = ({ token }: Pick<Person, 'token'>) => String((decode(token) as { sid: string }).sid);
  const me = (person: Person) => app.as(person).get<WhoAmI>('/auth/me');

  it('is known to the requests of each, also of many at once', async () => {
    const people: Employee[] = [];
    for (let count = 0; count < 8; count++) people.push(await app.build.agent({ shopId: shop.id }));

    const asked = Array.from({ length: 80 }, (_, index) => people[index % people.length] as Employee);
    const answers = await Promise.all(asked.map((person) => me(person)));

    expect(answers.map(({ body }) => body.id)).toEqual(asked.map(({ id }) => id));
  });

  it('is left with no more than the token', async () => {
    const person = await app.build.agent({ shopId: shop.id });

    expect((await app.as(person).post('/auth/logout')).status).toBe(204);
    expect((await me(person)).status).toBe(401);
  });

  it('ends with a cookie that comes back, with its sockets, and leaves a trail in the shop', async () => {
    const agent = await app.build.agent({ shopId: shop.id });
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const { cookie, token } = await signIn(agent.username);
    const socket = await app.as({ ...agent, token }).connect();
    await next(await next(cookie));

    const reused = await refresh(cookie);

    expect(reused).toMatchObject({ status: 401, body: { code: 'TOKEN_REUSED' } });
    expect(reused.headers.get('set-cookie')).toMatch(/^shopbell_refresh=;/);
    expect(await socket.closed()).toBeTruthy();
    const { body } = await manager.get<Page<EventView>>('/events?limit=10');
    const about = body.items.filter(({ subject }) => subject.id === signInOf({ token }));
    expect(about.map(({ name }) => name).sort()).toEqual(['signIn.ended', 'signIn.reused', 'signIn.started']);
    expect(about.find(({ name }) => name === 'signIn.ended')?.after).toEqual({ reason: 'reused' });
  });

  it('does not go on at the visitors’ door, nor is it harmed there', async () => {
    const agent = await app.build.agent({ shopId: shop.id });
    const { cookie } = await signIn(agent.username);
    const token = cookie.slice(cookie.indexOf('=') + 1);

    const answer = await app.as(null).post<Problem>('/auth/visit/refresh', { refresh_token: token });
    const afterwards = await app.db.query(`SELECT generation FROM sign_ins WHERE id = '${token.slice(0, 36)}'`);

    expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(afterwards).toEqual([{ generation: 1 }]);
    expect((await refresh(cookie)).status).toBe(200);
  });

  it('is one for each kind of account in the same browser: neither ends, nor goes on as, the other', async () => {
    const agent = await app.build.agent({ shopId: shop.id });
    const customer = await app.build.customer(shop);
    const kinds = ['employee', 'customer'] as const;
    const [staff, portal] = [await signIn(agent.username), await signIn(customer.username)];
    const both = [staff.cookie, portal.cookie].join('; ');
    const refreshAs = (kind: (typeof kinds)[number] | undefined, cookie: string) =>
      app.as(null).post<TokenView & Problem>('/auth/refresh', { kind }, { cookie });

    const went = await Promise.all([...kinds, undefined].map((kind) => refreshAs(kind, both)));
    const who = await Promise.all(went.map(({ body }) => me({ ...agent, token: body.access_token })));
    const alone = await refresh(portal.cookie);
    const swapped = await Promise.all([
      refreshAs('employee', `shopbell_refresh=${portal.cookie.split('=')[1]}`),
      refreshAs('customer', `shopbell_portal_refresh=${staff.cookie.split('=')[1]}`),
      refreshAs('customer', staff.cookie),
    ]);
    const out = await app.as({ ...customer, token: portal.token }).post('/auth/logout');

    expect(who.map(({ body }) => body.id)).toEqual([agent.id, customer.id, agent.id]);
    expect(went.map(({ headers }) => headers.get('set-cookie')?.split('=')[0])).toEqual([
      'shopbell_refresh',
      'shopbell_portal_refresh',
      'shopbell_refresh',
    ]);
    expect(alone.status).toBe(200);
    expect(swapped.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(out.headers.get('set-cookie')).toMatch(/^shopbell_portal_refresh=;/);
    expect((await me({ ...agent, token: staff.token })).status).toBe(200);
  });

  it('is refused to customers where staff are asked for, and the other way round, like any other mistake', async () => {
    const agent = await app.build.agent({ shopId: shop.id });
    const customer = await app.build.customer(shop);
    const ask = (username: string, role: string) =>
      app.as(null).post<Problem>('/auth/token', { username, password: PASSWORD, role });

    expect((await ask(agent.username, 'employee')).status).toBe(200);
    expect((await ask(customer.username, 'customer')).status).toBe(200);
    for (const answer of [await ask(customer.username, 'employee'), await ask(agent.username, 'customer')]) {
      expect(answer).toMatchObject({ status: 401, body: { code: 'INVALID_CREDENTIALS' } });
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  it('does not go on for who is deactivated', async () => {
    const agent = await app.build.agent({ shopId: shop.id });
    const { cookie } = await signIn(agent.username);
    await app.as(await app.build.admin()).post(`/employees/${agent.id}/deactivate`);

    expect(await refresh(cookie)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  });

  it('is told to servers for all their sockets at once', async () => {
    const admin = app.as(await app.build.admin());
    const closing = await app.build.shop();
    const [present, gone, ended, expired] = [
      await app.build.agent({ shopId: shop.id }),
      await app.build.agent({ shopId: shop.id }),
      await app.build.agent({ shopId: shop.id }),
      await app.build.agent({ shopId: shop.id }),
    ];
    const [visitor, ofClosed] = [await app.build.visitor(shop), await app.build.visitor(closing)];
    await admin.post(`/employees/${gone.id}/deactivate`);
    await app.as(ended).post('/auth/logout');
    await admin.post(`/shops/${closing.id}/deactivate`);
    await app.db.query(`UPDATE sign_ins SET expiresAt = '2020-01-01 00:00:00.000' WHERE id = '${signInOf(expired)}'`);

    const all = [present, gone, ended, expired, visitor, ofClosed];
    const valid = await app.get(ActorLoader).stillValid([...all.map(signInOf), 'nobody’s']);

    expect([...all.map((person) => valid.get(signInOf(person))), valid.get('nobody’s')]).toEqual([
      1,
      null,
      null,
      null,
      1,
      null,
      null,
    ]);
    expect(await app.get(ActorLoader).stillValid([])).toEqual(new Map());
  });

  it('with a password that is in the documentation is found before it harms', async () => {
    const known = await app.build.agent({ shopId: shop.id, username: 'support1' });
    const logins = [
      { username: 'support1', password: PASSWORD },
      { username: 'support2', password: PASSWORD },
    ];

    expect(await demoPasswordsStillValid(app.nest, logins)).toEqual(['support1']);
    expect(await demoPasswordsStillValid(app.nest, [{ username: 'support1', password: 'support123' }])).toEqual([]);
    await app.as(await app.build.admin()).post(`/employees/${known.id}/deactivate`);
    expect(await demoPasswordsStillValid(app.nest, logins)).toEqual([]);
  });
});
