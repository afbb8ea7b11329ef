import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type Actor, shopOf } from './actor';
import { containsPattern, searchWords } from './normal';

/** The shop that a list is about: one's own, or the one named; undefined is every shop, for those who work for all. */
export function listedShop(actor: Actor, shopId: string | undefined): string | undefined {
  const worksForAll = actor.kind === 'system' || actor.shopId === null;
  return worksForAll && !shopId ? undefined : shopOf(actor, shopId);
}

/** Which part of all there is a query is about. */
export interface Within {
  shopId?: string;
  /** The rows are a page in the order of the shop's index. */
  isPage?: boolean;
}

/** Keeps what is of this shop. */
export function onlyOfShop<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  shop: string,
  isPage = false,
): void {
  if (isPage) pageOf(query, column, shop);
  else query.andWhere(`${column} = :shop`, { shop });
}

/**
 * Keeps what has this value, for a page. Of what is equal MariaDB would read everything from the beginning and pass by
 * the rows before the page, or go through the lists of all shops, however little of this one is in them; of a range,
 * even of one, in the order of the index that begins with the column it reads the page alone. SQLite has it the other
 * way round.
 */
export function pageOf<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, column: string, value: string): void {
  const isRange = query.connection.options.type !== 'better-sqlite3';
  // Named after the column, so that two of them in one query do not take each other's value.
  const name = `all${column.replace('.', '_')}`;
  query.andWhere(isRange ? `${column} >= :${name} AND ${column} <= :${name}` : `${column} = :${name}`, {
    [name]: value,
  });
  // In the order of the index.
  if (isRange) query.orderBy(column);
}

/** Whether a list is asked for by anything else than what indices have in order. */
export function asksBeyond(asked: object, inOrder: ReadonlySet<string>): boolean {
  return Object.entries(asked).some(([name, value]) => value !== undefined && !inOrder.has(name));
}

/** Keeps what contains every word. */
export function searchIn<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  search: string | undefined,
): void {
  for (const [index, word] of searchWords(search).entries()) {
    query.andWhere(`${column} LIKE :word${index} ESCAPE '!'`, { [`word${index}`]: containsPattern(word) });
  }
}
