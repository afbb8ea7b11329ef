import { randomUUID } from 'node:crypto';
import type { ReportView } from '../src/contract/reports.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TicketView } from '../src/contract/tickets.dto';
import { Conversation } from '../src/conversations/conversation.entity';
import { newId } from '../src/core/ids';
import { Clock } from '../src/database/clock';
import { insertRows } from '../src/database/insert-rows';
import { FactReader } from '../src/reports/fact-reader';
import { FactSet } from '../src/reports/fact-set.entity';
import { LABELS, MOMENTS, SOURCES } from '../src/reports/fact-sources';
import { FactStore } from '../src/reports/fact-store';
import { Facts } from '../src/reports/facts';
import { KeptFacts } from '../src/reports/kept-facts.service';
import { Ticket } from '../src/tickets/ticket.entity';
import { TestApp } from './support/app';
import type { Employee } from './support/build';

/** Just so many that they are worth keeping. */
const COUNT = 20_010;
/** A number, and the category of its ticket. */
const UNNOTICED = 4711;
const CATEGORY = 'Category 5';

describe('facts that are kept for servers that start', () => {
  let app: TestApp;
  let shop: ShopView;
  let agent: Employee;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
    shop = await app.build.shop();
    const team = await app.build.team({ shopId: shop.id });
    agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
    manager = await app.build.manager({ shopId: shop.id });
    await fill(await filed());
  });
  afterAll(() => app.stop());

  it('are all there, and are not gathered again', async () => {
    const { body } = await app.as(manager).get<ReportView>('/reports/tickets');
    expect(body.total.figures.created).toBe(COUNT);
    await app.get(FactStore).settled();
    const gathered = await started().upToDate('tickets', shop.id);

    // Past the service, so that nothing says that it has changed: whoever reads the row would see it.
    await unnoticed('Unnoticed');
    const taken = await started().upToDate('tickets', shop.id);
    expect(rowsOf(taken)).toEqual(rowsOf(gathered));
    expect(rowsOf(await fromTheRows())[UNNOTICED]).toContain('Unnoticed');
    await unnoticed(CATEGORY);
  });

  it('are brought up to date with what has changed and come since', async () => {
    const { id } = await app.db.getRepository(Ticket).findOneByOrFail({ shopId: shop.id, number: 12 });
    const { status } = await app.as(agent).post(`/tickets/${id}/claim`, {});
    expect(status).toBe(200);
    await filed();
    const taken = await started().upToDate('tickets', shop.id);
    expect(rowsOf(taken)).toEqual(rowsOf(await fromTheRows()));
    expect(taken.length).toBe(COUNT + 2);
  });

  it('are left to the server that has kept them last', async () => {
    const set = await kept();
    const more = { readAt: app.get(Clock).now(), writing: set.writing, goesOn: () => true };
    const servers = await Promise.all([fromTheRows(), fromTheRows()]);
    const both = await Promise.all(servers.map((facts) => keeper().keep(key(), facts, more)));
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(both).toContain((await kept()).writing);
  });

  it('are not overwritten by a server that was overtaken', async () => {
    const { writing, readAt } = await kept();
    const other = newId();
    let steps = 0;
    let overtaking: Promise<unknown> = Promise.resolve();
    const goesOn = () => {
      steps++;
      if (steps === 1) overtaking = app.db.getRepository(FactSet).update(key(), { writing: other });
      return true;
    };
    const facts = await fromTheRows();
    facts.ratings.fill(1);
    expect(await keeper().keep(key(), facts, { readAt: app.get(Clock).now(), writing, goesOn })).toBeNull();
    await overtaking;
    expect(await kept()).toMatchObject({ writing: other, readAt });
    const taken = new Facts();
    await keeper().load(key(), taken);
    expect(taken.ratings[COUNT]).toBe(0);
  });

  it('are of no use before all of them are there', async () => {
    await app.db.getRepository(FactSet).delete(key());
    const facts = await fromTheRows();
    let steps = 0;
    const more = { readAt: app.get(Clock).now(), writing: null, goesOn: () => ++steps < 2 };
    expect(await keeper().keep(key(), facts, more)).toBeNull();
    expect((await kept()).readAt).toBeNull();

    const store = started();
    expect(rowsOf(await store.upToDate('tickets', shop.id))).toEqual(rowsOf(facts));
    await store.settled();
    expect((await kept()).readAt).not.toBeNull();
  });

  /** A server that knows nothing yet. */
  const started = () => new FactStore(app.get(FactReader), keeper(), app.get(Clock));
  const keeper = () => app.get(KeptFacts);
  const key = () => ({ kind: 'tickets' as const, shopId: shop.id });
  const kept = () => app.db.getRepository(FactSet).findOneByOrFail(key());

  const unnoticed = (category: string) =>
    app.db.query('UPDATE tickets SET category = ? WHERE shopId = ? AND number = ?', [category, shop.id, UNNOTICED]);

  async function fromTheRows(): Promise<Facts> {
    const facts = new Facts();
    const reader = app.get(FactReader);
    const last = await reader.lastNumber(SOURCES.tickets, shop.id);
    for await (const batch of reader.between(SOURCES.tickets, shop.id, 0, last)) facts.putAll(batch);
    return facts;
  }

  async function filed(): Promise<Ticket> {
    const { body } = await app.as(agent).post<TicketView>('/tickets', {
      ...{ clientId: randomUUID(), title: 'It is broken', description: 'Nothing works any more.' },
      ...{ customer: { name: 'Aylin' }, category: 'Billing Problem' },
    });
    return app.db.getRepository(Ticket).findOneByOrFail({ id: body.id });
  }

  /** Many more of them. */
  async function fill(first: Ticket): Promise<void> {
    const at = (minutes: number) => new Date(first.createdAt.getTime() - minutes * 60_000);
    const log = await app.db.getRepository(Conversation).findOneByOrFail({ id: first.conversationId });
    const logs = Array.from({ length: COUNT - 1 }, () => ({ ...log, id: newId() }));
    const rows = logs.map(({ id: conversationId }, index) => ({
      ...{ ...first, conversationId, id: newId(), clientId: newId() },
      ...{ number: first.number + 1 + index, category: `Category ${index % 7}` },
      ...{ createdAt: at(COUNT - index), updatedAt: at(COUNT - index), firstResponseAt: index % 3 ? at(index) : null },
    }));
    await app.db.transaction(async (manager) => {
      await insertRows(manager, Conversation, logs);
      await insertRows(manager, Ticket, rows);
    });
    await app.db.query('UPDATE shops SET lastTicketNumber = ? WHERE id = ?', [first.number + rows.length, shop.id]);
  }
});

function rowsOf(facts: Facts) {
  return Array.from({ length: facts.length }, (_, row) => [
    ...MOMENTS.map((name) => facts.moments[name][row]),
    ...LABELS.map((label) => facts.labels[label].names[facts.labels[label].rows[row] ?? 0]),
    facts.ratings[row],
  ]);
}
