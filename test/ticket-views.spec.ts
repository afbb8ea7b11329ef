import { randomUUID } from 'node:crypto';
import type { SavedViewList, SavedViewView, TicketCount } from '../src/contract/saved-views.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { CustomerTicketView } from '../src/contract/tickets.dto';
import { AGENT_ROLE_ID } from '../src/roles/built-in-roles';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';
import { must } from './support/client';

describe('lists of tickets under a name', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
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
    team = await app.build.team({ shopId: shop.id });
    visitor = await app.build.visitor(shop);
    mira = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Mira' });
    devi = await app.build.agent({ shopId: shop.id, firstName: 'Devi' });
    manager = await app.build.manager({ shopId: shop.id, firstName: 'Max' });
  });

  it('are kept, found again in their order, changed and deleted', async () => {
    const urgent = await saved(mira, { name: 'Urgent', filters: { priority: 'urgent', status: ['open'] } });
    const late = await saved(mira, { name: 'Late', filters: { sla: 'breached' }, sort: 'due' });
    await must(app.as(mira).patch(`/ticket-views/${urgent.id}`, { position: 7, name: 'Very urgent' }));

    const items = await list(mira);

    expect(items).toMatchObject([
      { name: 'Late', filters: { sla: 'breached' }, sort: 'due', position: 1, isShared: false },
      {
        ...{ id: urgent.id, name: 'Very urgent', sort: 'newest', position: 7, canEdit: true, isOwn: true },
        ...{ filters: { priority: 'urgent', status: ['open'] }, owner: { id: mira.id, name: 'Mira' }, shopId: shop.id },
      },
    ]);
    expect((await app.as(mira).delete(`/ticket-views/${late.id}`)).status).toBe(204);
    expect(await list(mira)).toHaveLength(1);
  });

  it('are nobody else’s business', async () => {
    const { id } = await saved(mira, { name: 'Mine', filters: {} });

    expect(await list(devi)).toEqual([]);
    for (const who of [devi, manager, await app.build.admin()]) {
      expect((await app.as(who).patch(`/ticket-views/${id}`, { name: 'Yours' })).status).toBe(404);
      expect((await app.as(who).delete(`/ticket-views/${id}`)).status).toBe(404);
    }
  });

  it('are shared with the shop by those in charge of it only', async () => {
    const view = { name: 'Nobody’s', filters: { view: 'open' }, isShared: true };
    expect((await app.as(mira).post('/ticket-views', view)).status).toBe(403);
    const own = await saved(mira, { ...view, isShared: false });
    expect((await app.as(mira).patch(`/ticket-views/${own.id}`, { isShared: true })).status).toBe(403);

    const { id } = await saved(manager, view);

    expect(await list(devi)).toMatchObject([{ id, isOwn: false, canEdit: false, owner: { name: 'Max' } }]);
    expect((await app.as(devi).patch(`/ticket-views/${id}`, { name: 'x' })).status).toBe(403);
    expect((await app.as(devi).delete(`/ticket-views/${id}`)).status).toBe(403);
    const other = await app.build.manager({ shopId: shop.id });
    expect((await app.as(other).patch(`/ticket-views/${id}`, { name: 'Free' })).body).toMatchObject({ name: 'Free' });
    const stranger = await app.build.manager();
    expect(await list(stranger)).toEqual([]);
    expect((await app.as(stranger).delete(`/ticket-views/${id}`)).status).toBe(404);
  });

  it('can be taken back by whoever is no longer in charge, but not changed', async () => {
    const { id } = await saved(manager, { name: 'Nobody’s', filters: { view: 'open' }, isShared: true });
    const admin = app.as(await app.build.admin());
    const { body } = await admin.get<{ version: number }>(`/employees/${manager.id}`);
    await must(admin.patch(`/employees/${manager.id}`, { roleId: AGENT_ROLE_ID, version: body.version }));

    expect((await app.as(manager).patch(`/ticket-views/${id}`, { name: 'Ours' })).status).toBe(403);
    expect((await app.as(manager).patch(`/ticket-views/${id}`, { isShared: false })).status).toBe(200);
    expect(await list(devi)).toEqual([]);
    expect((await app.as(manager).patch(`/ticket-views/${id}`, { name: 'Mine' })).status).toBe(200);
  });

  it('have one name each, and hold only what tickets are found by', async () => {
    await saved(mira, { name: 'Late', filters: {} });
    const refused = async (input: object) => (await app.as(mira).post('/ticket-views', { name: 'x', ...input })).status;

    expect(await refused({ name: ' late ', filters: {} })).toBe(409);
    expect(await refused({})).toBe(400);
    expect(await refused({ filters: [] })).toBe(400);
    expect(await refused({ filters: { status: ['none'] } })).toBe(400);
    expect(await refused({ filters: { cursor: 'abc' } })).toBe(400);
    expect(await refused({ filters: { color: 'red' } })).toBe(400);
    expect(await saved(devi, { name: 'Late', filters: {} })).toMatchObject({ name: 'Late' });
  });

  it('are at most fifty a person, also when two are saved at once', async () => {
    for (let count = 0; count < 49; count += 1) await saved(mira, { name: `View ${count}`, filters: {} });

    const answers = await Promise.all(
      ['one', 'other'].map((name) => app.as(mira).post('/ticket-views', { name, filters: {} })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await list(mira)).toHaveLength(50);
  });

  it('say how many tickets they have, as far as the person may see them', async () => {
    const [one, two] = [await filed(), await filed(), await filed()];
    await app.as(mira).patch(`/tickets/${one.id}`, { priority: 'urgent', tags: ['vip'] });
    await app.as(mira).post(`/tickets/${one.id}/claim`);
    await app.as(devi).post(`/tickets/${two.id}/decline`, {});

    expect(await count(mira, {})).toEqual({ count: 3, isMore: false });
    expect(await count(devi, {})).toEqual({ count: 2, isMore: false });
    expect(await count(mira, { view: 'mine', priority: 'urgent', tag: 'vip' })).toMatchObject({ count: 1 });
    expect(await count(mira, { view: 'open', search: 'refused' })).toMatchObject({ count: 2 });
    expect(await count(mira, { sla: 'breached' })).toMatchObject({ count: 0 });
    expect(await count(await app.build.manager(), {})).toMatchObject({ count: 0 });
    expect((await app.as(mira).post('/tickets/count', {})).status).toBe(400);
  });

  it('are counted up to a thousand', async () => {
    const { id } = await filed();
    await copies(id, 1000);

    expect(await count(mira, {})).toEqual({ count: 1000, isMore: true });
    expect(await count(mira, { view: 'open', search: 'pay' })).toEqual({ count: 1000, isMore: true });
    expect(await count(mira, { view: 'closed' })).toEqual({ count: 0, isMore: false });
  });

  /** Through the table, since filing as many would take minutes. */
  async function copies(ticketId: string, count: number): Promise<void> {
    const [ticket] = await app.db.query('SELECT * FROM tickets WHERE id = ?', [ticketId]);
    const [log] = await app.db.query('SELECT * FROM conversations WHERE id = ?', [ticket.conversationId]);
    const insert = async (table: string, rows: Record<string, unknown>[]) => {
      const names = Object.keys(rows[0] ?? {});
      const row = `(${names.map(() => '?').join()})`;
      const values = rows.flatMap((it) => names.map((name) => it[name] ?? null)).map(storable);
      const columns = names.map((name) => `\`${name}\``).join();
      await app.db.query(`INSERT INTO ${table} (${columns}) VALUES ${rows.map(() => row).join()}`, values);
    };
    for (let done = 0; done < count; done += 100) {
      const ids = Array.from({ length: 100 }, (_, index) => ({ id: randomUUID(), number: done + index + 2 }));
      await insert(
        'conversations',
        ids.map(({ id }) => ({ ...log, id })),
      );
      await insert(
        'tickets',
        ids.map(({ id, number }) => ({ ...ticket, id, number, conversationId: id, clientId: id })),
      );
    }
  }

  async function saved(who: Employee, input: object): Promise<SavedViewView> {
    return must(app.as(who).post<SavedViewView>('/ticket-views', input));
  }

  async function list(who: Employee): Promise<SavedViewView[]> {
    return (await must(app.as(who).get<SavedViewList>('/ticket-views'))).items;
  }

  async function count(who: Employee, filters: object): Promise<TicketCount> {
    return must(app.as(who).post<TicketCount>('/tickets/count', { filters }));
  }

  async function filed(): Promise<CustomerTicketView> {
    const input = { clientId: randomUUID(), title: 'Cannot pay', description: 'My card is refused each time.' };
    return must(app.as(visitor).post<CustomerTicketView>('/my/tickets', input));
  }
});

function storable(value: unknown): unknown {
  return Array.isArray(value) ? JSON.stringify(value) : value;
}
