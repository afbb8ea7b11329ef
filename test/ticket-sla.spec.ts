import { randomUUID } from 'node:crypto';
import type { Page } from '../src/contract/common.dto';
import type { EventView } from '../src/contract/events.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { SlaPolicy, SlaTargets, SlaView, TicketClockView } from '../src/contract/sla.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { TicketPriority, TicketView } from '../src/contract/tickets.dto';
import { SYSTEM } from '../src/core/actor';
import { databaseTime } from '../src/core/paging';
import { UnitOfWork } from '../src/database/unit-of-work';
import { Ticket } from '../src/tickets/ticket.entity';
import { TicketAlarms } from '../src/tickets/ticket-alarms.service';
import { snapshotOf } from '../src/tickets/ticket-snapshot';
import { TicketTransitions } from '../src/tickets/ticket-transitions.service';
import { TestApp } from './support/app';
import type { Employee } from './support/build';
import { eventually } from './support/client';

const HOUR = 3_600_000;
const targets = (firstResponse: number | null, resolution: number | null): SlaTargets => ({
  firstResponse: firstResponse === null ? null : { minutes: firstResponse * 60, counting: 'clock' },
  resolution: resolution === null ? null : { minutes: resolution * 60, counting: 'clock' },
});
const NOTHING = targets(null, null);
const policy = (given: Partial<SlaPolicy>): SlaPolicy => ({
  ...{ low: NOTHING, normal: NOTHING, high: NOTHING, urgent: NOTHING },
  ...given,
});

