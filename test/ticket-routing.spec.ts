import { randomUUID } from 'node:crypto';
import type { Page } from '../src/contract/common.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { BalanceResults, TicketBalance } from '../src/contract/ticket-balance.dto';
import type { TicketDetail, TicketView } from '../src/contract/tickets.dto';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';
import { eventually } from './support/client';

describe('tickets that find their agents', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
  let visitor: Visitor;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    shop = await app.build.shop();
    team = await app.build.team({ shopId: shop.id, ticketRouting: 'leastBusy' });
    visitor = await app.build.visitor(shop);
    manager = await app.build.manager({ shopId: shop.id });
  });

  it('go to who is there and has the least on their desk', async () => {
    const [mira, devi] = [await agent(), await agent()];
    await agent();
    await comeIn(mira);
    await comeIn(devi);

    for (let count = 0; count < 4; count++) await make();

    await hasOnDesk(mira, (ids) => ids.length === 2);
    await hasOnDesk(devi, (ids) => ids.length === 2);
  });

  it('wait in the pool until somebody comes, or has room again', async () => {
    const mira = await agent(2);
    const made = [await make(), await make(), await make()];
    expect(await pool()).toHaveLength(3);

    await comeIn(mira);
    await hasOnDesk(mira, isSame(made.slice(0, 2)));
    await app.as(mira).post(`/tickets/${made[0]?.id}/close`, {});

    await hasOnDesk(mira, isSame(made.slice(1)));
  });

  it('never come back to who declined them', async () => {
    const mira = await agent();
    await comeIn(mira);
    const first = await make();
    await hasOnDesk(mira, isSame([first]));

    await app.as(mira).post(`/tickets/${first.id}/decline`, {});
    const next = await make();

    await hasOnDesk(mira, isSame([next]));
    expect((await pool()).map((ticket) => ticket.id)).toEqual([first.id]);
  });

  it('are evened out as it was shown before', async () => {
    const calm = await app.build.team({ shopId: shop.id });
    const [mira, devi] = [await agent(20, calm), await agent(20, calm)];
    for (let count = 0; count < 6; count++) await app.as(mira).post(`/tickets/${(await make(calm)).id}/claim`);

    const shown = (await app.as(manager).get<TicketBalance>(`/teams/${calm.id}/ticket-balance`)).body;

    expect(shown.average).toBe(3);
    expect(shown.moves).toHaveLength(1);
    const [move] = shown.moves;
    expect(move).toMatchObject({ from: { id: mira.id }, to: { id: devi.id } });
    const moves = [{ ticketId: move?.ticketId, fromId: mira.id, toId: devi.id }];
    const path = `/teams/${calm.id}/ticket-balance`;
    const done = await app.as(manager).post<BalanceResults>(path, { moves });
    expect(done.body.results).toEqual([{ ticketId: move?.ticketId, ok: true, message: null }]);
    expect(await deskOf(devi)).toEqual([move?.ticketId]);
    const again = await app.as(manager).post<BalanceResults>(path, { moves });
    expect(again.body.results).toMatchObject([{ ok: false, message: 'It has changed since it was shown.' }]);
  });

  async function agent(ticketCapacity = 20, of = team): Promise<Employee> {
    return app.build.agent({ shopId: shop.id, teamIds: [of.id], ticketCapacity });
  }

  async function comeIn(who: Employee): Promise<void> {
    await app.as(who).connect();
    await app.as(who).put('/agents/me/presence', { presence: 'available' });
  }

  async function make(of = team): Promise<TicketDetail> {
    const { body } = await app.as(manager).post<TicketDetail>('/tickets', {
      ...{ clientId: randomUUID(), title: 'Cannot pay', description: 'My card is refused.' },
      ...{ customerId: visitor.id, teamId: of.id },
    });
    return body;
  }

  async function deskOf(who: Employee): Promise<string[]> {
    const { body } = await app.as(who).get<Page<TicketView>>('/tickets?view=mine&sort=oldest');
    return body.items.map(({ id }) => id);
  }

  function hasOnDesk(who: Employee, fits: (ids: string[]) => boolean): Promise<string[]> {
    return eventually(() => deskOf(who), fits);
  }

  function isSame(tickets: readonly TicketDetail[]) {
    return (ids: string[]) => ids.join() === tickets.map(({ id }) => id).join();
  }

  async function pool(): Promise<TicketView[]> {
    return (await app.as(manager).get<Page<TicketView>>('/tickets?view=open')).body.items;
  }
});
