import { type SignOptions, sign } from 'jsonwebtoken';
import type { VisitorTokenView, WhoAmI } from '../src/contract/auth.dto';
import type { CustomerView } from '../src/contract/customers.dto';
import type { ShopSecretView, ShopView } from '../src/contract/shops.dto';
import { TestApp } from './support/app';
import type { Visitor } from './support/build';

interface Problem {
  code: string;
  errors?: { field: string }[];
}

describe('visitors', () => {
  let app: TestApp;
  let shop: ShopView;
  let secret: string;

  beforeAll(async () => {
    app = await TestApp.start();
    shop = await app.build.shop({ settings: { allowAnonymous: false, requireVerification: false, country: 'US' } });
    secret = await rotate();
  });

  afterAll(() => app.stop());

  const rotate = async () => {
    const { body } = await app.as(await app.build.admin()).post<ShopSecretView>(`/shops/${shop.id}/rotate-secret`);
    return body.identitySecret;
  };
  const visit = (input: object) =>
    app.as(null).post<VisitorTokenView & Problem>('/auth/visit', { shop: shop.publicKey, ...input });
  const identity = (claims: object = {}, options: SignOptions = {}, key = secret) =>
    sign({ sub: 'user-1', name: 'Aylin Tan', email: 'aylin@mail.example', ...claims }, key, {
      expiresIn: 600,
      ...options,
    });
  const known = async (customerId: string) =>
    (await app.as(await app.build.admin()).get<CustomerView>(`/customers/${customerId}`)).body;

  it('come in with a name and an e-mail, unverified', async () => {
    const { status, body } = await visit({ name: 'Jonas', email: 'jonas@mail.example' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', isVerified: false });
    expect(await known(body.customerId)).toMatchObject({
      name: 'Jonas',
      email: 'jonas@mail.example',
      isVerified: false,
    });
  });

  it('must say who they are, unless the shop allows otherwise', async () => {
    const open = await app.build.shop({
      settings: { allowAnonymous: true, requireVerification: false, country: 'US' },
    });

    expect(await visit({})).toMatchObject({ status: 422, body: { errors: [{ field: 'name' }, { field: 'email' }] } });
    expect((await visit({ shop: open.publicKey })).status).toBe(200);
    expect((await visit({ shop: 'pk_nosuchshop', name: 'A', email: 'a@b.example' })).status).toBe(404);
  });

  it('are verified by the word of the shop alone, and are the same customer each time', async () => {
    const first = await visit({ identity: identity() });
    const second = await visit({ identity: identity({ name: 'Aylin T.' }) });

    expect(first.body.isVerified).toBe(true);
    expect(second.body.customerId).toBe(first.body.customerId);
    expect(await known(first.body.customerId)).toMatchObject({ isVerified: true, name: 'Aylin T.' });
  });

  it.each<[string, () => string]>([
    ['signed by somebody else', () => identity({}, {}, 'somebody elses secret, long enough')],
    [
      'not signed',
      () =>
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"user-1"}').toString('base64url')}.`,
    ],
    ['without an end', () => sign({ sub: 'user-1' }, secret)],
    ['that lasts a day', () => identity({}, { expiresIn: '1d' })],
    ['that has ended', () => identity({}, { expiresIn: -300 })],
    ['for another shop', () => identity({ aud: 'pk_other' })],
    ['without a subject', () => sign({ name: 'A' }, secret, { expiresIn: 600 })],
    ['for somebody whose name another’s could be taken for', () => identity({ sub: 'user-1 ' })],
    ['signed another way', () => identity({}, { algorithm: 'HS512' })],
  ])('are not believed with a word %s', async (_, make) => {
    expect((await visit({ identity: make() })).status).toBe(401);
  });

  it('are believed with the secret before the last rotation, not with the one before that', async () => {
    const old = secret;
    secret = await rotate();
    expect((await visit({ identity: identity({}, {}, old) })).status).toBe(200);

    secret = await rotate();
    expect((await visit({ identity: identity({}, {}, old) })).status).toBe(401);
  });

  it('keep what they began in this browser when the shop vouches for them', async () => {
    const visitor = await app.build.visitor(shop);

    const { body } = await visit({ identity: identity({ sub: 'user-new' }), refresh_token: visitor.refreshToken });

    expect(body.customerId).toBe(visitor.id);
  });

  it('never get to be somebody by taking along their own token', async () => {
    const first = await visit({ identity: identity({ sub: 'user-2' }) });
    const stranger = await app.build.visitor(shop);

    const { body } = await visit({ identity: identity({ sub: 'user-2' }), refresh_token: stranger.refreshToken });

    expect(body.customerId).toBe(first.body.customerId);
    expect(body.customerId).not.toBe(stranger.id);
  });

  it('stay with their refresh token, each used once', async () => {
    const visitor: Visitor = await app.build.visitor(shop);
    const refresh = (token: string) =>
      app.as(null).post<VisitorTokenView & Problem>('/auth/visit/refresh', { refresh_token: token });

    const next = await refresh(visitor.refreshToken);
    const after = await refresh(next.body.refresh_token);
    const reused = await refresh(visitor.refreshToken);

    expect([next.status, after.status]).toEqual([200, 200]);
    expect(next.body.customerId).toBe(visitor.id);
    expect(reused).toMatchObject({ status: 401, body: { code: 'TOKEN_REUSED' } });
    expect((await refresh('made.up.token')).status).toBe(401);
  });

  it('stay by a cookie where the frame has no storage, one for each shop', async () => {
    const first = await visit({ name: 'Kim', email: 'kim@mail.example' });
    const cookie = first.headers.get('set-cookie') ?? '';
    const refresh = (input: object) =>
      app.as(null).post<VisitorTokenView>('/auth/visit/refresh', input, { cookie: cookie.split(';')[0] ?? '' });

    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/Secure/);
    expect(cookie).toMatch(/Partitioned/);
    expect(await refresh({ shop: shop.publicKey })).toMatchObject({
      status: 200,
      body: { customerId: first.body.customerId },
    });
    expect((await refresh({ shop: 'pk_another' })).status).toBe(401);
    expect((await refresh({})).status).toBe(401);
  });

  it('have that cookie for the frame alone, not for the page around it', async () => {
    const { headers } = await visit({ name: 'Kim', email: 'kim@mail.example' });
    const cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const refresh = (given: Record<string, string>) =>
      app.as(null).post<Problem>('/auth/visit/refresh', { shop: shop.publicKey }, { cookie, ...given });

    expect(await refresh({ origin: 'https://shop.example' })).toMatchObject({
      status: 403,
      body: { code: 'ORIGIN_REFUSED' },
    });
    expect((await refresh({ origin: new URL(app.url).origin })).status).toBe(200);
  });

  it('of one shop are nobody in another', async () => {
    const other = await app.build.shop();
    const visitor = await app.build.visitor(shop);

    const { body } = await app.as(visitor).get<WhoAmI>('/auth/me');

    expect(body).toMatchObject({ kind: 'customer', shopId: shop.id, grants: [] });
    expect((await app.as(visitor).get(`/shops/${other.id}`)).status).toBe(404);
  });

  it('cannot come in without end', async () => {
    const limited = await TestApp.start({ RATE_VISITS_PER_HOUR: '3' });
    const busy = await limited.build.shop();
    for (let visits = 0; visits < 3; visits++) await limited.build.visitor(busy);

    const answer = await limited
      .as(null)
      .post<Problem>('/auth/visit', { shop: busy.publicKey, name: 'A', email: 'a@b.example' });

    expect(answer).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    await limited.stop();
  });
});
