import type { Page } from '../src/contract/common.dto';
import type { ErrorBody } from '../src/contract/errors';
import { PERMISSIONS } from '../src/contract/permissions';
import type { PermissionView, RoleView } from '../src/contract/roles.dto';
import { ADMIN_ROLE_ID, AGENT_ROLE_ID, MANAGER_ROLE_ID } from '../src/roles/built-in-roles';
import { TestApp } from './support/app';

describe('roles', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const grant = (permission: string, scope: string) => ({ permission, scope });

  it('that are built in are the same for every shop and cannot be changed', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const admin = app.as(await app.build.admin());

    const { body } = await manager.get<Page<RoleView>>('/roles');

    expect(body.items.map(({ name, builtIn }) => [name, builtIn])).toEqual([
      ['Admin', 'admin'],
      ['Manager', 'manager'],
      ['Support Agent', 'agent'],
    ]);
    expect(body.items[0]?.grants).toHaveLength(PERMISSIONS.length);
    expect((await admin.patch(`/roles/${AGENT_ROLE_ID}`, { grants: [], version: 1 })).status).toBe(403);
    expect((await admin.delete(`/roles/${MANAGER_ROLE_ID}`)).status).toBe(403);
    expect((await manager.get(`/roles/${ADMIN_ROLE_ID}`)).status).toBe(200);
  });

  it('of a shop are made of grants that their maker holds', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));

    const made = await manager.post<RoleView>('/roles', {
      name: 'Team lead',
      grants: [grant('chats:take', 'team'), grant('teams:read', 'shop')],
    });
    const wider = await manager.post<ErrorBody>('/roles', { name: 'Too wide', grants: [grant('chats:take', 'all')] });
    const foreign = await manager.post<ErrorBody>('/roles', {
      name: 'Not theirs',
      grants: [grant('shops:create', 'own')],
    });
    const reserved = await manager.post<ErrorBody>('/roles', { name: 'admin', grants: [] });
    const twice = await manager.post<ErrorBody>('/roles', {
      name: 'Twice',
      grants: [grant('chats:take', 'own'), grant('chats:take', 'team')],
    });

    expect(made).toMatchObject({ status: 201, body: { shopId: shop.id, builtIn: null, version: 1 } });
    expect(made.body.grants).toEqual([grant('teams:read', 'shop'), grant('chats:take', 'team')]);
    expect(wider).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN', details: { missing: ['chats:take (all)'] } },
    });
    expect(foreign.status).toBe(403);
    expect(reserved.body).toMatchObject({ code: 'UNPROCESSABLE', errors: [{ field: 'name' }] });
    expect(twice.body).toMatchObject({ code: 'UNPROCESSABLE', errors: [{ field: 'grants' }] });
    expect((await manager.post('/roles', { name: 'Unknown', grants: [grant('chats:juggle', 'own')] })).status).toBe(
      400,
    );
  });

  it('change at once what their people may do, but nobody changes their own', async () => {
    const shop = await app.build.shop();
    const admin = app.as(await app.build.admin());
    const role = await app.build.role({ 'roles:read': 'shop', 'roles:update': 'shop', 'teams:read': 'shop' }, shop.id);
    const person = app.as(await app.build.employee({ shopId: shop.id, roleId: role.id }));
    const less = { grants: [grant('roles:read', 'shop'), grant('roles:update', 'shop')], version: 1 };

    expect((await person.get('/teams')).status).toBe(200);
    expect((await person.patch(`/roles/${role.id}`, less)).status).toBe(403);
    expect((await admin.patch<RoleView>(`/roles/${role.id}`, less)).body).toMatchObject({
      grants: less.grants,
      version: 2,
    });
    expect((await person.get('/teams')).status).toBe(403);
    expect((await admin.patch<ErrorBody>(`/roles/${role.id}`, less)).body.code).toBe('VERSION_CONFLICT');
  });

  it('that allow more than oneself has are out of one’s reach', async () => {
    const shop = await app.build.shop();
    const small = await app.build.role({ 'roles:update': 'shop', 'roles:delete': 'shop' }, shop.id);
    const wide = await app.build.role({ 'teams:read': 'shop' }, shop.id);
    const person = app.as(await app.build.employee({ shopId: shop.id, roleId: small.id }));

    expect((await person.patch(`/roles/${wide.id}`, { grants: [], version: 1 })).status).toBe(403);
    expect((await person.delete(`/roles/${wide.id}`)).status).toBe(403);
  });

  it('are deleted once nobody has them', async () => {
    const shop = await app.build.shop();
    const admin = app.as(await app.build.admin());
    const [used, free] = [await app.build.role({}, shop.id), await app.build.role({}, shop.id)];
    await app.build.employee({ shopId: shop.id, roleId: used.id });

    const refused = await admin.delete<ErrorBody>(`/roles/${used.id}`);

    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'IN_USE', details: { usedBy: [{ by: 'employees', count: 1 }] } },
    });
    expect((await admin.delete(`/roles/${free.id}`)).status).toBe(204);
  });

  it('of another shop are not there', async () => {
    const role = await app.build.role({}, (await app.build.shop()).id);
    const manager = app.as(await app.build.manager());

    expect((await manager.get(`/roles/${role.id}`)).status).toBe(404);
    expect((await manager.patch(`/roles/${role.id}`, { name: 'Mine', version: 1 })).status).toBe(404);
    expect((await manager.delete(`/roles/${role.id}`)).status).toBe(404);
    expect((await manager.get<Page<RoleView>>('/roles')).body.items.map(({ id }) => id)).not.toContain(role.id);
  });

  it('are made of a closed list of permissions, which staff can read', async () => {
    const agent = app.as(await app.build.agent());

    const { body } = await agent.get<PermissionView[]>('/permissions');

    expect(body).toHaveLength(PERMISSIONS.length);
    expect(body).toContainEqual({ permission: 'chats:take', resource: 'chats', action: 'take' });
    expect((await agent.get('/roles')).status).toBe(403);
  });
});
