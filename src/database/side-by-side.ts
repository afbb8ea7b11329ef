import type { EntityManager } from 'typeorm';
import { isSqlite } from './prepared';

/**
 * Several questions, each with its own order and limit, as one statement. SQLite takes such ones only inside of another;
 * MariaDB would first put each of those into a table of its own, on disk where it has texts, which takes six times as
 * long.
 */
export function sideBySide(manager: EntityManager, selects: readonly string[]): string {
  const parts = selects.map((select, index) =>
    isSqlite(manager) ? `SELECT * FROM (${select}) part${index}` : `(${select})`,
  );
  return parts.join(' UNION ALL ');
}