describe('what is promised for a ticket', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
  let manager: Employee;
  let agent: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    shop = await app.build.shop();
    team = await app.build.team({ shopId: shop.id });
    manager = await app.build.manager({ shopId: shop.id });
    agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
  });
  afterAll(() => app.stop());

  const file = async (priority: TicketPriority = 'normal'): Promise<TicketView> => {
    const { status, body } = await app.as(agent).post<TicketView>('/tickets', {
      ...{ clientId: randomUUID(), title: 'It is broken', description: 'Nothing works any more.' },
      ...{ customer: { name: 'Aylin' }, teamId: team.id, priority },
    });
    expect(status).toBe(201);
    return body;
  };
  const promise = async (given: Partial<SlaPolicy>): Promise<void> => {
    const { version } = (await app.as(manager).get<SlaView>(`/shops/${shop.id}/sla`)).body;
    expect((await app.as(manager).put(`/shops/${shop.id}/sla`, { policy: policy(given), version })).status).toBe(200);
  };
  const view = async (id: string) => (await app.as(manager).get<TicketView>(`/tickets/${id}`)).body;
  const row = (id: string) => app.db.getRepository(Ticket).findOneByOrFail({ id });
  const dueAfter = ({ createdAt, resolutionDueAt }: TicketView) =>
    resolutionDueAt === null ? null : (Date.parse(resolutionDueAt) - Date.parse(createdAt)) / HOUR;
  const told = async (id: string) => {
    const { body } = await app.as(manager).get<Page<EventView>>(`/events?subjectId=${id}&limit=100`);
    return body.items
      .filter(({ name }) => name.startsWith('ticket.sla'))
      .map(({ name, after }) => `${name} ${String(after?.promise)}`)
      .reverse();
  };
  /** As if it had been made so many hours earlier. */
  const age = async (id: string, hours: number): Promise<void> => {
    const createdAt = new Date((await row(id)).createdAt.getTime() - hours * HOUR);
    await app.db.query('UPDATE tickets SET createdAt = ? WHERE id = ?', [databaseTime(createdAt), id]);
  };
  const change = (id: string, make: (ticket: Ticket, now: Date) => void) =>
    app.get(UnitOfWork).run(async (tx) => {
      const transitions = app.get(TicketTransitions);
      const changing = await transitions.lock(tx, SYSTEM, id);
      make(changing.ticket, tx.now);
      return transitions.finish(tx, SYSTEM, changing, { event: 'ticket.changed' });
    });

  it('follows from its priority and its team, when it is made', async () => {
    expect(dueAfter(await file())).toBe(72);

    await promise({ normal: targets(1, 10), urgent: targets(1, 2) });
    expect([dueAfter(await file()), dueAfter(await file('urgent')), dueAfter(await file('low'))]).toEqual([
      10,
      2,
      null,
    ]);
    expect((await file('low')).sla).toBe('none');

    const { version } = (await app.as(manager).get<SlaView>(`/teams/${team.id}/sla`)).body;
    const own = policy({ normal: targets(1, 5) });
    expect((await app.as(manager).put(`/teams/${team.id}/sla`, { policy: own, version })).status).toBe(200);
    expect(dueAfter(await file())).toBe(5);
  });

  it('is worked out anew for what is open when the shop promises something else', async () => {
    const [open, closed] = [await file(), await file()];
    await app.as(agent).post(`/tickets/${closed.id}/claim`);
    await change(closed.id, (ticket, now) => ticket.close(SYSTEM, null, now));

    await promise({ normal: targets(2, 20) });

    const changed = await eventually(
      () => view(open.id),
      (ticket) => dueAfter(ticket) === 20,
    );
    expect(changed.version).toBe(open.version + 1);
    expect(dueAfter(await view(closed.id))).toBe(72);
    const { body } = await app.as(manager).get<Page<EventView>>(`/events?subjectId=${open.id}&name=ticket.changed`);
    expect(body.items).toMatchObject([
      { actor: { kind: 'system' }, after: { resolutionDueAt: changed.resolutionDueAt } },
    ]);
  });

  it('follows the hours of the shop', async () => {
    await promise({ normal: { firstResponse: null, resolution: { minutes: 60, counting: 'business' } } });
    const ticket = await file();
    expect(dueAfter(ticket)).toBe(1);

    const day = new Date(Date.now() + 3 * 24 * HOUR);
    const hours = [{ weekday: day.getUTCDay() || 7, from: '09:00', to: '17:00' }];
    const { version } = (await app.as(manager).get<ShopView>(`/shops/${shop.id}`)).body;
    await app.as(manager).patch(`/shops/${shop.id}`, { businessHours: hours, version });

    const due = `${day.toISOString().slice(0, 10)}T10:00:00.000Z`;
    await eventually(
      () => view(ticket.id),
      ({ resolutionDueAt }) => resolutionDueAt === due,
    );
  });

  it('is told of when it is at risk and when it is not kept, each once, whoever looks', async () => {
    const ticket = await file();
    await age(ticket.id, 80);
    await promise({ normal: targets(100, 100) });
    await eventually(
      () => told(ticket.id),
      ({ length }) => length === 2,
    );
    expect(await told(ticket.id)).toEqual(['ticket.slaAtRisk firstResponse', 'ticket.slaAtRisk resolution']);
    expect(await view(ticket.id)).toMatchObject({ sla: 'atRisk' });

    await age(ticket.id, 30);
    await promise({ normal: targets(null, 100) });
    await eventually(
      () => told(ticket.id),
      ({ length }) => length === 3,
    );
    const alarms = app.get(TicketAlarms) as unknown as { tell(id: string): Promise<void> };
    await Promise.all(Array.from({ length: 10 }, () => alarms.tell(ticket.id)));

    expect((await told(ticket.id)).slice(2)).toEqual(['ticket.slaBreached resolution']);
    expect(await view(ticket.id)).toMatchObject({ sla: 'breached' });
    expect((await row(ticket.id)).resolutionBreachedAt).toEqual((await row(ticket.id)).resolutionDueAt);
  });

  it('counts as not kept when the ticket is closed late', async () => {
    const ticket = await file();
    await app.as(agent).post(`/tickets/${ticket.id}/claim`);
    await app.db.query('UPDATE tickets SET resolutionDueAt = ?, slaNextAt = NULL WHERE id = ?', [
      databaseTime(new Date(Date.now() - HOUR)),
      ticket.id,
    ]);

    await change(ticket.id, (one, now) => one.close(SYSTEM, null, now));

    expect(await told(ticket.id)).toEqual(['ticket.slaBreached resolution']);
    expect(await view(ticket.id)).toMatchObject({ status: 'closed', sla: 'breached' });
  });

  it('is kept, or not, by the first answer that a person gives', async () => {
    const [soon, late] = [await file(), await file()];
    for (const { id } of [soon, late]) await app.as(agent).post(`/tickets/${id}/claim`);
    const answer = (ticket: TicketView, body: string, visibility = 'public') =>
      app.as(agent).post(`/conversations/${ticket.conversationId}/messages`, {
        ...{ clientId: randomUUID(), body, visibility },
      });
    await app.db.query('UPDATE tickets SET firstResponseDueAt = ?, slaNextAt = NULL WHERE id = ?', [
      databaseTime(new Date(Date.now() - HOUR)),
      late.id,
    ]);

    await answer(soon, 'Look at this', 'internal');
    expect((await view(soon.id)).firstResponseAt).toBeNull();
    for (const ticket of [soon, late]) expect((await answer(ticket, 'We are at it')).status).toBeLessThan(300);
    const first = (await view(soon.id)).firstResponseAt;
    await answer(soon, 'Done');

    expect(first).not.toBeNull();
    expect((await view(soon.id)).firstResponseAt).toBe(first);
    expect([await told(soon.id), await told(late.id)]).toEqual([[], ['ticket.slaBreached firstResponse']]);
    const { body } = await app.as(manager).get<Page<EventView>>(`/events?subjectId=${soon.id}&name=ticket.answered`);
    expect(body.items).toMatchObject([{ actor: { id: agent.id }, before: { firstResponseAt: null } }]);
  });

  it('stands still while the customer is waited for', async () => {
    const ticket = await file();
    await app.as(agent).post(`/tickets/${ticket.id}/claim`);
    await change(ticket.id, (one, now) => one.hold(now));
    expect(await view(ticket.id)).toMatchObject({ sla: 'paused', resolutionDueAt: null, firstResponseDueAt: null });

    const since = new Date(Date.now() - 5 * HOUR);
    await age(ticket.id, 6);
    await app.db.query('UPDATE tickets SET pausedSince = ? WHERE id = ?', [databaseTime(since), ticket.id]);
    await change(ticket.id, (one, now) => one.resume(now));

    expect(Math.round(dueAfter(await view(ticket.id)) ?? 0)).toBe(77);
    expect(await told(ticket.id)).toEqual([]);
    const { body } = await app.as(agent).get<TicketClockView>(`/tickets/${ticket.id}/clock`);
    expect(body.pauses).toMatchObject([{ from: since.toISOString(), reason: 'onHold' }]);
    expect(body.resolution).toMatchObject({
      target: { minutes: 4320 },
      state: 'running',
      doneAt: null,
      hasMore: false,
    });
    expect(Math.round((body.resolution?.countedSeconds ?? 0) / 3600)).toBe(1);
    expect(body.resolution?.counted).toHaveLength(2);
    const later = new Date(Date.now() + 100 * HOUR).toISOString();
    const then = (await app.as(agent).get<TicketClockView>(`/tickets/${ticket.id}/clock?asOf=${later}`)).body;
    expect(then.resolution).toMatchObject({ state: 'breached' });
    expect(then.resolution?.leftSeconds).toBeLessThan(0);
  });

  it('does not count the time between closing and opening again', async () => {
    const ticket = await file();
    await app.as(agent).post(`/tickets/${ticket.id}/claim`);
    await change(ticket.id, (one, now) => one.close(SYSTEM, null, now));
    await age(ticket.id, 50);
    await app.db.query('UPDATE tickets SET closedAt = ? WHERE id = ?', [
      databaseTime(new Date(Date.now() - 40 * HOUR)),
      ticket.id,
    ]);

    await change(ticket.id, (one, now) => one.reopen(agent.id, now));

    expect(Math.round(dueAfter(await view(ticket.id)) ?? 0)).toBe(112);
  });

  it('can be listed by where it stands, the most urgent first', async () => {
    await promise({ normal: targets(null, 100), high: targets(null, 50), urgent: targets(null, 10) });
    const [normal, high, urgent, low] = [await file(), await file('high'), await file('urgent'), await file('low')];
    await age(urgent.id, 9);
    await age(high.id, 60);
    await promise({ normal: targets(null, 100), high: targets(null, 50), urgent: targets(null, 11) });
    await eventually(
      () => told(high.id),
      ({ length }) => length === 1,
    );
    await eventually(
      () => view(urgent.id),
      (ticket) => dueAfter(ticket) === 11,
    );
    const listed = async (query: string) =>
      (await app.as(manager).get<Page<TicketView>>(`/tickets?${query}`)).body.items.map(({ id }) => id);

    expect(await listed('sla=breached')).toEqual([high.id]);
    expect(await listed('sla=ok')).toEqual([normal.id]);
    expect(await listed('sla=atRisk')).toEqual([urgent.id]);
    expect(await listed('sla=none')).toEqual([low.id]);
    expect(await listed('sort=due')).toEqual([high.id, urgent.id, normal.id, low.id]);
  });

  it('puts what is owed next first in lists by due time, and what is closed last, page by page', async () => {
    await promise({ normal: targets(null, 100), high: targets(5, 200), urgent: targets(null, 10) });
    const [longClosed, normal, high, urgent, low] = [
      await file('urgent'),
      await file(),
      await file('high'),
      await file('urgent'),
      await file('low'),
    ];
    const closed = await file('urgent');
    for (const { id } of [longClosed, closed]) await change(id, (ticket, now) => ticket.close(SYSTEM, null, now));
    const listed = async (query = '') => {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const path: string = `/tickets?sort=due&limit=1${query}${cursor ? `&cursor=${cursor}` : ''}`;
        const { body } = await app.as(manager).get<Page<TicketView>>(path);
        found.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor;
      } while (cursor);
      return found;
    };

    expect(await listed()).toEqual([high, urgent, normal, low, longClosed, closed].map(({ id }) => id));
    expect(await listed('&view=closed')).toEqual([closed.id, longClosed.id]);
    await change(high.id, (ticket, now) => {
      ticket.firstResponseAt = now;
    });
    await change(closed.id, (ticket, now) => ticket.reopen(agent.id, now));
    expect(await listed('&view=all')).toEqual([urgent, closed, normal, high, low, longClosed].map(({ id }) => id));
  });

  it('is part of what a replay of the events gives', async () => {
    const ticket = await file();
    await app.as(agent).post(`/tickets/${ticket.id}/claim`);
    await change(ticket.id, (one, now) => one.hold(now));
    await change(ticket.id, (one, now) => one.resume(now));
    await age(ticket.id, 0);
    await promise({ normal: targets(1, 2) });
    await eventually(
      () => view(ticket.id),
      (one) => one.version === 5,
    );

    const { body } = await app.as(manager).get<Page<EventView>>(`/events?subjectId=${ticket.id}&limit=100`);

    const replayed = Object.assign({}, ...body.items.reverse().map(({ after }) => after));
    expect(replayed).toMatchObject(snapshotOf(await row(ticket.id)));
  });
});
