import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type Actor, shopOf } from './actor';
import { containsPattern, normalKey } from './normal';

const MOST_WORDS = 10;

/** The shop that a list is about: one's own, or the one named; undefined is every shop, for those who work for all. */
export function listedShop(actor: Actor, shopId: string | undefined): string | undefined {
  const worksForAll = actor.kind === 'system' || actor.shopId === null;
  return worksForAll && !shopId ? undefined : shopOf(actor, shopId);
}

/** Keeps what contains every word. */
export function searchIn<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  search: string | undefined,
): void {
  const words = search ? normalKey(search).split(' ').filter(Boolean).slice(0, MOST_WORDS) : [];
  for (const [index, word] of words.entries()) {
    query.andWhere(`${column} LIKE :word${index} ESCAPE '!'`, { [`word${index}`]: containsPattern(word) });
  }
}
