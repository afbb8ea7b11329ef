import { DataSource } from 'typeorm';
import { ActorLoader } from '../src/auth/actor-loader';
import type { Page } from '../src/contract/common.dto';
import type { EmployeeView } from '../src/contract/employees.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { EventView } from '../src/contract/events.dto';
import { readStaffAccess } from '../src/employees/staff-access';
import { ADMIN_ROLE_ID, AGENT_ROLE_ID, MANAGER_ROLE_ID } from '../src/roles/built-in-roles';
import { TestApp } from './support/app';
import { type Employee, PASSWORD } from './support/build';

describe('giving and taking rights', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const administrator = () => app.build.employee({ shopId: null, roleId: ADMIN_ROLE_ID });
  const accessVersion = async (id: string) => (await app.get(ActorLoader).access('employee', id))?.accessVersion;

  it('a manager makes managers and agents, but neither administrators nor people of all shops', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const make = async (username: string, rest: object) =>
      (await manager.post('/employees', { username, email: `${username}@shop.example`, password: PASSWORD, ...rest }))
        .status;

    expect(await make('second', { roleId: MANAGER_ROLE_ID })).toBe(201);
    expect(await make('agent', { roleId: AGENT_ROLE_ID, shopId: shop.id })).toBe(201);
    expect(await make('admin', { roleId: ADMIN_ROLE_ID })).toBe(403);
    expect(await make('admin', { roleId: ADMIN_ROLE_ID, shopId: null })).toBe(403);
    expect(await make('anywhere', { roleId: AGENT_ROLE_ID, shopId: null })).toBe(403);
  });

  it('administrators are not there for managers', async () => {
    const admin = await administrator();
    const manager = app.as(await app.build.manager());

    expect((await manager.get(`/employees/${admin.id}`)).status).toBe(404);
    expect((await manager.patch(`/employees/${admin.id}`, { firstName: 'X', version: 1 })).status).toBe(404);
    expect((await manager.post(`/employees/${admin.id}/deactivate`)).status).toBe(404);
  });

  it('nobody gives a role that allows more than their own, or manages who has one', async () => {
    const shop = await app.build.shop();
    const role = await app.build.role(
      { 'employees:create': 'shop', 'employees:update': 'shop', 'chats:take': 'team' },
      shop.id,
    );
    const small = await app.build.role({ 'chats:take': 'own' }, shop.id);
    const [hr, person, manager] = [
      await app.build.employee({ shopId: shop.id, roleId: role.id }),
      await app.build.employee({ shopId: shop.id, roleId: small.id }),
      await app.build.manager({ shopId: shop.id }),
    ];

    const patch = async (id: string, input: object) =>
      (await app.as(hr).patch(`/employees/${id}`, { version: 1, ...input })).status;
    const hire = (roleId: string) =>
      app.as(hr).post('/employees', { username: 'hire', email: 'hire@shop.example', password: PASSWORD, roleId });

    expect(await patch(person.id, { roleId: MANAGER_ROLE_ID })).toBe(403);
    expect(await patch(manager.id, { firstName: 'Demoted', roleId: small.id })).toBe(403);
    expect((await app.as(hr).post(`/employees/${manager.id}/deactivate`)).status).toBe(403);
    expect((await hire(AGENT_ROLE_ID)).status).toBe(403);
    expect((await hire(small.id)).status).toBe(201);
    expect(await patch(person.id, { profession: 'Clerk' })).toBe(200);
  });

  it('only administrators work for all shops, and they become so together with the role', async () => {
    const admin = app.as(await app.build.admin());
    const shop = await app.build.shop();
    const team = await app.build.team({ shopId: shop.id });
    const { id } = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });

    const half = await admin.patch<ErrorBody>(`/employees/${id}`, { roleId: ADMIN_ROLE_ID, version: 1 });
    const promoted = await admin.patch<EmployeeView>(`/employees/${id}`, {
      roleId: ADMIN_ROLE_ID,
      shopId: null,
      version: 1,
    });
    const elsewhere = await admin.patch<EmployeeView>(`/employees/${id}`, {
      roleId: AGENT_ROLE_ID,
      shopId: (await app.build.shop()).id,
      version: 2,
    });
    const moved = await admin.patch<ErrorBody>(`/employees/${id}`, { shopId: shop.id, version: 3 });

    expect(half).toMatchObject({ status: 422, body: { errors: [{ field: 'shopId' }] } });
    expect(promoted.body).toMatchObject({ shopId: null, teams: [], role: { builtIn: 'admin' } });
    expect(elsewhere.status).toBe(200);
    expect(moved).toMatchObject({ status: 422, body: { errors: [{ field: 'shopId' }] } });
  });

  it('every change of rights is seen by who checks, and others are not', async () => {
    const admin = app.as(await app.build.admin());
    const shop = await app.build.shop();
    const team = await app.build.team({ shopId: shop.id });
    const role = await app.build.role({ 'chats:take': 'team' }, shop.id);
    const { id } = await app.build.agent({ shopId: shop.id });
    const seen = [await accessVersion(id)];
    const then = async (change: Promise<{ status: number }>) => {
      expect((await change).status).toBeLessThan(300);
      seen.push(await accessVersion(id));
    };

    await then(admin.patch(`/employees/${id}`, { profession: 'Clerk', version: 1 }));
    await then(admin.patch(`/employees/${id}`, { teamIds: [team.id], version: 2 }));
    await then(admin.delete(`/teams/${team.id}/members/${id}`));
    await then(admin.put(`/teams/${team.id}/members/${id}`));
    await then(admin.patch(`/employees/${id}`, { roleId: role.id, version: 3 }));
    await then(admin.patch(`/roles/${role.id}`, { grants: [], version: 1 }));
    await then(admin.post(`/employees/${id}/deactivate`));
    await then(admin.post(`/employees/${id}/reactivate`));

    expect(seen).toEqual([1, 1, 2, 3, 4, 5, 6, undefined, 8]);
  });

  it('who is deactivated is out at once, and in again when reactivated', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const person = await app.build.agent({ shopId: shop.id });

    const first = await manager.post<EmployeeView>(`/employees/${person.id}/deactivate`);
    const again = await manager.post<EmployeeView>(`/employees/${person.id}/deactivate`);

    expect(first.body).toMatchObject({ isActive: false, version: 2 });
    expect(again.body.version).toBe(2);
    expect((await app.as(person).get('/auth/me')).status).toBe(401);
    expect((await manager.post<EmployeeView>(`/employees/${person.id}/reactivate`)).body.isActive).toBe(true);
    await expect(app.build.signIn(person.username)).resolves.toEqual(expect.any(String));
  });

  describe('the last administrator', () => {
    let alone: TestApp;
    let first: Employee;

    beforeEach(async () => {
      alone = await TestApp.start();
      first = await alone.build.admin();
    });
    afterEach(() => alone.stop());

    it('can neither leave nor be made something else', async () => {
      const shop = await alone.build.shop();
      const leave = await alone.as(first).post<ErrorBody>(`/employees/${first.id}/deactivate`);
      const second = await alone.build.employee({ shopId: null, roleId: ADMIN_ROLE_ID });

      expect(leave).toMatchObject({ status: 409, body: { code: 'LAST_ADMIN' } });
      expect((await alone.as(first).post(`/employees/${second.id}/deactivate`)).status).toBe(200);
      const demotion = { roleId: MANAGER_ROLE_ID, shopId: shop.id };
      expect((await alone.as(first).patch(`/employees/${first.id}`, { ...demotion, version: 1 })).status).toBe(403);
      await expect(alone.as(first).post<ErrorBody>(`/employees/${first.id}/deactivate`)).resolves.toMatchObject({
        body: { code: 'LAST_ADMIN' },
      });
    });

    it('is left when two remove each other at once', async () => {
      const shop = await alone.build.shop();
      const demotion = { roleId: MANAGER_ROLE_ID, shopId: shop.id };
      const { manager } = alone.get(DataSource);
      for (let round = 0; round < 5; round++) {
        const second = await alone.build.employee({ shopId: null, roleId: ADMIN_ROLE_ID });
        const [one, other] = [alone.as(first), alone.as(second)];
        const { version } = (await one.get<EmployeeView>(`/employees/${first.id}`)).body;

        const answers = await Promise.all([
          one.post(`/employees/${second.id}/deactivate`),
          round % 2 === 0
            ? other.post(`/employees/${first.id}/deactivate`)
            : other.patch(`/employees/${first.id}`, { ...demotion, version }),
        ]);
        const access = await readStaffAccess(manager, { ids: [first.id, second.id] });

        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
        expect([...access.values()].filter(({ builtIn }) => builtIn === 'admin')).toHaveLength(1);
        if (access.get(first.id)?.builtIn !== 'admin') await handBack(second, first);
      }
    });

    /** Makes the loser the only administrator again, for another round. */
    async function handBack(from: Employee, to: Employee): Promise<void> {
      await alone.as(from).post(`/employees/${to.id}/reactivate`);
      const { version } = (await alone.as(from).get<EmployeeView>(`/employees/${to.id}`)).body;
      await alone.as(from).patch(`/employees/${to.id}`, { roleId: ADMIN_ROLE_ID, shopId: null, version });
      await alone.as(to).post(`/employees/${from.id}/deactivate`);
    }
  });

  it('whoever may manage somebody sets a password they have lost, which signs them out everywhere', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const agent = await app.build.agent({ shopId: shop.id });
    const socket = await app.as(agent).connect();

    const set = await manager.put(`/employees/${agent.id}/password`, { newPassword: 'another long sentence' });

    expect(set.status).toBe(204);
    expect(await socket.hears('session:ended', () => true, 1000)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await app.as(agent).get('/auth/me')).status).toBe(401);
    await expect(app.build.signIn(agent.username)).rejects.toThrow('INVALID_CREDENTIALS');
    expect(await app.build.signIn(agent.username, 'another long sentence')).toEqual(expect.any(String));
    const { body } = await manager.get<Page<EventView>>(`/events?subjectId=${agent.id}&name=employee.passwordChanged`);
    expect(body.items).toMatchObject([{ actor: { id: manager.person?.id } }]);
    expect(JSON.stringify(body)).not.toContain('another long');
  });

  it('nobody sets their own password without the old one, that of somebody above them, or a poor one', async () => {
    const shop = await app.build.shop();
    const role = await app.build.role({ 'employees:update': 'shop', 'chats:take': 'team' }, shop.id);
    const hr = await app.build.employee({ shopId: shop.id, roleId: role.id });
    const [manager, agent] = [await app.build.manager({ shopId: shop.id }), await app.build.agent({ shopId: shop.id })];
    const admin = await administrator();
    const put = async (by: Employee, id: string, newPassword = 'another long sentence') =>
      (await app.as(by).put(`/employees/${id}/password`, { newPassword })).status;

    expect(await put(manager, manager.id)).toBe(403);
    expect(await put(admin, admin.id)).toBe(403);
    expect(await put(hr, manager.id)).toBe(403);
    expect(await put(hr, agent.id)).toBe(403);
    expect(await put(agent, hr.id)).toBe(403);
    expect(await put(manager, admin.id)).toBe(404);
    expect(await put(await app.build.manager(), agent.id)).toBe(404);
    expect(await put(manager, agent.id, 'short')).toBe(422);
    expect(await put(manager, agent.id, 'ä'.repeat(40))).toBe(422);
    expect(await put(admin, manager.id)).toBe(204);
    expect(await put(manager, agent.id)).toBe(401);
  });
});
