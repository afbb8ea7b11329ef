import { setImmediate as nextTurn } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { gateSqlite } from './sqlite-gate';

const ADD = 'INSERT INTO words (word) VALUES (?)';

describe('the gate of an SQLite file', () => {
  const opened: DataSource[] = [];

  afterEach(async () => {
    for (const database of opened.splice(0)) await database.destroy();
  });

  it('gives everybody their own transaction, one after the other', async () => {
    const { database, words } = await open({ isChecked: false });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        database.transaction(async (manager) => {
          await manager.query(ADD, [`word ${index}`]);
          if (index % 4 === 0) throw new Error('not this one');
          await manager.query(ADD, [`again ${index}`]);
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    const kept = Array.from({ length: 40 }, (_, index) => index).filter((index) => index % 4 !== 0);
    expect(await words()).toEqual(kept.flatMap((index) => [`word ${index}`, `again ${index}`]));
  });

  it('keeps a statement out of a transaction that is not its own', async () => {
    const { database, words } = await open({ isChecked: false });
    let ask = () => {};
    const isAsked = new Promise<void>((resolve) => (ask = resolve));
    const undone = database.transaction(async (manager) => {
      await manager.query(ADD, ['undone']);
      ask();
      await manager.query('SELECT 1');
      throw new Error('back');
    });
    await isAsked;
    await Promise.allSettled([undone, database.query(ADD, ['kept'])]);
    expect(await words()).toEqual(['kept']);
  });

  it.each([
    ['a statement', (database: DataSource) => database.query(ADD, ['outside'])],
    ['a transaction', (database: DataSource) => database.transaction((manager) => manager.query(ADD, ['outside']))],
  ])('checked, refuses %s of somebody else inside a transaction, with the reason', async (_, outside) => {
    const { database, words } = await open({ isChecked: true });
    const work = database.transaction(async (manager) => {
      await manager.query(ADD, ['inside']);
      await outside(database);
    });
    await expect(work).rejects.toThrow(/transaction/);
    await database.query(ADD, ['later']);
    expect(await words()).toEqual(['later']);
  });

  it('unchecked, refuses who waits for a transaction that waits for them, and goes on', async () => {
    const { database, words } = await open({ isChecked: false, patience: 20 });
    const work = database.transaction(async (manager) => {
      await manager.query(ADD, ['inside']);
      await database.query(ADD, ['outside']);
    });
    await expect(work).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    await database.query(ADD, ['later']);
    expect(await words()).toEqual(['later']);
  });

  it('refuses nobody because many are served before them', async () => {
    const patience = 100;
    const { database, words } = await open({ isChecked: false, patience });
    const until = performance.now() + 3 * patience;
    let count = 0;
    const another = async (): Promise<void> => {
      if (performance.now() > until) return;
      count++;
      await database.transaction(async (manager) => {
        await nextTurn();
        await manager.query(ADD, ['served']);
      });
      return another();
    };
    await Promise.all(Array.from({ length: 50 }, another));
    expect(await words()).toHaveLength(count);
  });

  it.each([
    ['statements', (database: DataSource, work: (manager: EntityManager) => Promise<void>) => work(database.manager)],
    [
      'those of a transaction',
      (database: DataSource, work: (manager: EntityManager) => Promise<void>) => database.transaction(work),
    ],
  ])('lets others have their turn, however long %s go on', async (_, within) => {
    const { database } = await open({ isChecked: false });
    let turns = 0;
    let isOver = false;
    const others = async (): Promise<void> => {
      await nextTurn();
      turns++;
      return isOver ? undefined : others();
    };
    const watching = others();
    const until = performance.now() + 200;
    const work = within(database, async (manager) => {
      while (performance.now() < until) await manager.query(ADD, ['busy']);
    });
    await work;
    isOver = true;
    await watching;
    expect(turns).toBeGreaterThan(5);
  });

  it('goes on after a transaction that a full disk ended', async () => {
    const { database, words } = await open({ isChecked: false, patience: 20 });
    await database.query('PRAGMA max_page_count = 8');
    const full = database.transaction(async (manager) => {
      for (let index = 0; index < 100; index++) await manager.query(ADD, ['x'.repeat(3000)]);
    });
    await expect(full).rejects.toMatchObject({ driverError: { code: 'SQLITE_FULL' } });
    await database.query('PRAGMA max_page_count = 100000');
    await database.query(ADD, ['later']);
    expect(await words()).toEqual(['later']);
  });

  async function open(gate: Parameters<typeof gateSqlite>[1]) {
    const database = new DataSource({ type: 'better-sqlite3', database: ':memory:' });
    gateSqlite(database, gate);
    await database.initialize();
    opened.push(database);
    await database.query('CREATE TABLE words (word TEXT)');
    const words = async () => {
      const rows: { word: string }[] = await database.query('SELECT word FROM words ORDER BY rowid');
      return rows.map(({ word }) => word);
    };
    return { database, words };
  }
});
