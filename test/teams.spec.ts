import type { Page } from '../src/contract/common.dto';
import type { EmployeeView } from '../src/contract/employees.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { SavedReplyView } from '../src/contract/saved-replies.dto';
import type { TeamView } from '../src/contract/teams.dto';
import { TestApp } from './support/app';

describe('teams', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('are made by a manager in their own shop, with members', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const [zoe, ann] = [
      await app.build.agent({ shopId: shop.id, firstName: 'Zoe' }),
      await app.build.agent({ shopId: shop.id, firstName: 'Ann' }),
    ];

    const { status, body } = await manager.post<TeamView>('/teams', {
      name: 'Returns',
      memberIds: [zoe.id, ann.id, ann.id],
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({ shopId: shop.id, name: 'Returns', routing: 'manual', description: '' });
    expect(body.members).toEqual([
      { id: ann.id, name: 'Ann' },
      { id: zoe.id, name: 'Zoe' },
    ]);
    expect((await manager.get<EmployeeView>(`/employees/${ann.id}`)).body.teams).toEqual([
      { id: body.id, name: 'Returns' },
    ]);
  });

  it('have a name of their own within the shop, whatever its case', async () => {
    const team = await app.build.team({ name: 'Orders' });
    const admin = app.as(await app.build.admin());

    const same = await admin.post<ErrorBody>('/teams', { shopId: team.shopId, name: ' ORDERS' });
    const elsewhere = await admin.post('/teams', { shopId: (await app.build.shop()).id, name: 'Orders' });

    expect(same).toMatchObject({ status: 409, body: { code: 'NOT_UNIQUE', errors: [{ field: 'name' }] } });
    expect(elsewhere.status).toBe(201);
  });

  it('take in people of their own shop only, and nobody takes in themselves', async () => {
    const shop = await app.build.shop();
    const team = await app.build.team({ shopId: shop.id });
    const manager = await app.build.manager({ shopId: shop.id });
    const [own, foreign] = [await app.build.agent({ shopId: shop.id }), await app.build.agent()];
    const put = async (id: string) => (await app.as(manager).put(`/teams/${team.id}/members/${id}`)).status;

    expect([await put(own.id), await put(own.id)]).toEqual([204, 204]);
    expect(await put(foreign.id)).toBe(404);
    expect(await put(manager.id)).toBe(403);
    expect((await app.as(manager).post('/teams', { name: 'Mine', memberIds: [manager.id] })).status).toBe(403);
    expect((await app.as(manager).post('/teams', { name: 'Mine', memberIds: [foreign.id] })).status).toBe(404);
    expect((await app.as(own).delete(`/teams/${team.id}/members/${own.id}`)).status).toBe(403);
    const members = (await app.as(manager).get<TeamView>(`/teams/${team.id}`)).body.members;
    expect(members.map(({ id }) => id)).toEqual([own.id]);
  });

  it('cannot be deleted while they have members', async () => {
    const team = await app.build.team();
    const admin = app.as(await app.build.admin());
    const agent = await app.build.agent({ shopId: team.shopId, teamIds: [team.id] });

    const refused = await admin.delete<ErrorBody>(`/teams/${team.id}`);
    await admin.delete(`/teams/${team.id}/members/${agent.id}`);

    expect(refused.body).toMatchObject({ code: 'IN_USE', details: { usedBy: [{ by: 'team_members', count: 1 }] } });
    expect((await admin.delete(`/teams/${team.id}/members/${agent.id}`)).status).toBe(404);
    expect((await admin.delete(`/teams/${team.id}`)).status).toBe(204);
  });

  it('of another shop are not there, and who reads only their own teams sees only those', async () => {
    const shop = await app.build.shop();
    const [mine, other] = [
      await app.build.team({ shopId: shop.id, name: 'A' }),
      await app.build.team({ shopId: shop.id, name: 'B' }),
    ];
    const role = await app.build.role({ 'teams:read': 'team' }, shop.id);
    const member = app.as(await app.build.employee({ shopId: shop.id, roleId: role.id, teamIds: [mine.id] }));
    const foreign = app.as(await app.build.manager());

    expect((await foreign.get(`/teams/${mine.id}`)).status).toBe(404);
    expect((await foreign.patch(`/teams/${mine.id}`, { name: 'X', version: 1 })).status).toBe(404);
    expect((await foreign.get(`/teams?shopId=${shop.id}`)).status).toBe(404);
    expect((await member.get(`/teams/${other.id}`)).status).toBe(403);
    expect((await member.get<Page<TeamView>>('/teams')).body.items.map(({ id }) => id)).toEqual([mine.id]);
  });

  it('are changed by who saw the newest version', async () => {
    const team = await app.build.team();
    const manager = app.as(await app.build.manager({ shopId: team.shopId }));

    const changed = await manager.patch<TeamView>(`/teams/${team.id}`, { routing: 'leastBusy', version: 1 });
    const stale = await manager.patch<ErrorBody>(`/teams/${team.id}`, { name: 'Late', version: 1 });

    expect(changed.body).toMatchObject({ name: team.name, routing: 'leastBusy', version: 2 });
    expect(stale).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT', details: { version: 2 } } });
  });
});

describe('saved replies', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('are written by managers, found by agents, and are their shop’s alone', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const agent = app.as(await app.build.agent({ shopId: shop.id }));
    const foreign = app.as(await app.build.manager());

    const { status, body } = await manager.post<SavedReplyView>('/saved-replies', {
      shortcut: 'Thanks',
      body: 'Thank you, {{customer.name}}!',
    });
    const again = await manager.post<ErrorBody>('/saved-replies', { shortcut: 'thanks', body: 'No' });
    const found = await agent.get<Page<SavedReplyView>>('/saved-replies?search=thank');

    expect([status, again.status, again.body.code]).toEqual([201, 409, 'NOT_UNIQUE']);
    expect(found.body.items).toEqual([body]);
    expect((await agent.post('/saved-replies', { shortcut: 'hi', body: 'Hi' })).status).toBe(403);
    expect((await foreign.patch(`/saved-replies/${body.id}`, { shortcut: 'x', body: 'X' })).status).toBe(404);
    expect((await foreign.get<Page<SavedReplyView>>('/saved-replies')).body.items).toEqual([]);
  });

  it('are written anew and deleted', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const { body } = await manager.post<SavedReplyView>('/saved-replies', { shortcut: 'bye', body: 'Bye' });

    const changed = await manager.patch<SavedReplyView>(`/saved-replies/${body.id}`, {
      shortcut: 'bye',
      body: 'Goodbye',
    });
    const deleted = await manager.delete(`/saved-replies/${body.id}`);

    expect(changed.body.body).toBe('Goodbye');
    expect(deleted.status).toBe(204);
    expect((await manager.delete(`/saved-replies/${body.id}`)).status).toBe(404);
  });
});
