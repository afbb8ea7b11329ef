import type { DataSource } from 'typeorm';
import { SYSTEM } from '../src/core/actor';
import { readEnv } from '../src/core/env';
import { newId } from '../src/core/ids';
import { Clock } from '../src/database/clock';
import { openDatabase } from '../src/database/data-source';
import { type DomainEvent, DomainEvents } from '../src/database/domain-events';
import { Lease } from '../src/database/lease.entity';
import { Leases } from '../src/database/leases';
import { migrate } from '../src/database/migrate';
import { StoredEvent } from '../src/database/stored-event.entity';
import { type Tx, UnitOfWork } from '../src/database/unit-of-work';
import { ENTITIES } from '../src/entities';
import { emptyDatabase } from './support/database';

describe('the unit of work', () => {
  let db: DataSource;
  let remove: () => Promise<void>;
  let clock: Clock;
  let work: UnitOfWork;
  let heard: DomainEvent[];

  beforeAll(async () => {
    const database = await emptyDatabase();
    remove = database.remove;
    db = await openDatabase(readEnv({ NODE_ENV: 'test', ...database.settings }), ENTITIES);
    await migrate(db);
  });

  beforeEach(async () => {
    heard = [];
    const events = new DomainEvents();
    events.subscribe((event) => heard.push(event));
    clock = new Clock(db);
    work = new UnitOfWork(db, events, clock);
    await db.getRepository(StoredEvent).clear();
    await db.getRepository(Lease).clear();
  });

  afterAll(async () => {
    await db.destroy();
    await remove();
  });

  const record = (tx: Tx) =>
    tx.record('shop.created', {
      actor: SYSTEM,
      subject: { kind: 'shop', id: newId(), shopId: null },
      after: { name: 'Bikes' },
      data: null,
    });
  const lease = (name: string) => ({ name, holder: newId(), expiresAt: clock.now() });

  it('stores what happened with the change, and tells it after the commit', async () => {
    await work.run(async (tx) => {
      record(tx);
      expect(heard).toEqual([]);
    });

    const stored = await db.getRepository(StoredEvent).find();
    expect(stored.map(({ name, after }) => ({ name, after }))).toEqual([
      { name: 'shop.created', after: { name: 'Bikes' } },
    ]);
    expect(heard.map(({ name }) => name)).toEqual(['shop.created']);
  });

  it('leaves neither change nor event nor news of it when the work fails', async () => {
    const failing = work.run(async (tx) => {
      record(tx);
      await tx.manager.insert(Lease, lease('a'));
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect(await db.getRepository(StoredEvent).count()).toBe(0);
    expect(await db.getRepository(Lease).count()).toBe(0);
    expect(heard).toEqual([]);
  });

  it('keeps what others wrote while a transaction that fails was open', async () => {
    const failing = work.run(async (tx) => {
      await tx.manager.insert(Lease, lease('inside'));
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error('no');
    });
    const outside = db.getRepository(Lease).insert(lease('outside'));

    await expect(failing).rejects.toThrow('no');
    await outside;
    expect((await db.getRepository(Lease).find()).map(({ name }) => name)).toEqual(['outside']);
  });

  it('runs many transactions at once without losing a change', async () => {
    await db.getRepository(Lease).insert({ ...lease('counter'), holder: '0' });

    await Promise.all(
      Array.from({ length: 60 }, () =>
        work.run(async (tx) => {
          const row = await tx.lock(Lease, { name: 'counter' });
          await tx.manager.update(Lease, { name: 'counter' }, { holder: String(Number(row?.holder) + 1) });
        }),
      ),
    );

    expect((await db.getRepository(Lease).findOneByOrFail({ name: 'counter' })).holder).toBe('60');
  });

  it('starts the work again after a deadlock', async () => {
    await db.getRepository(Lease).insert([lease('a'), lease('b')]);
    const arrivals: (() => void)[] = [];
    const bothHoldOne = new Promise<void>((resolve) => {
      arrivals.push(() => arrivals.length > 2 && resolve());
    });
    let runs = 0;
    const crossing = (first: string, second: string) =>
      work.run(async (tx) => {
        runs += 1;
        await tx.manager.update(Lease, { name: first }, { holder: newId() });
        arrivals.push(() => undefined);
        for (const arrive of arrivals) arrive();
        // SQLite has one writer, so the two can never both hold one.
        if (db.options.type !== 'better-sqlite3' && runs <= 2) await bothHoldOne;
        await tx.manager.update(Lease, { name: second }, { holder: newId() });
      });

    await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);

    expect(runs).toBe(db.options.type === 'better-sqlite3' ? 2 : 3);
  });

  it('sees what others committed meanwhile, on every connection', async () => {
    await db.getRepository(Lease).insert(lease('seen'));
    const names = Array.from({ length: 8 }, (_, index) => `later${index}`);

    // On SQLite writers take turns, so there is no meanwhile.
    if (db.options.type !== 'better-sqlite3') {
      const counts = await Promise.all(
        names.map((name) =>
          work.run(async (tx) => {
            await tx.manager.count(Lease);
            await db.getRepository(Lease).insert(lease(name));
            return tx.manager.countBy(Lease, { name });
          }),
        ),
      );
      expect(counts).toEqual(names.map(() => 1));
    }
  });

  it('gives a periodic task to one server at a time, and to the next when its lease has run out', async () => {
    const one = new Leases(db, clock);
    const two = new Leases(db, clock);

    const [first, second] = await Promise.all([one.acquire('sweep', 60_000), two.acquire('sweep', 60_000)]);
    expect([first, second].filter(Boolean)).toHaveLength(1);

    const later = new Leases(db, { now: () => new Date(clock.now().getTime() + 61_000) } as Clock);
    expect(await later.acquire('sweep', 60_000)).toBe(true);
  });
});
