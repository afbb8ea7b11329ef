import { randomUUID } from 'node:crypto';
import type { Page } from '../src/contract/common.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { ChangedTickets } from '../src/contract/ticket-bulk.dto';
import type { CustomerTicketView, TicketDetail, TicketHistoryItem } from '../src/contract/tickets.dto';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';

const MISSING = { number: null, ok: false, code: 'NOT_FOUND', message: 'There is no such ticket.' };

describe('many tickets at once', () => {
  let app: TestApp;
  let shop: ShopView;
  let visitor: Visitor;
  let mira: Employee;
  let devi: Employee;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    shop = await app.build.shop();
    visitor = await app.build.visitor(shop);
    mira = await app.build.agent({ shopId: shop.id, firstName: 'Mira' });
    devi = await app.build.agent({ shopId: shop.id, firstName: 'Devi' });
    manager = await app.build.manager({ shopId: shop.id });
  });

  it('are assigned by those in charge; each that cannot be says why, and the others are', async () => {
    const [free, declined, closed] = [await filed(), await filed(), await filed()];
    await app.as(mira).post(`/tickets/${declined.id}/decline`, {});
    await app.as(visitor).post(`/my/tickets/${closed.id}/close`);
    const ticketIds = [free.id, declined.id, closed.id];

    const results = await change(manager, { ticketIds, assign: { agentId: mira.id } });

    expect(results).toEqual([
      { ticketId: free.id, number: 1, ok: true },
      { ticketId: declined.id, number: 2, ok: false, code: 'DECLINED', message: expect.stringContaining('Mira') },
      { ticketId: closed.id, number: 3, ok: false, code: 'STATE_CONFLICT', message: expect.any(String) },
    ]);
    expect(await detail(mira, free.id)).toMatchObject({ status: 'in_progress', assignee: { id: mira.id } });
    expect((await change(devi, { ticketIds: [free.id], assign: { agentId: devi.id } }))[0]).toMatchObject({
      ...{ number: 1, ok: false, code: 'FORBIDDEN' },
    });
  });

  it('that one declined, or that are another shop’s, are as if they were not there', async () => {
    const declined = await filed();
    await app.as(mira).post(`/tickets/${declined.id}/decline`, {});
    const foreign = await filed(await app.build.visitor(await app.build.shop()));
    const missing = randomUUID();
    const ticketIds = [declined.id, foreign.id, missing];
    const everything = [{ close: {} }, { priority: 'low' }, { addTags: ['vip'] }, { assign: { agentId: mira.id } }];

    for (const what of everything) {
      expect(await change(mira, { ticketIds, ...what })).toEqual(
        ticketIds.map((ticketId) => ({ ticketId, ...MISSING })),
      );
    }
  });

  it('are closed by who has them, with a reason', async () => {
    const [own, hers] = [await filed(), await filed()];
    await app.as(mira).post(`/tickets/${own.id}/claim`);
    await app.as(devi).post(`/tickets/${hers.id}/claim`);

    const results = await change(mira, { ticketIds: [hers.id, own.id], close: { reason: 'Duplicate' } });

    expect(results).toMatchObject([
      { ticketId: hers.id, number: 2, ok: false, code: 'NOT_HOLDER' },
      { ticketId: own.id, number: 1, ok: true },
    ]);
    expect(await detail(mira, own.id)).toMatchObject({ status: 'closed', closeReason: 'Duplicate' });
    expect(await detail(mira, hers.id)).toMatchObject({ status: 'in_progress' });
  });

  it('get tags and lose them, in one spelling; what is so already leaves no trace', async () => {
    const [one, other] = [await filed(), await filed()];
    const ticketIds = [one.id, other.id];
    await app.as(mira).patch(`/tickets/${one.id}`, { tags: ['paid', 'old'] });

    await change(mira, { ticketIds, addTags: ['VIP', 'paid'] });
    await change(mira, { ticketIds, addTags: ['vip'] });
    await change(mira, { ticketIds, removeTags: ['Old'] });
    await change(mira, { ticketIds, priority: 'urgent' });

    expect(await detail(mira, one.id)).toMatchObject({ tags: ['paid', 'vip'], priority: 'urgent' });
    expect(await detail(mira, other.id)).toMatchObject({ tags: ['vip', 'paid'], priority: 'urgent' });
    expect(await names(other.id)).toEqual(['ticket.changed', 'ticket.changed', 'ticket.created']);
    const many = Array.from({ length: 19 }, (_, index) => `tag ${index}`);
    expect(await change(mira, { ticketIds: [one.id], addTags: many })).toMatchObject([
      { number: 1, ok: false, code: 'UNPROCESSABLE' },
    ]);
  });

  it('lose nothing when two people tag them at the same moment', async () => {
    const tickets = [await filed(), await filed(), await filed()];
    const ticketIds = tickets.map(({ id }) => id);

    const done = await Promise.all([
      change(mira, { ticketIds, addTags: ['one'] }),
      change(devi, { ticketIds: [...ticketIds].reverse(), addTags: ['two'] }),
    ]);

    expect(done.flat().every(({ ok }) => ok)).toBe(true);
    for (const id of ticketIds) expect(new Set((await detail(mira, id)).tags)).toEqual(new Set(['one', 'two']));
  });

  it('are at least one and at most a hundred, each once, and have one thing done to them', async () => {
    const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
    const refused = async (body: object) => (await app.as(mira).post('/tickets/bulk', body)).status;

    expect(await refused({ ticketIds: [], close: {} })).toBe(400);
    expect(await refused({ ticketIds: ids(101), close: {} })).toBe(400);
    const [twice] = ids(1);
    expect(await refused({ ticketIds: [twice, twice], close: {} })).toBe(400);
    expect(await refused({ ticketIds: ids(1), close: { reason: 1 } })).toBe(400);
    expect(await refused({ ticketIds: ids(1) })).toBe(422);
    expect(await refused({ ticketIds: ids(1), close: {}, priority: 'low' })).toBe(422);
    expect(await change(mira, { ticketIds: ids(100), close: {} })).toHaveLength(100);
  });

  async function change(who: Employee, input: object): Promise<ChangedTickets['results']> {
    const { status, body } = await app.as(who).post<ChangedTickets>('/tickets/bulk', input);
    if (status !== 200) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
    return body.results;
  }

  async function filed(by = visitor): Promise<CustomerTicketView> {
    const input = { clientId: randomUUID(), title: 'Cannot pay', description: 'My card is refused each time.' };
    return (await app.as(by).post<CustomerTicketView>('/my/tickets', input)).body;
  }

  async function detail(who: Employee, id: string): Promise<TicketDetail> {
    return (await app.as(who).get<TicketDetail>(`/tickets/${id}`)).body;
  }

  async function names(id: string): Promise<string[]> {
    const { body } = await app.as(manager).get<Page<TicketHistoryItem>>(`/tickets/${id}/history`);
    return body.items.map(({ name }) => name);
  }
});
