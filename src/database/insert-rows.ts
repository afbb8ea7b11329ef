import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { databaseTime } from '../core/paging';

/** What one statement carries at most: few enough that nothing else waits long for the one connection of SQLite. */
const MOST_VALUES = 2000;
/** Rows of a statement: ever the same few numbers, since SQLite's driver keeps each text's program for the next time. */
const SIZES = [128, 64, 32, 16, 8, 4, 2, 1];

/** Stores many rows in few statements, without what mapping each of them would cost. */
export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly ObjectLiteral[],
): Promise<void> {
  const { tableName, columns } = manager.connection.getMetadata(entity);
  const names = columns.map(({ propertyName }) => propertyName);
  const isJson = columns.map(({ type }) => type === 'json');
  const marks = `(${names.map(() => '?').join(', ')})`;
  const most = MOST_VALUES / names.length;
  let from = 0;
  while (from < rows.length) {
    const size = SIZES.find((each) => each <= Math.min(most, rows.length - from)) ?? 1;
    const values: unknown[] = [];
    for (const row of rows.slice(from, from + size)) {
      for (const [index, name] of names.entries()) values.push(stored(row[name], isJson[index] === true));
    }
    await manager.query(
      `INSERT INTO ${tableName} (${names.map((name) => `\`${name}\``).join(', ')}) VALUES ${new Array(size).fill(marks).join(', ')}`,
      values,
    );
    from += size;
  }
}

function stored(value: unknown, isJson: boolean): unknown {
  if (value === null || value === undefined) return null;
  if (isJson) return JSON.stringify(value);
  if (value instanceof Date) return databaseTime(value);
  return typeof value === 'boolean' ? Number(value) : value;
}
