import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { log } from '../core/log';
import { alone } from './alone';
import { isLockTimeout } from './driver-errors';
import { isSqlite } from './prepared';

const LOCK = 'migrations';
/** Behind a statement that waits for a table, everybody else who wants the table waits as well. */
const STANDS_IN_THE_WAY_SECONDS = 1;
const STEPS_ASIDE_MS = 2000;
const PATIENCE_MS = 600_000;

/** Brings the schema up to date. Servers that start at the same moment wait for the first. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return alone(dataSource, LOCK, () =>
    executing(dataSource, async (executor) => (await executor.executePendingMigrations()).map(({ name }) => name)),
  );
}

/** Undoes the newest migration. */
export async function undoMigration(dataSource: DataSource): Promise<void> {
  await alone(dataSource, LOCK, () => executing(dataSource, (executor) => executor.undoLastMigration()));
}

async function executing<T>(dataSource: DataSource, work: (executor: MigrationExecutor) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const isShared = !isSqlite(dataSource.manager);
  if (isShared) await giveWay(runner);
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'each';
  try {
    return await work(executor);
  } finally {
    if (isShared) await runner.query('SET SESSION lock_wait_timeout = DEFAULT');
    await runner.release();
  }
}

/**
 * Other servers go on serving meanwhile: a statement that does not get its table or its rows at once lets them pass and
 * tries again. One that timed out has done nothing, so that is safe for each statement by itself.
 */
async function giveWay(runner: QueryRunner): Promise<void> {
  const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
  const patiently = async (...given: unknown[]): Promise<unknown> => {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await query(...given);
      } catch (error) {
        if (!isLockTimeout(error) || performance.now() > until) throw error;
        log.info({ statement: String(given[0]).slice(0, 80) }, 'a migration lets others pass');
        await pause(STEPS_ASIDE_MS);
      }
    }
  };
  await query(`SET SESSION lock_wait_timeout = ${STANDS_IN_THE_WAY_SECONDS}`);
  Object.assign(runner, { query: patiently });
}
