import { randomUUID } from 'node:crypto';
import type { AlertView, UnreadAlerts } from '../src/contract/alerts.dto';
import type { Page } from '../src/contract/common.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { CustomerTicketView, TicketDetail } from '../src/contract/tickets.dto';
import { TestApp } from './support/app';
import type { Employee, Person, Visitor } from './support/build';

describe('of two tickets that become one', () => {
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
    const team = await app.build.team({ shopId: shop.id });
    visitor = await app.build.visitor(shop);
    mira = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Mira' });
    devi = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Devi' });
    manager = await app.build.manager({ shopId: shop.id, firstName: 'Max' });
  });

  it('their customer and who had the one that went are told, at once and in their list', async () => {
    const [gone, stays] = [await claimed(mira), await claimed(devi)];
    await app.as(visitor).post('/alerts/read-all');
    const [phone, laptop, desk] = [await connect(visitor), await connect(visitor), await connect(mira)];
    const other = await connect(devi);

    const merged = await app.as(manager).post<TicketDetail>(`/tickets/${gone.id}/merge`, { intoId: stays.id });
    expect(merged.status).toBe(200);

    const expected = {
      ...{ kind: 'ticketMerged', shopId: shop.id, readAt: null },
      by: { kind: 'employee', id: manager.id },
      ticket: { id: gone.id, number: gone.number, title: 'No light' },
      data: { into: String(stays.number) },
    };
    for (const [person, socket] of [
      [visitor, phone],
      [visitor, laptop],
      [mira, desk],
    ] as const) {
      const { alert, unread } = await socket.hears('alert:new');
      expect({ alert, unread }).toMatchObject({ alert: expected, unread: 1 });
      expect((await unreadOf(person))[0]).toEqual(alert);
      expect((await app.as(person).get<UnreadAlerts>('/alerts/unread-count')).body).toEqual({ unread: 1 });
      expect(socket.all('alert:new')).toHaveLength(1);
    }
    for (const person of [devi, manager]) expect(await unreadOf(person)).toEqual([]);
    // Had she been told of the merge, she would have heard that first.
    await app.as(manager).post(`/shops/${shop.id}/announcements`, { title: 'Thank you', body: 'Well done.' });
    expect((await other.hears('alert:new')).alert.kind).toBe('announcement');
  });

  it('nobody is told who merges what is theirs, and once where it is asked for twice', async () => {
    const [gone, stays] = [await claimed(mira), await claimed(mira)];
    await app.as(visitor).post('/alerts/read-all');

    for (const _ of ['at first', 'again'])
      expect((await app.as(mira).post(`/tickets/${gone.id}/merge`, { intoId: stays.id })).status).toBe(200);

    expect(await unreadOf(mira)).toEqual([]);
    expect(await unreadOf(visitor)).toMatchObject([{ kind: 'ticketMerged', by: { id: mira.id } }]);
  });

  it('who declined the one that went hears nothing of it', async () => {
    const [gone, stays] = [await claimed(mira), await claimed(devi)];
    await app.as(mira).post(`/tickets/${gone.id}/decline`, {});

    await app.as(manager).post(`/tickets/${gone.id}/merge`, { intoId: stays.id });

    expect((await unreadOf(visitor)).map(({ kind }) => kind)).toContain('ticketMerged');
    expect(await unreadOf(mira)).toEqual([]);
  });

  function connect(person: Person) {
    return app.as(person).connect();
  }

  async function claimed(by: Employee): Promise<CustomerTicketView> {
    const input = { clientId: randomUUID(), title: 'No light', description: 'The lamp does not work.' };
    const { body } = await app.as(visitor).post<CustomerTicketView>('/my/tickets', input);
    expect((await app.as(by).post(`/tickets/${body.id}/claim`)).status).toBe(200);
    return body;
  }

  /** The newest first. */
  async function unreadOf(person: Person): Promise<AlertView[]> {
    return (await app.as(person).get<Page<AlertView>>('/alerts?limit=100&unread=true')).body.items;
  }
});
