import type { Page } from '../src/contract/common.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { ShopSecretView, ShopView } from '../src/contract/shops.dto';
import { ShopsService } from '../src/shops/shops.service';
import { TestApp } from './support/app';

describe('shops', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('open with what their administrator says and with values that work for the rest', async () => {
    const admin = app.as(await app.build.admin());

    const { status, body } = await admin.post<ShopView>('/shops', {
      name: ' Café Zürich ',
      location: '123 Main St',
      allowedOrigins: ['https://Cafe.example'],
      timeZone: 'Europe/Zurich',
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'Café Zürich',
      slug: 'cafe-zurich',
      publicKey: expect.stringMatching(/^pk_\w{20}$/),
      allowedOrigins: ['https://cafe.example'],
      timeZone: 'Europe/Zurich',
      locale: 'en',
      settings: { allowAnonymous: true, requireVerification: false, country: 'US', defaultTeamId: null },
      isActive: true,
      version: 1,
    });
    expect(JSON.stringify(body)).not.toContain('ecret');
    expect((await admin.get(`/shops/${body.id}`)).body).toEqual(body);
  });

  it('of the same name get different slugs, and a slug that is taken is refused by name', async () => {
    const admin = app.as(await app.build.admin());
    await app.build.shop({ name: 'Twin' });

    const second = await admin.post<ShopView>('/shops', { name: 'Twin', location: '' });
    const third = await admin.post<ErrorBody>('/shops', { name: 'Other', location: '', slug: 'twin' });

    expect(second.body.slug).toBe('twin-2');
    expect(third).toMatchObject({ status: 409, body: { code: 'NOT_UNIQUE', errors: [{ field: 'slug' }] } });
  });

  it('are listed in pages, by words, and by whether they are open', async () => {
    const admin = app.as(await app.build.admin());
    const made = [];
    for (const name of ['Bakery North', 'Bakery South', 'Bakery West']) made.push(await app.build.shop({ name }));
    await admin.post(`/shops/${made[2]?.id}/deactivate`);

    const first = await admin.get<Page<ShopView>>('/shops?search=BAKERY&limit=2');
    const rest = await admin.get<Page<ShopView>>(`/shops?search=bakery&limit=2&cursor=${first.body.nextCursor}`);
    const closed = await admin.get<Page<ShopView>>('/shops?search=west bak&isActive=false');

    expect(first.body.items.map(({ name }) => name)).toEqual(['Bakery North', 'Bakery South']);
    expect(rest.body).toMatchObject({ items: [{ name: 'Bakery West' }], nextCursor: null });
    expect(closed.body.items.map(({ name }) => name)).toEqual(['Bakery West']);
    expect((await admin.get<Page<ShopView>>('/shops?search=b%25y')).body.items).toEqual([]);
  });

  it('are seen by their own people only', async () => {
    const shop = await app.build.shop();
    const other = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));

    const list = await manager.get<Page<ShopView>>('/shops');
    const foreign = await manager.get(`/shops/${other.id}`);
    const change = await manager.patch(`/shops/${other.id}`, { name: 'Mine', version: 1 });

    expect(list.body.items.map(({ id }) => id)).toEqual([shop.id]);
    expect([foreign.status, change.status]).toEqual([404, 404]);
  });

  it('are run by their managers, but opened, closed and deleted by administrators', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const agent = app.as(await app.build.agent({ shopId: shop.id }));

    const changed = await manager.patch<ShopView>(`/shops/${shop.id}`, {
      location: '9 Side St',
      name: null,
      version: 1,
    });

    expect(changed).toMatchObject({ status: 200, body: { name: shop.name, location: '9 Side St', version: 2 } });
    expect((await manager.post('/shops', { name: 'New', location: '' })).status).toBe(403);
    expect((await manager.post(`/shops/${shop.id}/deactivate`)).status).toBe(403);
    expect((await manager.delete(`/shops/${shop.id}`)).status).toBe(403);
    expect((await agent.get(`/shops/${shop.id}`)).status).toBe(200);
    expect((await agent.patch(`/shops/${shop.id}`, { name: 'Mine', version: 2 })).status).toBe(403);
  });

  it('are not overwritten by who saw an older version', async () => {
    const admin = app.as(await app.build.admin());
    const shop = await app.build.shop();

    const answers = await Promise.all(
      ['A', 'B', 'C'].map((name) => admin.patch(`/shops/${shop.id}`, { name, version: 1 })),
    );
    const codes = answers.map(({ status }) => status).sort();

    expect(codes).toEqual([200, 409, 409]);
  });

  it('send new chats only to a team of their own', async () => {
    const admin = app.as(await app.build.admin());
    const shop = await app.build.shop();
    const [own, foreign] = [await app.build.team({ shopId: shop.id }), await app.build.team()];
    const settings = (defaultTeamId: string) => ({ settings: { ...shop.settings, defaultTeamId }, version: 1 });

    expect((await admin.patch(`/shops/${shop.id}`, settings(foreign.id))).status).toBe(404);
    expect((await admin.patch(`/shops/${shop.id}`, settings(own.id))).status).toBe(200);
    expect((await admin.delete(`/teams/${own.id}`)).body).toMatchObject({
      code: 'IN_USE',
      details: { usedBy: [{ by: 'shop_settings' }] },
    });
  });

  it('can be deleted while nothing refers to them, and otherwise it is said what does', async () => {
    const admin = app.as(await app.build.admin());
    const [empty, used] = [await app.build.shop(), await app.build.shop()];
    await app.build.team({ shopId: used.id });
    await app.build.agent({ shopId: used.id });
    await app.build.agent({ shopId: used.id });

    expect((await admin.delete(`/shops/${empty.id}`)).status).toBe(204);
    expect((await admin.get(`/shops/${empty.id}`)).status).toBe(404);
    const refused = await admin.delete<ErrorBody>(`/shops/${used.id}`);

    expect(refused).toMatchObject({ status: 409, body: { code: 'IN_USE' } });
    expect(refused.body.details?.usedBy).toEqual(
      expect.arrayContaining([
        { by: 'employees', count: 2 },
        { by: 'teams', count: 1 },
      ]),
    );
  });

  it('that are closed let nobody in until they are open again', async () => {
    const admin = app.as(await app.build.admin());
    const shop = await app.build.shop();
    const agent = app.as(await app.build.agent({ shopId: shop.id }));
    const visitor = app.as(await app.build.visitor(shop));

    await admin.post(`/shops/${shop.id}/deactivate`);

    expect((await agent.get('/auth/me')).status).toBe(401);
    expect((await visitor.get('/auth/me')).status).toBe(401);
    expect(
      (await app.as(null).post('/auth/visit', { shop: shop.publicKey, name: 'A', email: 'a@mail.example' })).status,
    ).toBe(404);
    await admin.post(`/shops/${shop.id}/reactivate`);
    expect((await agent.get('/auth/me')).status).toBe(200);
  });

  it('show a new signing secret once, and accept the one before for a while', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const agent = app.as(await app.build.agent({ shopId: shop.id }));

    const first = await manager.post<ShopSecretView>(`/shops/${shop.id}/rotate-secret`);
    const second = await manager.post<ShopSecretView>(`/shops/${shop.id}/rotate-secret`);

    expect(await app.get(ShopsService).byId(shop.id)).toMatchObject({
      identitySecret: second.body.identitySecret,
      previousIdentitySecret: first.body.identitySecret,
    });
    expect((await agent.post(`/shops/${shop.id}/rotate-secret`)).status).toBe(403);
  });

  it.each([
    ['holidays', ['2026-02-30']],
    ['holidays', ['2025-02-29']],
    ['holidays', ['2026-13-01']],
    ['holidays', ['25.12.2026']],
    ['allowedOrigins', ['https://shop.example;script-src']],
    ['allowedOrigins', ['https://shop.example,https://evil.example']],
    ['allowedOrigins', ["https://shop.example'"]],
    ['allowedOrigins', ['https://shop.example/path']],
    ['allowedOrigins', ['https://*.example']],
    ['allowedOrigins', ['null']],
  ])('have no %s like %j', async (field, value) => {
    const admin = app.as(await app.build.admin());
    const shop = await app.build.shop();

    const made = await admin.post<ErrorBody>('/shops', { name: 'Odd', location: '', [field]: value });
    const changed = await admin.patch<ErrorBody>(`/shops/${shop.id}`, { [field]: value, version: 1 });

    for (const { status, body } of [made, changed]) {
      expect(status).toBe(400);
      expect(new Set(body.errors?.map((error) => error.field))).toEqual(new Set([field]));
    }
  });

  it('keep days that exist, and origins as browsers send them', async () => {
    const holidays = ['2028-02-29', '2026-12-25'];
    const allowedOrigins = ['https://Shop.Example:443', 'http://localhost:5173', 'https://bücher.example'];

    const shop = await app.build.shop({ holidays, allowedOrigins });

    expect(shop.holidays).toEqual(holidays);
    expect(shop.allowedOrigins).toEqual([
      'https://shop.example',
      'http://localhost:5173',
      'https://xn--bcher-kva.example',
    ]);
  });
});
