import type { Page } from '../src/contract/common.dto';
import type { EmployeeView } from '../src/contract/employees.dto';
import type { ErrorBody } from '../src/contract/errors';
import { EmployeesService } from '../src/employees/employees.service';
import { AGENT_ROLE_ID, MANAGER_ROLE_ID } from '../src/roles/built-in-roles';
import { TestApp } from './support/app';
import { PASSWORD } from './support/build';

describe('employees', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const newcomer = (username: string) => ({
    username,
    email: `${username}@shop.example`,
    password: PASSWORD,
    roleId: AGENT_ROLE_ID,
  });

  it('start to work in the shop of the manager who makes their account', async () => {
    const shop = await app.build.shop({
      settings: { allowAnonymous: true, requireVerification: false, country: 'DE' },
    });
    const team = await app.build.team({ shopId: shop.id, name: 'Orders' });
    const manager = app.as(await app.build.manager({ shopId: shop.id }));

    const { status, body } = await manager.post<EmployeeView>('/employees', {
      ...newcomer('Mira.K'),
      firstName: 'Mira',
      lastName: 'Kaya',
      phone: '030 901820',
      teamIds: [team.id],
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      shopId: shop.id,
      username: 'Mira.K',
      displayName: 'Mira',
      phone: '+4930901820',
      role: { id: AGENT_ROLE_ID, name: 'Support Agent', builtIn: 'agent' },
      teams: [{ id: team.id, name: 'Orders' }],
      chatCapacity: 5,
      locale: 'en',
      isActive: true,
      version: 1,
    });
    expect(JSON.stringify(body)).not.toMatch(/password|accessVersion/i);
  });

  it('are known by username, e-mail and phone in any notation, and by nothing that belongs to somebody else', async () => {
    const shop = await app.build.shop({
      settings: { allowAnonymous: true, requireVerification: false, country: 'DE' },
    });
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const { body } = await manager.post<EmployeeView>('/employees', {
      ...newcomer('Zoë'),
      email: 'Zoe@Shop.example',
      phone: '030 901821',
    });
    const employees = app.get(EmployeesService);

    for (const login of ['ZOË', 'Zoe\u0308', 'zoe@shop.EXAMPLE', '+49 30 901821', '0049 30 901821', '(030) 90 18 21']) {
      expect((await employees.findForSignIn(login))?.id).toBe(body.id);
    }
    for (const login of ['zoe', 'zoe@shop.exampl', '+49 30 901829', '901821']) {
      expect(await employees.findForSignIn(login)).toBeNull();
    }
  });

  it.each([
    ['username', { username: 'TAKEN' }],
    ['email', { email: 'Taken@shop.example' }],
    ['phone', { phone: '+1 (212) 736-5000' }],
  ])('cannot have the %s of somebody else', async (field, same) => {
    const manager = app.as(await app.build.manager());
    await manager.post('/employees', { ...newcomer('taken'), phone: '+12127365000' });

    const refused = await manager.post<ErrorBody>('/employees', { ...newcomer(`other-${field}`), ...same });

    expect(refused).toMatchObject({ status: 409, body: { code: 'NOT_UNIQUE', errors: [{ field }] } });
  });

  it.each([
    ['phone', { phone: '12345' }],
    ['password', { password: 'short' }],
    ['password', { password: 'password123' }],
    ['password', { password: 'ä'.repeat(40) }],
    ['username', { username: '030901820' }],
  ])('are not made with an unusable %s', async (field, wrong) => {
    const manager = app.as(await app.build.manager());

    const refused = await manager.post<ErrorBody>('/employees', { ...newcomer('unusable'), ...wrong });

    expect(refused).toMatchObject({ status: 422, body: { code: 'UNPROCESSABLE', errors: [{ field }] } });
  });

  it('are found by words, team, role and whether they are active', async () => {
    const shop = await app.build.shop();
    const team = await app.build.team({ shopId: shop.id });
    const manager = await app.build.manager({ shopId: shop.id });
    const [ann, bob] = [
      await app.build.agent({ shopId: shop.id, firstName: 'Ann', teamIds: [team.id] }),
      await app.build.agent({ shopId: shop.id, firstName: 'Bob' }),
    ];
    await app.as(manager).post(`/employees/${bob.id}/deactivate`);
    const find = async (query: string) =>
      (await app.as(manager).get<Page<EmployeeView>>(`/employees?${query}`)).body.items.map(({ id }) => id);

    expect(await find('search=ANN')).toEqual([ann.id]);
    expect(await find(`teamId=${team.id}`)).toEqual([ann.id]);
    expect(await find(`roleId=${MANAGER_ROLE_ID}`)).toEqual([manager.id]);
    expect(await find('isActive=false')).toEqual([bob.id]);
    expect((await find('')).sort()).toEqual([ann.id, bob.id, manager.id].sort());
  });

  it('come in pages that miss nobody and show nobody twice', async () => {
    const shop = await app.build.shop();
    const admin = app.as(await app.build.admin());
    for (let count = 0; count < 5; count++) await app.build.agent({ shopId: shop.id });

    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const after: string = cursor && `&cursor=${cursor}`;
      const { body } = await admin.get<Page<EmployeeView>>(`/employees?shopId=${shop.id}&limit=2${after}`);
      seen.push(...body.items.map(({ username }) => username));
      cursor = body.nextCursor;
    }

    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...new Set(seen)].sort());
  });

  it('see their colleagues no further than their role lets them', async () => {
    const shop = await app.build.shop();
    const [team, other] = [await app.build.team({ shopId: shop.id }), await app.build.team({ shopId: shop.id })];
    const role = await app.build.role({ 'employees:read': 'team' }, shop.id);
    const me = await app.build.employee({ shopId: shop.id, roleId: role.id, teamIds: [team.id] });
    const mate = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
    const stranger = await app.build.agent({ shopId: shop.id, teamIds: [other.id] });

    const { body } = await app.as(me).get<Page<EmployeeView>>('/employees');

    expect(body.items.map(({ id }) => id).sort()).toEqual([me.id, mate.id].sort());
    expect((await app.as(me).get(`/employees/${mate.id}`)).status).toBe(200);
    expect((await app.as(me).get(`/employees/${stranger.id}`)).status).toBe(403);
    expect((await app.as(await app.build.manager()).get(`/employees/${me.id}`)).status).toBe(404);
  });

  it('get only what exists in their shop', async () => {
    const manager = app.as(await app.build.manager());
    const foreign = await app.build.team();
    const role = await app.build.role({}, foreign.shopId);
    const make = async (wrong: object) =>
      (await manager.post('/employees', { ...newcomer('foreign'), ...wrong })).status;

    expect(await make({ teamIds: [foreign.id] })).toBe(404);
    expect(await make({ roleId: role.id })).toBe(404);
    expect(await make({ shopId: foreign.shopId })).toBe(404);
    expect(await make({ roleId: foreign.id })).toBe(404);
  });

  it('keep their own profile, and nothing else about themselves', async () => {
    const shop = await app.build.shop();
    const team = await app.build.team({ shopId: shop.id });
    const manager = await app.build.manager({ shopId: shop.id });
    const agent = app.as(await app.build.agent({ shopId: shop.id }));

    const own = await agent.patch<EmployeeView>('/employees/me', {
      firstName: 'Nora',
      locale: 'de',
      phone: '+49 30 901822',
    });

    expect(own.body).toMatchObject({ firstName: 'Nora', locale: 'de', phone: '+4930901822', version: 2 });
    expect((await agent.patch('/employees/me', { roleId: MANAGER_ROLE_ID })).status).toBe(400);
    const change = async (input: object) =>
      (await app.as(manager).patch(`/employees/${manager.id}`, { version: 1, ...input })).status;
    expect(await change({ roleId: AGENT_ROLE_ID })).toBe(403);
    expect(await change({ teamIds: [team.id] })).toBe(403);
    expect(await change({ roleId: MANAGER_ROLE_ID, teamIds: [], profession: 'Manager' })).toBe(200);
  });

  it('are changed by who saw the newest version, and lose no field that was left out', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const { id } = await app.build.agent({ shopId: shop.id, firstName: 'Ann' });
    await manager.patch(`/employees/${id}`, { phone: '+49 30 901823', version: 1 });

    const answers = await Promise.all(
      [1, 2, 3].map((chatCapacity) =>
        manager.patch<ErrorBody>(`/employees/${id}`, { chatCapacity, email: null, version: 2 }),
      ),
    );
    const cleared = await manager.patch<EmployeeView>(`/employees/${id}`, { phone: null, version: 3 });

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(cleared.body).toMatchObject({
      firstName: 'Ann',
      phone: null,
      email: expect.stringContaining('@'),
      version: 4,
    });
  });
});
