import { type EntityManager, QueryFailedError } from 'typeorm';

/** As much of the driver's connection as prepared statements take. */
interface Connection {
  promise(): { execute(text: string, values: readonly unknown[]): Promise<[unknown, unknown]> };
}

/**
 * A statement of a transaction whose text comes again and again. A connection to MariaDB sends it once to be parsed and
 * from then on only values, as they are; SQLite's driver keeps its programs by itself. Each text stays with each
 * connection, so there are to be few: lists come in `portions`, or as a `wholePortion`.
 */
export async function prepared<Row>(manager: EntityManager, text: string, values: readonly unknown[]): Promise<Row[]> {
  if (isSqlite(manager) || !manager.queryRunner) return manager.query(text, [...values]);
  const connection = (await manager.queryRunner.connect()) as Connection;
  try {
    const [rows] = await connection.promise().execute(text, values);
    return rows as Row[];
  } catch (error) {
    // The database keeps no more of them, whosever they are; it still understands the text.
    if ((error as { code?: unknown }).code === 'ER_MAX_PREPARED_STMT_COUNT_REACHED')
      return manager.query(text, [...values]);
    throw new QueryFailedError(text, [...values], error as Error);
  }
}

/** Its statements and locks differ from those of MariaDB in places. */
export function isSqlite(manager: EntityManager): boolean {
  return manager.connection.options.type === 'better-sqlite3';
}
