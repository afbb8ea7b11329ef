import { randomUUID } from 'node:crypto';
import type { ChatView } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { ReportView } from '../src/contract/reports.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { CustomerTicketView } from '../src/contract/tickets.dto';
import { databaseTime } from '../src/core/paging';
import { TestApp } from './support/app';
import type { Employee } from './support/build';
import { eventually } from './support/client';

const MINUTE = 60_000;
const at = (text: string) => new Date(`2026-03-${text}Z`);

interface Past {
  topic?: string;
  startedAt: Date;
  answeredAfter?: number;
  closedAfter?: number;
  rating?: number;
}

describe('reports about chats', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
  let agent: Employee;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    shop = await app.build.shop({ timeZone: 'Asia/Kolkata' });
    team = await app.build.team({ shopId: shop.id });
    agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id], chatCapacity: 50, firstName: 'Mira' });
    manager = await app.build.manager({ shopId: shop.id });
  });
  afterAll(() => app.stop());

  /** A chat as it would have been left behind, its times moved into the past. */
  const past = async ({ topic, startedAt, answeredAfter, closedAfter, rating }: Past, by = agent): Promise<void> => {
    const chat = await app.build.chat(shop, { topic, teamId: team.id });
    if (answeredAfter !== undefined) await app.as(by).post(`/chats/${chat.id}/take`);
    if (closedAfter !== undefined) await app.as(by).post(`/chats/${chat.id}/close`, {});
    if (rating) await app.as(chat.customer).put(`/chats/${chat.id}/review`, { rating });
    const after = (minutes: number | undefined) =>
      minutes === undefined ? null : databaseTime(new Date(startedAt.getTime() + minutes * MINUTE));
    await app.db.query('UPDATE chats SET startedAt = ?, takenAt = ?, answeredAt = ?, closedAt = ? WHERE id = ?', [
      databaseTime(startedAt),
      ...[after(answeredAfter), after(answeredAfter), after(closedAfter)],
      chat.id,
    ]);
    await app.db.query('UPDATE reviews SET createdAt = ? WHERE chatId = ?', [after((closedAfter ?? 0) + 1), chat.id]);
  };

  const report = async (path: string, person = manager): Promise<ReportView> => {
    const { status, body } = await app.as(person).get<ReportView>(`/reports/chats${path}`);
    expect(status).toBe(200);
    return body;
  };

  it('give volume, waiting and resolution times and satisfaction, in all and by topic', async () => {
    await past({ topic: 'Orders', startedAt: at('02T10:00:00'), answeredAfter: 2, closedAfter: 10, rating: 5 });
    await past({ topic: 'Orders', startedAt: at('02T11:00:00'), answeredAfter: 4, closedAfter: 40, rating: 2 });
    await past({ topic: 'Orders', startedAt: at('02T12:00:00'), answeredAfter: 9 });
    await past({ topic: 'Returns', startedAt: at('03T10:00:00'), answeredAfter: 1, closedAfter: 20 });
    await past({ startedAt: at('03T11:00:00') });

    const { total, items } = await report('/by/category');

    expect(total.figures).toEqual({
      ...{ created: 5, closed: 3, backlog: 2, open: 1, inProgress: 1, onHold: 0 },
      resolution: { count: 3, average: 1400, median: 1200, p90: 2160 },
      firstResponse: { count: 4, average: 240, median: 180, p90: 450 },
      sla: {
        ...{ firstResponseMet: 0, firstResponseBreached: 0, resolutionMet: 0, resolutionBreached: 0 },
        ...{ openBreached: 0, openAtRisk: 0, openDueSoon: 0 },
      },
      satisfaction: { count: 2, average: 3.5, satisfied: 1 },
    });
    expect(items.map(({ key, figures }) => [key, figures.created, figures.resolution.median])).toEqual([
      ['Orders', 3, 1500],
      ['Returns', 1, 1200],
      [null, 1, null],
    ]);
    for (const path of ['', '/by/agent', '/by/team', '/by/shop', '/by/day', '/by/month'])
      expect((await report(path)).total.figures).toEqual(total.figures);
  });

  it('say who handled how much, and who has how much', async () => {
    const devi = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Devi' });
    await past({ startedAt: at('02T10:00:00'), answeredAfter: 2, closedAfter: 10 });
    await past({ startedAt: at('02T10:00:00'), answeredAfter: 2, closedAfter: 30 });
    await past({ startedAt: at('02T10:00:00'), answeredAfter: 2 }, devi);

    const { items } = await report('/by/agent');

    expect(
      items.map(({ name, figures }) => [name, figures.closed, figures.backlog, figures.resolution.average]),
    ).toEqual([
      ['Devi', 0, 1, null],
      ['Mira', 2, 0, 1200],
    ]);
    expect(items[0]?.rows.backlog).toMatchObject({ agentId: devi.id });
  });

  it('lead from every number to the chats behind it', async () => {
    await past({ topic: 'Orders', startedAt: at('02T10:00:00'), answeredAfter: 2, closedAfter: 10, rating: 5 });
    await past({ topic: 'Orders', startedAt: at('02T23:00:00'), answeredAfter: 4, closedAfter: 3000 });
    await past({ startedAt: at('03T12:00:00'), answeredAfter: 9 });
    await past({ topic: 'Returns', startedAt: at('03T13:00:00') });
    const listed = async (query: Record<string, string>) => {
      const { status, body } = await app.as(manager).get<Page<ChatView>>(`/chats?${new URLSearchParams(query)}`);
      return status === 200 ? body.items.length : status;
    };

    for (const path of [
      '/by/category',
      '/by/agent',
      '/by/team',
      '/by/day?from=2026-03-02T12:00:00Z&to=2026-03-06T00:00:00Z',
    ]) {
      const { items, total } = await report(path);
      for (const { figures, rows, key } of [...items, total]) {
        const { created, closed, backlog, open, inProgress, firstResponse, satisfaction } = figures;
        const counts = [created, closed, backlog, open, inProgress, 0, firstResponse.count];
        const expected = [key, ...counts, satisfaction.count, satisfaction.satisfied];
        const states = [rows.backlog, rows.open, rows.inProgress, rows.onHold];
        const lists = [rows.created, rows.closed, ...states, rows.firstResponse, rows.satisfaction, rows.satisfied];
        expect([key, ...(await Promise.all(lists.map(listed)))]).toEqual(expected);
      }
    }
  });

  it('begin their days when the shop does, and show what was there at the end of each', async () => {
    // 18:30 UTC is midnight in India.
    await past({ startedAt: at('02T18:29:59'), answeredAfter: 1, closedAfter: 60 });
    await past({ startedAt: at('02T18:30:00'), answeredAfter: 1 });

    const { items, timeZone } = await report('/by/day?from=2026-03-01T18:30:00Z&to=2026-03-04T18:30:00Z');

    expect(timeZone).toBe('Asia/Kolkata');
    expect(items.map(({ key, figures }) => [key, figures.created, figures.closed, figures.backlog])).toEqual([
      ['2026-03-02', 1, 0, 1],
      ['2026-03-03', 1, 1, 1],
      ['2026-03-04', 0, 0, 1],
    ]);
    expect(items[1]?.rows.created).toMatchObject({ from: '2026-03-02T18:30:00.000Z', to: '2026-03-03T18:30:00.000Z' });
  });

  it('can be asked as of a moment, as if nothing had happened since', async () => {
    await past({ startedAt: at('02T10:00:00'), answeredAfter: 5, closedAfter: 60, rating: 4 });
    const asOf = async (moment: string) => (await report(`?asOf=2026-03-${moment}Z`)).total.figures;

    expect(await asOf('02T09:59:00')).toMatchObject({ created: 0, backlog: 0 });
    expect(await asOf('02T10:01:00')).toMatchObject({ created: 1, backlog: 1, open: 1, firstResponse: { count: 0 } });
    expect(await asOf('02T10:30:00')).toMatchObject({ backlog: 1, inProgress: 1, firstResponse: { count: 1 } });
    expect(await asOf('02T11:00:01')).toMatchObject({ backlog: 0, closed: 1, satisfaction: { count: 0 } });
    expect(await asOf('03T00:00:00')).toMatchObject({ closed: 1, satisfaction: { count: 1, average: 4 } });
  });

  it('know at once what has just happened', async () => {
    const chat = await app.build.chat(shop, { topic: 'Orders', teamId: team.id });
    const figures = async () => (await report('')).total.figures;

    expect(await figures()).toMatchObject({ created: 1, backlog: 1, open: 1, closed: 0 });
    await app.as(agent).post(`/chats/${chat.id}/take`);
    expect(await figures()).toMatchObject({ backlog: 1, inProgress: 1 });
    await app.as(agent).post(`/chats/${chat.id}/close`, {});
    expect(await figures()).toMatchObject({ backlog: 0, closed: 1 });
    await app.as(chat.customer).put(`/chats/${chat.id}/review`, { rating: 3 });
    expect(await figures()).toMatchObject({ satisfaction: { count: 1, average: 3 } });
    await app.as(chat.customer).put(`/chats/${chat.id}/review`, { rating: 5 });
    expect(await figures()).toMatchObject({ satisfaction: { count: 1, average: 5 } });
  });

  it('know of an answer that came in the ticket that a chat has become', async () => {
    const chat = await app.build.chat(shop, { teamId: team.id });
    const { body: ticket } = await app.as(chat.customer).post<CustomerTicketView>(`/my/tickets/from-chat/${chat.id}`);
    expect((await report('')).total.figures.firstResponse.count).toBe(0);

    // Long ago, so that nothing is read once more because it is so new.
    await app.db.query('UPDATE chats SET changedAt = ? WHERE id = ?', [databaseTime(at('01 10:00')), chat.id]);
    await app.as(agent).post(`/tickets/${ticket.id}/claim`);
    const message = { clientId: randomUUID(), body: 'We are looking into it.' };
    expect((await app.as(agent).post(`/conversations/${chat.conversationId}/messages`, message)).status).toBe(201);
    await eventually(
      async () => (await report('')).total.figures.firstResponse.count,
      (count) => count === 1,
    );
  });

  it('reach as far as the grant', async () => {
    const other = await app.build.team({ shopId: shop.id });
    await past({ startedAt: at('02T10:00:00'), answeredAfter: 5 });
    const role = async (scope: 'own' | 'team') => (await app.build.role({ 'reports:read': scope }, shop.id)).id;
    const inTeam = await app.build.employee({ shopId: shop.id, roleId: await role('team'), teamIds: [team.id] });
    const elsewhere = await app.build.employee({ shopId: shop.id, roleId: await role('team'), teamIds: [other.id] });
    const alone = await app.build.employee({ shopId: shop.id, roleId: await role('own'), teamIds: [team.id] });
    const created = async (person: Employee, query = '') => (await report(query, person)).total.figures.created;

    expect(await created(manager)).toBe(1);
    expect(await created(inTeam)).toBe(1);
    expect(await created(elsewhere)).toBe(0);
    expect(await created(elsewhere, `?teamId=${team.id}`)).toBe(0);
    expect(await created(alone)).toBe(0);
    expect((await app.as(alone).get(`/reports/chats?agentId=${agent.id}`)).status).toBe(403);
    expect((await app.as(agent).get('/reports/chats')).status).toBe(403);
    const stranger = await app.build.manager();
    expect((await app.as(stranger).get(`/reports/chats?shopId=${shop.id}`)).status).toBe(404);
    expect((await report('', stranger)).total.figures.created).toBe(0);
  });

  it('come as a table that no spreadsheet computes', async () => {
    await past({ topic: '=1+1', startedAt: at('02T10:00:00'), answeredAfter: 2, closedAfter: 10 });

    const response = await fetch(`${app.url}/api/v1/reports/chats/by/category/csv`, {
      headers: { authorization: `Bearer ${manager.token}` },
    });
    const lines = (await response.text()).split('\r\n');

    expect(response.headers.get('content-disposition')).toContain('chats-by-category.csv');
    expect(lines[0]).toMatch(/^category,name,created,closed/);
    expect(lines[1]).toMatch(/^"'=1\+1","'=1\+1",1,1,0/);
    expect(lines[2]).toMatch(/^total,,1,1,0/);
  });

  it.each([
    '/by/mood',
    '?from=yesterday',
    '?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z',
    '/by/day?from=2000-01-01T00:00:00Z',
    '?timeZone=Mars/Olympus',
  ])('cannot be asked %s', async (path) => {
    await past({ startedAt: new Date('2000-01-01T00:00:00Z') });

    const { status } = await app.as(manager).get(`/reports/chats${path}`);

    expect([400, 422]).toContain(status);
  });
});
