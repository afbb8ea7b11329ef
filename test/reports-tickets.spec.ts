import { randomUUID } from 'node:crypto';
import type { Page } from '../src/contract/common.dto';
import type { ReportFigures, ReportView, TicketOverview } from '../src/contract/reports.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { CustomerTicketView, TicketView } from '../src/contract/tickets.dto';
import { databaseTime } from '../src/core/paging';
import { TestApp } from './support/app';
import type { Employee } from './support/build';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T10:00:00Z');
const hours = (after: number) => new Date(START + after * HOUR);
const seconds = (of: number) => of * 3600;

/** In hours after its creation. */
interface Past {
  at: number;
  category: string;
  answered?: number;
  closed?: number;
}

describe('reports about tickets', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
  let agent: Employee;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
    shop = await app.build.shop();
    team = await app.build.team({ shopId: shop.id });
    agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Mira' });
    manager = await app.build.manager({ shopId: shop.id });
    for (const one of PASTS) await past(one);
  });
  afterAll(() => app.stop());

  const PASTS: Past[] = [
    { at: 0, category: 'Technical Support', answered: 1, closed: 24 },
    { at: 1, category: 'Technical Support', answered: 6, closed: 100 },
    { at: 2, category: 'Technical Support', answered: 2, closed: 72 },
    { at: 3, category: 'Billing Problem', answered: 3, closed: 73 },
    { at: 30, category: 'Billing Problem' },
    { at: 31, category: 'Data Export', answered: 2 },
  ];

  /** A ticket with the promise that every shop makes by default: four hours, three days. */
  const past = async ({ at, category, answered, closed }: Past): Promise<void> => {
    const { body: ticket } = await app.as(agent).post<TicketView>('/tickets', {
      ...{ clientId: randomUUID(), title: 'It is broken', description: 'Nothing works any more.', category },
      ...{ customer: { name: 'Aylin' }, teamId: team.id },
    });
    const after = (passed: number | undefined) => (passed === undefined ? null : databaseTime(hours(at + passed)));
    await app.db.query(
      `UPDATE tickets SET createdAt = ?, claimedAt = ?, firstResponseAt = ?, closedAt = ?, status = ?, assigneeId = ?,
         firstResponseRiskAt = ?, firstResponseDueAt = ?, resolutionRiskAt = ?, resolutionDueAt = ?, slaNextAt = NULL
       WHERE id = ?`,
      [
        ...[after(0), after(answered), after(answered), after(closed)],
        closed === undefined ? (answered === undefined ? 'open' : 'in_progress') : 'closed',
        answered === undefined ? null : agent.id,
        ...[after(3), after(4), after(54), after(72), ticket.id],
      ],
    );
  };

  const report = async (path: string): Promise<ReportView> => {
    const { status, body } = await app.as(manager).get<ReportView>(`/reports/tickets${path}`);
    expect(status).toBe(200);
    return body;
  };
  const listed = async (query: Record<string, string>) => {
    const { status, body } = await app.as(manager).get<Page<TicketView>>(`/tickets?${new URLSearchParams(query)}`);
    return status === 200 ? body.items.length : status;
  };

  it('say how long it took, what was promised and kept, and what is left', async () => {
    const { total, items } = await report('/by/category');

    expect(total.figures).toMatchObject({
      ...{ created: 6, closed: 4, backlog: 2, open: 1, inProgress: 1 },
      resolution: { count: 4, average: seconds(67.25), median: seconds(72.5) },
      firstResponse: { count: 5, average: seconds(2.8), median: seconds(2) },
      sla: {
        ...{ resolutionMet: 2, resolutionBreached: 2, firstResponseMet: 4, firstResponseBreached: 1 },
        ...{ openBreached: 2, openAtRisk: 0 },
      },
    });
    expect(items.map(({ key, figures: { closed, sla } }) => [key, closed, sla.resolutionBreached])).toEqual([
      ['Billing Problem', 1, 1],
      ['Data Export', 0, 0],
      ['Technical Support', 3, 1],
    ]);
  });

  it('can be asked as of any moment: what was late then, and what was about to be', async () => {
    const asOf = async (after: number) => (await report(`?asOf=${hours(after).toISOString()}`)).total.figures;
    const slas = ({ sla }: ReportFigures) => [sla.openAtRisk, sla.openBreached, sla.resolutionBreached];

    expect(slas(await asOf(3.5))).toEqual([0, 0, 0]);
    expect(slas(await asOf(4.5))).toEqual([1, 0, 0]);
    expect(slas(await asOf(5.5))).toEqual([0, 1, 0]);
    expect(slas(await asOf(60))).toEqual([2, 2, 0]);
    expect(slas(await asOf(76.5))).toEqual([0, 2, 1]);
  });

  it.each([
    '',
    '/by/category',
    '/by/agent',
    '/by/priority',
    '/by/source',
    `/by/day?from=${hours(2).toISOString()}&to=${hours(101).toISOString()}`,
    `/by/category?asOf=${hours(60).toISOString()}`,
    `?asOf=${hours(4.5).toISOString()}`,
  ])('lead from every number to the tickets behind it %s', async (path) => {
    const { items, total } = await report(path);

    for (const { figures, rows, key } of [...items, total]) {
      const { created, closed, backlog, open, inProgress, onHold, firstResponse, sla, satisfaction } = figures;
      const expected = {
        ...{ created, closed, backlog, open, inProgress, onHold, ...sla },
        ...{ firstResponse: firstResponse.count },
        ...{ satisfaction: satisfaction.count, satisfied: satisfaction.satisfied },
      };
      const found: Record<string, number> = {};
      for (const [name, query] of Object.entries(rows)) found[name] = await listed(query);
      expect({ key, ...found }).toEqual({ key, ...expected });
    }
  });

  it('show customers their own tickets, and nobody else’s, in the same numbers', async () => {
    const [customer, other] = [await app.build.visitor(shop), await app.build.visitor(shop)];
    const path = `/my/tickets/overview?by=day&to=${hours(200).toISOString()}`;
    const none = await app.as(customer).get<TicketOverview>('/my/tickets/overview');
    expect(none).toMatchObject({ status: 200, body: { total: { created: 0, backlog: 0, closed: 0 }, byCategory: [] } });

    for (const [category, by, closed] of [
      ['Bug Report', customer, 20],
      ['Bug Report', customer, 30],
      ['Data Export', customer, null],
      ['Data Export', other, 10],
    ] as const) {
      const { body } = await app.as(by).post<CustomerTicketView>('/my/tickets', {
        ...{ clientId: randomUUID(), title: 'It is broken', description: 'Nothing works any more.', category },
      });
      const closedAt = closed === null ? null : databaseTime(hours(closed));
      await app.db.query('UPDATE tickets SET createdAt = ?, closedAt = ? WHERE id = ?', [
        ...[databaseTime(hours(0)), closedAt, body.id],
      ]);
    }

    const { body } = await app.as(customer).get<TicketOverview>(path);
    expect(body.total).toMatchObject({
      ...{ created: 3, backlog: 1, closed: 2 },
      resolution: { count: 2, average: seconds(25), median: seconds(25) },
    });
    expect(body.byCategory).toMatchObject([
      { key: 'Bug Report', created: 2, backlog: 0, closed: 2 },
      { key: 'Data Export', created: 1, backlog: 1, closed: 0 },
    ]);
    expect(body.overTime.slice(0, 3)).toMatchObject([
      { key: '2026-03-02', created: 3, open: 3, closed: 0 },
      { key: '2026-03-03', created: 0, open: 1, closed: 2 },
      { key: '2026-03-04', created: 0, open: 1, closed: 0 },
    ]);
  });
});
