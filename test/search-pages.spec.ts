import type { Page } from '../src/contract/common.dto';
import type { CustomerView } from '../src/contract/customers.dto';
import type { ShopView } from '../src/contract/shops.dto';
import { searchIn } from '../src/core/lists';
import { Customer } from '../src/customers/customer.entity';
import { customerSearchText, newCustomer } from '../src/customers/customer-edit';
import { SearchPages } from '../src/database/search-pages';
import { TestApp } from './support/app';
import type { Employee } from './support/build';

const NEWEST = [{ column: 'customer.id', direction: 'DESC' }] as const;
const COUNT = 1200;
/** The rare name is at both ends and in between, several times next to each other. */
const RARE = new Set([0, 1, 2, 199, 200, 201, 399, 450, COUNT - 1]);

describe('a search in a long list', () => {
  let app: TestApp;
  let shop: ShopView;
  let manager: Employee;
  let searches: SearchPages;
  /** The ids of those with the rare name, the newest first. */
  let rare: string[];

  beforeAll(async () => {
    app = await TestApp.start();
    shop = await app.build.shop();
    manager = await app.build.manager({ shopId: shop.id });
    searches = app.get(SearchPages);
    await fill(await app.build.shop(), () => true);
    rare = (await fill(shop, (place) => RARE.has(place))).toReversed();
  });

  afterAll(() => app.stop());

  it.each([1, 2, 4, 100])('finds everything once and in order, %d at a time', async (limit) => {
    const pages = await followed((cursor) => search('zebedee', limit, cursor));
    expect(pages.flat()).toEqual(rare);
    for (const page of pages.slice(0, -1)) expect(page).toHaveLength(Math.min(limit, rare.length));
  });

  it.each([1, 3, 100])('goes on from where its time was over, %d at a time', async (limit) => {
    const pages = await followed((cursor) => searches.page(wanted('zebedee'), { limit, cursor }, 0));
    expect(pages.flat()).toEqual(rare);
    // Nobody is kept waiting until there is something to show.
    expect(pages).toContainEqual([]);
  });

  it('ends where nothing is found', async () => {
    const pages = await followed((cursor) => searches.page(wanted('nobody'), { cursor }, 0));
    expect(pages.flat()).toEqual([]);
    expect(pages.length).toBeGreaterThan(1);
    expect(await search('nobody', 50)).toEqual({ items: [], nextCursor: null });
  });

  it('says with its cursor nothing of what it has passed', async () => {
    const { nextCursor } = await searches.page(wanted('nobody'), {}, 0);
    const said = Buffer.from(nextCursor ?? '', 'base64url').toString('latin1');
    const everybody = await app.db.getRepository(Customer).findBy({ shopId: shop.id });
    expect(everybody.filter(({ id }) => said.includes(id))).toEqual([]);
  });

  it('takes no cursor but its own', async () => {
    const asked = app.as(manager);
    const { body } = await asked.get<Page<CustomerView>>('/customers?limit=1');
    const { status } = await asked.get(`/customers?search=zebedee&cursor=${body.nextCursor}`);
    expect(status).toBe(400);
    const { body: own } = await asked.get<Page<CustomerView>>('/customers?search=zebedee&limit=1');
    expect((await asked.get(`/customers?limit=1&cursor=${own.nextCursor}`)).status).toBe(400);
  });

  async function search(words: string, limit: number, cursor?: string) {
    const next = cursor ? `&cursor=${cursor}` : '';
    const { status, body } = await app
      .as(manager)
      .get<Page<CustomerView>>(`/customers?search=${words}&limit=${limit}${next}`);
    expect(status).toBe(200);
    return body;
  }

  function wanted(words: string) {
    const query = app.db.getRepository(Customer).createQueryBuilder('customer');
    query.where('customer.shopId = :shopId', { shopId: shop.id });
    searchIn(query, 'customer.searchText', words);
    return { wanted: query, shopId: shop.id, keys: NEWEST };
  }

  /** The ids on each page, up to the last. */
  async function followed(pageAt: (cursor: string | undefined) => Promise<Page<{ id: string }>>): Promise<string[][]> {
    const pages: string[][] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const { items, nextCursor } = await pageAt(cursor);
      pages.push(items.map(({ id }) => id));
      cursor = nextCursor;
    }
    return pages;
  }

  /** The ids of those who got the rare name, the oldest first. */
  async function fill({ id: shopId }: ShopView, isRare: (place: number) => boolean): Promise<string[]> {
    const customers = Array.from({ length: COUNT }, (_, place) => {
      const customer = newCustomer(shopId, new Date());
      customer.name = isRare(place) ? 'Zebedee' : 'Somebody';
      return Object.assign(customer, { searchText: customerSearchText(customer) });
    });
    await app.db.getRepository(Customer).insert(customers);
    return customers.filter(({ name }) => name === 'Zebedee').map(({ id }) => id);
  }
});
