import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { databaseTime } from '../core/paging';
import { marks } from '../core/plain-rows';
import { prepared } from './prepared';

/** What one statement carries at most: few enough that nothing else waits long for the one connection of SQLite. */
const MOST_VALUES = 2000;
/** Rows of a statement: ever the same few numbers, since databases and drivers keep what they made of each text. */
const SIZES = [192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1];

/** The rows as many statements take them, each of at most `most`. */
export function portions<T>(rows: readonly T[], most = rows.length): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < rows.length; from += parts.at(-1)?.length ?? 1) {
    parts.push(rows.slice(from, from + portionSize(Math.min(most, rows.length - from))));
  }
  return parts;
}

/** How many of so many rows are one portion. */
export function portionSize(rows: number): number {
  return SIZES.find((size) => size <= rows) ?? 1;
}

/** For what may be said twice: the last value again and again, until there are as many as other statements have. */
export function wholePortion<T>(values: readonly T[]): T[] {
  const [last] = values.slice(-1);
  if (last === undefined) return [];
  const size = SIZES.findLast((each) => each >= values.length) ?? 2 ** Math.ceil(Math.log2(values.length));
  return [...values, ...new Array<T>(size - values.length).fill(last)];
}

/** Stores many rows in few statements, without what mapping each of them would cost. */
export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly ObjectLiteral[],
): Promise<void> {
  const { tableName, columns } = manager.connection.getMetadata(entity);
  const names = columns.map(({ propertyName }) => propertyName);
  const isJson = columns.map(({ type }) => type === 'json');
  const mark = `(${marks(names.length)})`;
  for (const some of portions(rows, Math.floor(MOST_VALUES / names.length))) {
    const values: unknown[] = [];
    for (const row of some) {
      for (const [index, name] of names.entries()) values.push(stored(row[name], isJson[index] === true));
    }
    await prepared(
      manager,
      `INSERT INTO ${tableName} (${names.map((name) => `\`${name}\``).join(', ')}) VALUES ${some.map(() => mark).join(', ')}`,
      values,
    );
  }
}

function stored(value: unknown, isJson: boolean): unknown {
  if (value === null || value === undefined) return null;
  if (isJson) return JSON.stringify(value);
  if (value instanceof Date) return databaseTime(value);
  return typeof value === 'boolean' ? Number(value) : value;
}
