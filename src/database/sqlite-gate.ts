import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';

type Release = () => void;

/** No statement of ours takes nearly as long, and no transaction waits for anything but statements. */
const PATIENCE_MS = 10_000;

/** How long statements may follow each other until whatever else the process does has its turn. */
const STRETCH_MS = 10;

/**
 * SQLite answers at once, so that whoever asks again and again would keep the process from hearing anybody else: what
 * is awaited comes before all input.
 */
class Stretch {
  private began: number | undefined;

  /** What the next statement has to wait for, if it has. */
  pause(): Promise<void> | undefined {
    const now = performance.now();
    if (this.began === undefined) {
      this.began = now;
      setImmediate(() => {
        this.began = undefined;
      });
    }
    return now - this.began > STRETCH_MS ? othersTurn() : undefined;
  }
}

interface Waiting {
  resolve: (release: Release) => void;
  reject: (error: Error) => void;
}

/**
 * Whoever asks first is served first; held for one statement, or from BEGIN to COMMIT. Held too long, it is refused to
 * those who wait, with the code that SQLite has where another process holds the file.
 */
class Turn {
  private isHeld = false;
  private waiting: Waiting[] = [];
  /** How many have had their turn. */
  private count = 0;
  private watch: NodeJS.Timeout | undefined;

  constructor(private readonly patience: number) {}

  take(): Promise<Release> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      if (!this.isHeld) this.next();
      else this.watch ??= this.watched();
    });
  }

  private next(): void {
    const first = this.waiting.shift();
    this.isHeld = first !== undefined;
    this.count++;
    if (this.waiting.length === 0) {
      clearTimeout(this.watch);
      this.watch = undefined;
    }
    let isOver = false;
    first?.resolve(() => {
      if (isOver) return;
      isOver = true;
      this.next();
    });
  }

  /** One timer for all: who holds the turn the whole time waits for one of the others, as they do for it. */
  private watched(): NodeJS.Timeout {
    const before = this.count;
    const look = () => {
      // Nobody waits any more, or others since then.
      if (this.watch !== timer) return;
      this.watch = this.count === before ? undefined : this.watched();
      if (!this.watch) this.giveUp();
    };
    // Where the process itself was kept waiting, whoever holds the turn goes on first.
    const timer = setTimeout(() => setImmediate(look), this.patience);
    return timer;
  }

  private giveUp(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const { reject } of waiting)
      reject(Object.assign(new Error('A transaction does not end, or waits for itself'), { code: 'SQLITE_BUSY' }));
  }
}

/** The transaction that the running code is inside of. */
interface Inside {
  runner: QueryRunner | null;
  isOver: boolean;
}

interface Gate {
  isChecked: boolean;
  /** How long, in milliseconds, others wait for one transaction. */
  patience?: number;
}

/** The parts of TypeORM's runner that are not in its public type. */
interface RunnerInternals {
  stmtCache: Map<string, unknown>;
  transactionDepth: number;
}

/**
 * TypeORM hands one shared runner to every caller of an SQLite file, so that transactions of different requests nest
 * into each other and a plain statement joins, and is rolled back with, whatever transaction happens to be open. Behind
 * the gate each caller has a runner of its own and they take turns on the one connection.
 *
 * A statement issued outside the transaction that the code is inside of, which on MySQL would escape it, waits for
 * itself here: it is refused after a while. Checked, it is refused at once and with the reason, which costs a fifth of
 * what a message costs, since Node then keeps account of every promise.
 */
export function gateSqlite(dataSource: DataSource, { isChecked, patience = PATIENCE_MS }: Gate): void {
  const turn = new Turn(patience);
  const stretch = new Stretch();
  const inside = isChecked ? new AsyncLocalStorage<Inside>() : null;
  const statements = new Map<string, unknown>();
  const driver = dataSource.driver as unknown as { createQueryRunner: () => QueryRunner };

  driver.createQueryRunner = () => {
    const runner = new BetterSqlite3QueryRunner(driver as never);
    (runner as unknown as RunnerInternals).stmtCache = statements;
    gateRunner(runner, { turn, stretch, inside });
    return runner;
  };

  if (inside) refuseNested(dataSource, inside);
}

function refuseNested({ manager }: DataSource, inside: AsyncLocalStorage<Inside>): void {
  const transaction = manager.transaction.bind(manager) as (...args: unknown[]) => Promise<unknown>;
  const gated = (...args: unknown[]): Promise<unknown> => {
    const outer = inside.getStore();
    if (outer?.runner && !outer.isOver) {
      return Promise.reject(new Error('A transaction was opened inside another one: use the one you were given'));
    }
    const here: Inside = { runner: null, isOver: false };
    return inside
      .run(here, () => transaction(...args))
      .finally(() => {
        here.isOver = true;
      });
  };
  Object.assign(manager, { transaction: gated });
}

interface GateInternals {
  turn: Turn;
  stretch: Stretch;
  inside: AsyncLocalStorage<Inside> | null;
}

function gateRunner(runner: BetterSqlite3QueryRunner, { turn, stretch, inside }: GateInternals): void {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  const start = runner.startTransaction.bind(runner);
  const commit = runner.commitTransaction.bind(runner);
  const rollback = runner.rollbackTransaction.bind(runner);
  const free = runner.release.bind(runner);
  let held: Release | null = null;

  const letGo = () => {
    held?.();
    held = null;
  };
  const letGoWhenOver = () => {
    if (!runner.isTransactionActive) letGo();
  };
  const refuseOutsiders = () => {
    const here = inside?.getStore();
    if (here?.runner && !here.isOver && here.runner !== runner) {
      throw new Error('A statement was issued outside the transaction that is running: use tx.manager');
    }
  };

  const gatedQuery = async (sql: string, ...rest: unknown[]): Promise<unknown> => {
    const pause = stretch.pause();
    if (pause) await pause;
    // Taking the write lock at once means that no later statement can fail because another process has it.
    if (held) return query(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql, ...rest);
    refuseOutsiders();
    const release = await turn.take();
    try {
      return await query(sql, ...rest);
    } finally {
      release();
    }
  };

  Object.assign(runner, {
    query: gatedQuery,
    startTransaction: async (...args: Parameters<typeof start>) => {
      if (!held) {
        refuseOutsiders();
        held = await turn.take();
        const here = inside?.getStore();
        if (here) here.runner ??= runner;
      }
      try {
        await start(...args);
      } catch (error) {
        // A BEGIN that failed leaves TypeORM believing that a transaction is open.
        if ((runner as unknown as RunnerInternals).transactionDepth === 0) runner.isTransactionActive = false;
        letGoWhenOver();
        throw error;
      }
    },
    commitTransaction: async () => {
      await commit();
      letGoWhenOver();
    },
    rollbackTransaction: async () => {
      try {
        await rollback();
      } finally {
        letGoWhenOver();
      }
    },
    release: async () => {
      try {
        if (held && runner.isTransactionActive) await rollback();
      } catch {
        // A transaction that a full disk ended is rolled back already.
      } finally {
        letGo();
      }
      await free();
    },
  });
}
