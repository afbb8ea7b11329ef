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
    await fill(await filed(), COUNT - 1);
  });
  afterAll(() => app.stop());

  it('are there at once, and are checked behind', async () => {
    const { body } = await app.as(manager).get<ReportView>('/reports/tickets');
    expect(body.total.figures.created).toBe(COUNT);
    await app.get(FactStore).settled();
    const before = rowsOf(await fromTheRows());

    // Past the service, so that nothing says that it has changed: whoever reads the row sees it.
    await unnoticed('Unnoticed');
    const reader = new Held(app.db);
    const store = new FactStore(reader, keeper(), app.get(Clock));
    const taken = await store.upToDate('tickets', shop.id);
    expect(rowsOf(taken)).toEqual(before);
    reader.letGo();
    await store.settled();
    expect(rowsOf(taken)[UNNOTICED]).toContain('Unnoticed');
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

  it('are whole although a server that gathered what was imported failed in the middle', async () => {
    const store = new FactStore(new FailsOnce(app.db), keeper(), app.get(Clock));
    const last = await lastTicket();
    await fill(last, 12_000);
    await filed();
    await expect(store.upToDate('tickets', shop.id)).rejects.toThrow('the line was cut');
    const taken = await store.upToDate('tickets', shop.id);
    expect(rowsOf(taken)).toEqual(rowsOf(await fromTheRows()));
  });

  it('are left to the server that has kept them last, as long as it does', async () => {
    const { writing } = await kept();
    const keep = (facts: Facts, more: { readAt: Date; writing: string | null }) =>
      keeper().keep(key(), facts, { ...more, goesOn: () => true });
    const now = app.get(Clock).now();
    const first = await keep(await fromTheRows(), { readAt: now, writing });
    expect((await kept()).writing).toBe(first);
    expect(await keep(await fromTheRows(), { readAt: now, writing })).toBeNull();

    const later = new Date(now.getTime() + 2 * 3_600_000);
    const facts = await fromTheRows();
    facts.touched.clear();
    await app.db.query('UPDATE fact_parts SET bytes = ? WHERE part > 3', [Buffer.from('of somebody else')]);
    expect(await keep(facts, { readAt: later, writing })).not.toBeNull();
    expect(rowsOf(await loaded())).toEqual(rowsOf(facts));
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
    facts.touchAll();
    facts.ratings.fill(1);
    expect(await keeper().keep(key(), facts, { readAt: app.get(Clock).now(), writing, goesOn })).toBeNull();
    await overtaking;
    expect(await kept()).toMatchObject({ writing: other, readAt });
    expect((await loaded()).ratings[COUNT]).toBe(0);
  });

  it.each([
    ['that cannot be read', `UPDATE fact_parts SET bytes = SUBSTR(bytes, 1, 100) WHERE part = 3`],
    ['that another version has made', `UPDATE fact_sets SET layout = 'another'`],
    ['of a time that has not come', `UPDATE fact_sets SET readAt = '2999-01-01 00:00:00.000'`],
    ['of which some are missing', 'DELETE FROM fact_parts WHERE part = 7'],
  ])('%s are gathered anew', async (_, spoil) => {
    await keepAll();
    await app.db.query(spoil);
    expect(rowsOf(await started().upToDate('tickets', shop.id))).toEqual(rowsOf(await fromTheRows()));
  });

  it('are of no use before all of them are there', async () => {
    for (const table of ['fact_parts', 'fact_sets']) await app.db.query(`DELETE FROM ${table}`);
    let steps = 0;
    const more = { readAt: app.get(Clock).now(), writing: null, goesOn: () => ++steps < 2 };
    expect(await keeper().keep(key(), await fromTheRows(), more)).toBeNull();
    expect(await keeper().load(key(), new Facts())).toBeNull();

    const store = started();
    const gathered = await store.upToDate('tickets', shop.id);
    expect(rowsOf(gathered)).toEqual(rowsOf(await fromTheRows()));
    await store.settled();
    expect(rowsOf(await loaded())).toEqual(rowsOf(gathered));
  });

  /** A server that knows nothing yet. */
  const started = () => new FactStore(app.get(FactReader), keeper(), app.get(Clock));
  const keeper = () => app.get(KeptFacts);
  const key = () => ({ kind: 'tickets' as const, shopId: shop.id });
  const lastTicket = () =>
    app.db.getRepository(Ticket).findOneOrFail({ where: { shopId: shop.id }, order: { number: 'DESC' } });
  const kept = () => app.db.getRepository(FactSet).findOneByOrFail(key());

  const unnoticed = (category: string) =>
    app.db.query('UPDATE tickets SET category = ? WHERE shopId = ? AND number = ?', [category, shop.id, UNNOTICED]);

  async function fromTheRows(): Promise<Facts> {
    const facts = new Facts();
    const reader = app.get(FactReader);
    facts.known = await reader.lastNumber(SOURCES.tickets, shop.id);
    for await (const batch of reader.between(SOURCES.tickets, shop.id, 0, facts.known)) facts.putAll(batch);
    return facts;
  }

  async function loaded(): Promise<Facts> {
    const facts = new Facts();
    expect(await keeper().load(key(), facts)).not.toBeNull();
    return facts;
  }

  async function keepAll(): Promise<void> {
    for (const table of ['fact_parts', 'fact_sets']) await app.db.query(`DELETE FROM ${table}`);
    const more = { readAt: app.get(Clock).now(), writing: null, goesOn: () => true };
    expect(await keeper().keep(key(), await fromTheRows(), more)).not.toBeNull();
  }

  async function filed(): Promise<Ticket> {
    const { body } = await app.as(agent).post<TicketView>('/tickets', {
      ...{ clientId: randomUUID(), title: 'It is broken', description: 'Nothing works any more.' },
      ...{ customer: { name: 'Aylin' }, category: 'Billing Problem' },
    });
    return app.db.getRepository(Ticket).findOneByOrFail({ id: body.id });
  }

  /** Many more of them, by their own account as old as the first. */
  async function fill(before: Ticket, count: number): Promise<void> {
    const at = (minutes: number) => new Date(app.get(Clock).now().getTime() - minutes * 60_000 - 86_400_000);
    const log = await app.db.getRepository(Conversation).findOneByOrFail({ id: before.conversationId });
    const logs = Array.from({ length: count }, () => ({ ...log, id: newId() }));
    const rows = logs.map(({ id: conversationId }, index) => ({
      ...{ ...before, conversationId, id: newId(), clientId: newId() },
      ...{ number: before.number + 1 + index, category: `Category ${index % 7}` },
      ...{ createdAt: at(count - index), updatedAt: at(count - index), firstResponseAt: index % 3 ? at(index) : null },
    }));
    await app.db.transaction(async (manager) => {
      await insertRows(manager, Conversation, logs);
      await insertRows(manager, Ticket, rows);
    });
    await app.db.query('UPDATE shops SET lastTicketNumber = ? WHERE id = ?', [before.number + count, shop.id]);
  }
});

/** Gathers nothing from the beginning before it is let go. */
class Held extends FactReader {
  letGo = () => {};
  private readonly isLetGo = new Promise<void>((resolve) => {
    this.letGo = resolve;
  });

  override async *between(...asked: Parameters<FactReader['between']>): AsyncGenerator<string[]> {
    if (asked[2] === 0) await this.isLetGo;
    yield* super.between(...asked);
  }
}

/** Reads new rows up to the second batch; after that like the one it is. */
class FailsOnce extends FactReader {
  private failures = 0;

  override async *between(...asked: Parameters<FactReader['between']>): AsyncGenerator<string[]> {
    let batches = 0;
    for await (const batch of super.between(...asked)) {
      yield batch;
      batches++;
      const isNew = asked[2] > 0;
      if (isNew && batches === 2 && this.failures++ === 0) throw new Error('the line was cut');
    }
  }
}

function rowsOf(facts: Facts) {
  return Array.from({ length: facts.length }, (_, row) => [
    ...MOMENTS.map((name) => facts.moments[name][row]),
    ...LABELS.map((label) => facts.labels[label].names[facts.labels[label].rows[row] ?? 0]),
    facts.ratings[row],
  ]);
}
