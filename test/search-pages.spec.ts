import type { Page } from '../src/contract/common.dto';
import type { CustomerView } from '../src/contract/customers.dto';
import type { ShopView } from '../src/contract/shops.dto';
import { searchIn } from '../src/core/lists';
import { databaseTime } from '../src/core/paging';
import { Customer } from '../src/customers/customer.entity';
import { customerSearchText, newCustomer } from '../src/customers/customer-edit';
import { SearchPages } from '../src/database/search-pages';
import { TestApp } from './support/app';
import type { Employee } from './support/build';

const NEWEST = [{ column: 'customer.id', direction: 'DESC' }] as const;
/** Longer than any search here takes, in milliseconds. */
const PATIENT = 600_000;
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
    const pages = await followed((cursor) => searches.page(wanted('zebedee'), { limit, cursor }, PATIENT));
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
    const inOneGo = await searches.page(wanted('nobody'), {}, PATIENT);
    expect(inOneGo).toEqual({ items: [], nextCursor: null });
  });

  it('goes by time, and keeps to a stretch of it', async () => {
    const named = wanted('zebedee');
    const [from, to] = [momentOf(199), momentOf(450)];
    named.wanted.andWhere('customer.createdAt >= :from AND customer.createdAt < :to', {
      from: databaseTime(new Date(from)),
      to: databaseTime(new Date(to)),
    });
    const keys = [
      { column: 'customer.createdAt', direction: 'ASC' },
      { column: 'customer.id', direction: 'ASC' },
    ] as const;
    for (const patience of [0, PATIENT]) {
      const pages = await followed((cursor) =>
        searches.page({ ...named, from, to, keys }, { limit: 2, cursor }, patience),
      );
      expect(pages.flat()).toEqual(rare.toReversed().slice(3, 7));
    }
  });

  it('says with its cursor nothing of what it has passed', async () => {
    const { nextCursor } = await searches.page(wanted('nobody'), {}, 0);
    expect(nextCursor).not.toBeNull();
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
      const customer = newCustomer(shopId, new Date(momentOf(place)));
      customer.name = isRare(place) ? 'Zebedee' : 'Somebody';
      return Object.assign(customer, { searchText: customerSearchText(customer) });
    });
    await app.db.getRepository(Customer).insert(customers);
    return customers.filter(({ name }) => name === 'Zebedee').map(({ id }) => id);
  }
});

/** Four customers each came at the same one. */
function momentOf(place: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(place / 4))).toISOString();
}
