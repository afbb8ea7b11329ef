import type { Page } from '../src/contract/common.dto';
import type { EmployeeView } from '../src/contract/employees.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { EventView } from '../src/contract/events.dto';
import type { TeamView } from '../src/contract/teams.dto';
import { TestApp } from './support/app';
import { PASSWORD } from './support/build';

describe('events', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('tell who changed what, before and after, the newest first', async () => {
    const shop = await app.build.shop();
    const manager = await app.build.manager({ shopId: shop.id });
    const { body: team } = await app.as(manager).post<TeamView>('/teams', { name: 'Orders' });
    await app.as(manager).patch(`/teams/${team.id}`, { name: 'Returns', version: 1 });
    await app.as(manager).delete(`/teams/${team.id}`);

    const { body } = await app.as(manager).get<Page<EventView>>(`/events?subjectId=${team.id}`);

    expect(body.items.map(({ name, before, after }) => ({ name, before, after }))).toEqual([
      {
        name: 'team.deleted',
        before: { name: 'Returns', description: '', routing: 'manual', ticketRouting: 'manual' },
        after: null,
      },
      { name: 'team.updated', before: { name: 'Orders' }, after: { name: 'Returns' } },
      {
        name: 'team.created',
        before: null,
        after: { name: 'Orders', description: '', routing: 'manual', ticketRouting: 'manual' },
      },
    ]);
    expect(body.items[0]).toMatchObject({
      shopId: shop.id,
      actor: { kind: 'employee', id: manager.id },
      subject: { kind: 'team', id: team.id },
    });
  });

  it('never hold a password or a secret', async () => {
    const shop = await app.build.shop();
    const admin = app.as(await app.build.admin());
    await app.build.customer(shop);
    await app.build.agent({ shopId: shop.id });
    const { body: secret } = await admin.post<{ identitySecret: string }>(`/shops/${shop.id}/rotate-secret`);

    const { body } = await admin.get<Page<EventView>>(`/events?shopId=${shop.id}&limit=100`);
    const text = JSON.stringify(body);

    expect(body.items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['shop.created', 'shop.secretRotated', 'employee.created', 'customer.created']),
    );
    for (const kept of [PASSWORD, '$2b$', 'asswordHash', 'dentitySecret', secret.identitySecret])
      expect(text).not.toContain(kept);
  });

  it('are written together with the change or not at all', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const count = async () => (await manager.get<Page<EventView>>('/events?limit=100')).body.items.length;
    await manager.post('/teams', { name: 'Orders' });
    const before = await count();

    const answers = await Promise.all(Array.from({ length: 5 }, () => manager.post('/teams', { name: 'orders' })));

    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409]);
    expect(await count()).toBe(before);
  });

  it('are filtered and come in pages', async () => {
    const shop = await app.build.shop();
    const manager = await app.build.manager({ shopId: shop.id });
    for (const name of ['A', 'B', 'C']) await app.as(manager).post('/teams', { name });
    const find = (query: string) =>
      app.as(manager).get<Page<EventView>>(`/events?name=team.created&actorId=${manager.id}&${query}`);

    const first = await find('limit=2');
    const rest = await find(`limit=2&cursor=${first.body.nextCursor}`);

    expect(first.body.items.map(({ after }) => after?.name)).toEqual(['C', 'B']);
    expect(rest.body).toMatchObject({ items: [{ after: { name: 'A' } }], nextCursor: null });
    expect((await find('actorKind=customer')).body.items).toEqual([]);
    expect((await app.as(manager).get<ErrorBody>('/events?search=team')).body.errors).toMatchObject([
      { field: 'search' },
    ]);
  });

  it('of a shop are for its managers, those of administrators for administrators', async () => {
    const shop = await app.build.shop();
    const [agent, foreign] = [app.as(await app.build.agent({ shopId: shop.id })), app.as(await app.build.manager())];
    const admin = await app.build.admin();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));

    const about = async (client: typeof agent, id: string) =>
      (await client.get<Page<EventView>>(`/events?subjectId=${id}`)).body.items.length;

    expect((await agent.get('/events')).status).toBe(403);
    expect((await foreign.get(`/events?shopId=${shop.id}`)).status).toBe(404);
    expect([await about(foreign, shop.id), await about(manager, shop.id)]).toEqual([0, 1]);
    expect([await about(manager, admin.id), await about(app.as(admin), admin.id)]).toEqual([0, 1]);
  });

  it('say from which rights to which somebody was moved', async () => {
    const shop = await app.build.shop();
    const team = await app.build.team({ shopId: shop.id });
    const admin = app.as(await app.build.admin());
    const { id } = await app.build.agent({ shopId: shop.id });
    await admin.patch<EmployeeView>(`/employees/${id}`, { teamIds: [team.id], version: 1 });
    await admin.post(`/employees/${id}/deactivate`);

    const { body } = await admin.get<Page<EventView>>(`/events?subjectId=${id}&limit=2`);

    expect(body.items).toMatchObject([
      { name: 'employee.deactivated', before: { isActive: true }, after: { isActive: false } },
      { name: 'employee.updated', before: { teamIds: [] }, after: { teamIds: [team.id] } },
    ]);
  });
});
