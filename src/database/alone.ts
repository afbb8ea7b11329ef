import type { DataSource } from 'typeorm';
import { isSqlite } from './prepared';

const WAIT_SECONDS = 120;

/** Does what one server does for all: servers that start at the same moment wait for the first. */
export async function alone<T>(dataSource: DataSource, what: string, work: () => Promise<T>): Promise<T> {
  if (isSqlite(dataSource.manager)) return work();
  // Locks of this kind are the whole server's, so the database's own name is part of it.
  const lock = `shopbell-${what}`;
  const runner = dataSource.createQueryRunner();
  try {
    const sql = `SELECT GET_LOCK(CONCAT(?, ':', DATABASE()), ?) AS done`;
    const [row] = (await runner.query(sql, [lock, WAIT_SECONDS])) as { done: number }[];
    if (Number(row?.done) !== 1) throw new Error(`Another server has been busy with the ${what} for two minutes`);
    return await work();
  } finally {
    await runner.query(`SELECT RELEASE_LOCK(CONCAT(?, ':', DATABASE()))`, [lock]);
    await runner.release();
  }
}
