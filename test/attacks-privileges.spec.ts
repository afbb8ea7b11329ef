import { randomUUID } from 'node:crypto';
import type { Page } from '../src/contract/common.dto';
import type { EmployeeView } from '../src/contract/employees.dto';
import type { EventView } from '../src/contract/events.dto';
import type { RoleView } from '../src/contract/roles.dto';
import type { ShopView } from '../src/contract/shops.dto';
import { StoredEvent } from '../src/database/stored-event.entity';
import { ADMIN_ROLE_ID, MANAGER_ROLE_ID } from '../src/roles/built-in-roles';
import { TestApp } from './support/app';
import type { Employee } from './support/build';

describe('attacks on rights', () => {
  let app: TestApp;
  let shop: ShopView;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
    shop = await app.build.shop();
    manager = await app.build.manager({ shopId: shop.id });
  });

  afterAll(() => app.stop());

  it('11: nobody makes more of themselves', async () => {
    const team = await app.build.team({ shopId: shop.id });
    const agent = await app.build.agent({ shopId: shop.id });
    const me = app.as(agent);
    const before = (await app.as(manager).get<EmployeeView>(`/employees/${agent.id}`)).body;

    for (const more of [{ roleId: MANAGER_ROLE_ID }, { teamIds: [team.id] }, { chatCapacity: 99 }, { shopId: null }]) {
      expect((await me.patch(`/employees/${agent.id}`, { ...more, version: before.version })).status).toBe(403);
      expect((await me.patch('/employees/me', more)).status).toBe(400);
    }
    expect((await me.put(`/teams/${team.id}/members/${agent.id}`)).status).toBe(403);
    expect((await me.post(`/employees/${agent.id}/reactivate`)).status).toBe(403);

    expect((await app.as(manager).get<EmployeeView>(`/employees/${agent.id}`)).body).toEqual(before);
  });

  it('12: nobody gives more than they have, in whatever order they say it', async () => {
    const me = app.as(manager);
    const person = await app.build.agent({ shopId: shop.id });
    const make = (grants: object[]) => me.post('/roles', { name: `Role ${randomUUID()}`, grants });

    expect((await make([{ permission: 'shops:create', scope: 'all' }])).status).toBe(403);
    expect((await make([{ permission: 'chats:read', scope: 'all' }])).status).toBe(403);
    const twice = [
      { permission: 'chats:read', scope: 'team' },
      { permission: 'chats:read', scope: 'all' },
    ];
    expect((await make(twice)).status).toBeGreaterThanOrEqual(400);
    expect((await make([...twice].reverse())).status).toBeGreaterThanOrEqual(400);
    const up = { roleId: ADMIN_ROLE_ID, shopId: null, version: 1 };
    expect((await me.patch(`/employees/${person.id}`, up)).status).toBe(403);
    expect((await me.patch(`/employees/${manager.id}`, { roleId: ADMIN_ROLE_ID, version: 1 })).status).toBe(403);
  });

  it('14: rights that were taken are gone with the next request and the next event', async () => {
    const role = await app.build.role({ 'chats:read': 'shop', 'chats:take': 'shop', 'chats:reply': 'shop' }, shop.id);
    const person = await app.build.employee({ shopId: shop.id, roleId: role.id });
    const [chat, other] = [await app.build.chat(shop), await app.build.chat(shop)];
    const socket = await app.as(person).connect();
    await socket.get('chat:take', { chatId: chat.id });

    const less = { grants: [{ permission: 'chats:read', scope: 'own' }], version: role.version };
    expect((await app.as(manager).patch(`/roles/${role.id}`, less)).status).toBe(200);
    const at = performance.now();

    expect((await app.as(person).post(`/chats/${other.id}/take`)).status).toBeGreaterThanOrEqual(403);
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain((await socket.refused('chat:take', { chatId: other.id })).code);
    const message = { conversationId: chat.conversationId, clientId: randomUUID(), body: 'Still here' };
    expect((await socket.refused('message:send', message)).code).toBe('FORBIDDEN');
    expect(performance.now() - at).toBeLessThan(2000);
  });

  it('15: a name gives no rights, and a permission that is not on the list is none', async () => {
    const me = app.as(manager);
    for (const name of ['admin', 'Administrator', 'ADMIN', 'аdmin', 'manager']) {
      const { status, body } = await me.post<RoleView>('/roles', { name, grants: [] });
      if (status < 300) {
        const named = await app.build.employee({ shopId: shop.id, roleId: body.id });
        expect(body.builtIn).toBeNull();
        expect((await app.as(named).get('/chats')).status).toBe(403);
      }
    }
    const odd = [
      '*',
      'chats:*',
      'chats:read ',
      ' chats:read',
      'CHATS:READ',
      'сhats:read',
      'chats:read,shops:create',
      '',
      null,
    ];
    for (const permission of odd) {
      const grants = [{ permission, scope: 'shop' }];
      expect([permission, (await me.post('/roles', { name: randomUUID(), grants })).status]).toEqual([permission, 400]);
    }
    for (const scope of ['*', 'ALL', 'everything', 1, null]) {
      const grants = [{ permission: 'chats:read', scope }];
      expect([scope, (await me.post('/roles', { name: randomUUID(), grants })).status]).toEqual([scope, 400]);
    }
  });

  it('78: what has happened can be neither changed nor deleted by anybody', async () => {
    const admin = app.as(await app.build.admin());
    const { id } = (await app.as(manager).get<Page<EventView>>('/events')).body.items[0]!;
    const rows = app.db.getRepository(StoredEvent);
    const before = await rows.findOneBy({ id });

    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const path of ['/events', `/events/${id}`]) {
        const { status } = await admin.send(method, path, method === 'DELETE' ? undefined : { name: 'nothing' });
        expect([method, path, [404, 405].includes(status)]).toEqual([method, path, true]);
      }
    expect(await rows.findOneBy({ id })).toEqual(before);
  });
});
