import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ListQuery, Page } from '../contract/common.dto';
import { AppError } from './app-error';
import { plainRows } from './plain-rows';

export const DEFAULT_PAGE = 50;

export interface SortKey {
  /** Column with its alias. @example "chat.queuedAt" */
  column: string;
  direction: 'ASC' | 'DESC';
}

/**
 * One page of a list by key rather than by offset, so that depth costs nothing and no row is skipped or shown twice
 * when others come and go. The last sort key must be unique.
 */
export async function pageBy<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keys: readonly SortKey[],
  { limit = DEFAULT_PAGE, cursor }: Pick<ListQuery, 'limit' | 'cursor'>,
): Promise<Page<T>> {
  inOrder(query, keys, cursor);
  const isPlain = query.expressionMap.joinAttributes.length === 0;
  const rows = await (isPlain ? plainRows(query.limit(limit + 1)) : query.take(limit + 1).getMany());

  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? cursorOf(keys.map(({ column }) => valueAt(last, column))) : null };
}

/** Behind the cursor, if there is one, in the order of the keys. */
export function inOrder<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keys: readonly SortKey[],
  cursor: string | undefined,
): void {
  if (cursor) after(query, keys, decodeCursor(cursor, keys.length));
  // What the rows have in common comes first, and goes the same way.
  for (const common of Object.keys(query.expressionMap.orderBys)) query.addOrderBy(common, keys[0]?.direction);
  for (const { column, direction } of keys) query.addOrderBy(column, direction);
}

/**
 * `a >= x AND (a > x OR (a = x AND (b > y OR …)))`: what both databases answer from an index over the keys. SQLite
 * finds its place in it by the first comparison, MariaDB by the others.
 */
function after<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keys: readonly SortKey[],
  values: (string | number)[],
): void {
  const parameters: Record<string, string | number> = {};
  const clause = keys.reduceRight((rest, { column, direction }, index) => {
    const name = `after${index}`;
    parameters[name] = values[index] ?? '';
    const beyond = `${column} ${direction === 'ASC' ? '>' : '<'} :${name}`;
    return rest ? `(${beyond} OR (${column} = :${name} AND ${rest}))` : beyond;
  }, '');
  const [first] = keys;
  if (first) query.andWhere(`${first.column} ${first.direction === 'ASC' ? '>=' : '<='} :after0`);
  query.andWhere(clause, parameters);
}

function valueAt(row: ObjectLiteral, column: string): unknown {
  return row[column.slice(column.indexOf('.') + 1)];
}

let latest = { time: Number.NaN, text: '' };

/** The text form of a time that both databases compare correctly. Most rows that are stored together are of one moment. */
export function databaseTime(date: Date): string {
  const time = date.getTime();
  if (time !== latest.time) {
    const iso = date.toISOString();
    latest = { time, text: `${iso.slice(0, 10)} ${iso.slice(11, -1)}` };
  }
  return latest.text;
}

/** Names the row that has these keys. */
export function cursorOf(values: readonly unknown[]): string {
  const parts = values.map((value) => (value instanceof Date ? databaseTime(value) : value));
  if (!parts.every(isKeyPart)) throw new Error(`Cannot page by ${JSON.stringify(parts)}`);
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** JSON knows numbers beyond all numbers, which databases do not. */
function isKeyPart(value: unknown): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length && values.every(isKeyPart)) {
      return values;
    }
  } catch {
    // Falls through: what cannot be read is no cursor of ours.
  }
  throw strangeCursor();
}

export function strangeCursor(): AppError {
  return new AppError('VALIDATION_FAILED', 'The cursor is not one of this list.', {
    errors: [{ field: 'cursor', message: 'Use nextCursor of the page before.' }],
  });
}
