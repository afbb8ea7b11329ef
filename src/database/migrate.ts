import type { DataSource } from 'typeorm';

const LOCK = 'shopbell-migrations';
const WAIT_SECONDS = 120;

/** Brings the schema up to date. Servers that start at the same moment wait for the first. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return alone(dataSource, async () => (await dataSource.runMigrations()).map(({ name }) => name));
}

/** Undoes the newest migration. */
export async function undoMigration(dataSource: DataSource): Promise<void> {
  await alone(dataSource, () => dataSource.undoLastMigration());
}

async function alone<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  if (dataSource.options.type === 'better-sqlite3') return work();
  const runner = dataSource.createQueryRunner();
  try {
    // Locks of this kind are the whole server's, so the database's own name is part of it.
    const sql = `SELECT GET_LOCK(CONCAT(?, ':', DATABASE()), ?) AS done`;
    const [row] = (await runner.query(sql, [LOCK, WAIT_SECONDS])) as { done: number }[];
    if (Number(row?.done) !== 1) throw new Error('Another server has been migrating the database for two minutes');
    return await work();
  } finally {
    await runner.query(`SELECT RELEASE_LOCK(CONCAT(?, ':', DATABASE()))`, [LOCK]);
    await runner.release();
  }
}
