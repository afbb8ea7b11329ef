import type { ClaimsView } from '../src/contract/claims.dto';
import { TestApp } from './support/app';

describe('what pages say of their visitors', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ RATE_CLAIMS_PER_MINUTE: '30' });
  });
  afterAll(() => app.stop());

  it('is kept for the staff of the shop, whatever tab it comes from', async () => {
    const shop = await app.build.shop();
    const visitor = await app.build.visitor(shop);
    const agent = app.as(await app.build.agent({ shopId: shop.id }));
    const page = { url: 'https://bakery.example/bread?size=2', title: 'Bread' };

    const said = await Promise.all([
      ...Array.from({ length: 8 }, (_, tab) => app.as(visitor).post('/claims', { attributes: { [`tab${tab}`]: tab } })),
      app.as(visitor).post('/claims', { page, events: [{ name: 'added to basket', props: { cents: 590 } }] }),
    ]);
    const { body } = await agent.get<ClaimsView>(`/customers/${visitor.id}/claims`);

    expect(said.map(({ status }) => status)).toEqual(Array(9).fill(204));
    expect(Object.keys(body.attributes).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((tab) => `tab${tab}`));
    expect(body.page).toMatchObject(page);
    expect(body.events).toMatchObject([{ name: 'added to basket', props: { cents: 590 } }]);
  });

  it('is nothing for who has said nothing', async () => {
    const shop = await app.build.shop();
    const visitor = await app.build.visitor(shop);
    const agent = app.as(await app.build.agent({ shopId: shop.id }));

    const { body } = await agent.get<ClaimsView>(`/customers/${visitor.id}/claims`);

    expect(body).toEqual({ attributes: {}, page: null, events: [] });
  });

  it.each([
    [{ attributes: { basket: [1, 2] } }, 422],
    [{ page: { url: 'javascript:alert(1)' } }, 400],
    [{ events: Array(21).fill({ name: 'x' }) }, 400],
    [{ name: 'Mallory', isVerified: true }, 400],
  ])('is refused when it is out of bounds: %j', async (claims, status) => {
    const visitor = await app.build.visitor(await app.build.shop());

    expect((await app.as(visitor).post('/claims', claims)).status).toBe(status);
  });

  it('is heard only so often', async () => {
    const visitor = app.as(await app.build.visitor(await app.build.shop()));

    const said = await Promise.all(Array.from({ length: 35 }, () => visitor.post('/claims', { attributes: { a: 1 } })));

    expect(said.filter(({ status }) => status === 429)).toHaveLength(5);
  });
});
