import { randomUUID } from 'node:crypto';
import type { Page } from '../src/contract/common.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { CustomerTicketView, TicketView } from '../src/contract/tickets.dto';
import { Ticket } from '../src/tickets/ticket.entity';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';

const STATUSES = ['open', 'in_progress', 'on_hold', 'closed'] as const;

describe('tickets that an agent’s teams reach', () => {
  let app: TestApp;
  let shop: ShopView;
  let mira: Employee;
  /** Everything in the shop, the oldest first. */
  let tickets: Ticket[];
  let teamIds: string[];

  beforeAll(async () => {
    app = await TestApp.start();
    shop = await app.build.shop();
    const teams = await Promise.all([1, 2, 3].map(() => app.build.team({ shopId: shop.id })));
    teamIds = teams.slice(0, 2).map(({ id }) => id);
    mira = await app.build.agent({ shopId: shop.id, teamIds });
    const devi = await app.build.agent({ shopId: shop.id, teamIds: [teams[2]?.id ?? ''] });
    await fill([...teams.map(({ id }) => id), null], [mira.id, devi.id, null]);
    const elsewhere = await app.build.shop();
    await file(await app.build.visitor(elsewhere), 'Of another shop');
  });

  afterAll(() => app.stop());

  it.each([
    ['view=all', STATUSES],
    ['view=all&sort=oldest', STATUSES],
    ['view=closed', ['closed']],
    ['status=closed,open', ['closed', 'open']],
    ['status=open&sort=oldest', ['open']],
    ['view=all&search=kettle', STATUSES],
  ])('are each there once, page by page, and no other is: %s', async (query, statuses) => {
    const fitting = tickets.filter(
      ({ assigneeId, teamId, status, title }) =>
        (assigneeId === mira.id || teamId === null || teamIds.includes(teamId)) &&
        (statuses as readonly string[]).includes(status) &&
        (!query.includes('kettle') || title.includes('kettle')),
    );
    const expected = query.includes('oldest') ? fitting : fitting.toReversed();

    for (const limit of [4, 100]) {
      const listed = await all(`${query}&limit=${limit}`);
      expect(listed.map(({ number }) => number)).toEqual(expected.map(({ number }) => number));
    }
    expect(expected.length).toBeGreaterThan(0);
  });

  it('leave out what was given back and what was merged', async () => {
    const [first, second] = (await all('view=all')).map(({ id }) => id);
    const db = app.db;
    await db.query('INSERT INTO ticket_declines (ticketId, agentId, at) VALUES (?, ?, ?)', [
      ...[first, mira.id, '2026-01-01 00:00:00.000'],
    ]);
    await db.getRepository(Ticket).update({ id: second }, { mergedIntoId: first });

    const listed = (await all('view=all')).map(({ id }) => id);

    expect(listed).not.toContain(first);
    expect(listed).not.toContain(second);
  });

  /** One of each kind, several at the same moment. */
  async function fill(teams: (string | null)[], holders: (string | null)[]): Promise<void> {
    const visitor = await app.build.visitor(shop);
    const repository = app.db.getRepository(Ticket);
    let count = 0;
    for (const teamId of teams) {
      for (const assigneeId of holders) {
        for (const status of STATUSES) {
          const { id } = await file(visitor, count % 3 ? 'A kettle' : 'A pan');
          const createdAt = new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(count++ / 4)));
          await repository.update({ id }, { teamId, assigneeId, status, createdAt });
        }
      }
    }
    tickets = await repository.find({ where: { shopId: shop.id }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async function file(visitor: Visitor, title: string): Promise<CustomerTicketView> {
    const { status, body } = await app
      .as(visitor)
      .post<CustomerTicketView>('/my/tickets', { clientId: randomUUID(), title, description: 'It does not work.' });
    if (status >= 300) throw new Error(`Not filed: ${JSON.stringify(body)}`);
    return body;
  }

  async function all(query: string): Promise<TicketView[]> {
    const found: TicketView[] = [];
    let cursor: string | null = '';
    do {
      const path: string = `/tickets?${query}${cursor ? `&cursor=${cursor}` : ''}`;
      const { status, body } = await app.as(mira).get<Page<TicketView>>(path);
      if (status >= 300) throw new Error(`No list: ${JSON.stringify(body)}`);
      found.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor);
    return found;
  }
});
