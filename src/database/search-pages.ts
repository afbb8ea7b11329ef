import { Inject, Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ListQuery, Page } from '../contract/common.dto';
import { ENV, type Env } from '../core/env';
import { Box, derivedKey } from '../core/keys';
import { onlyOfShop } from '../core/lists';
import { between } from '../core/narrowing';
import { cursorOf, DEFAULT_PAGE, inOrder, pageBy, type SortKey, strangeCursor } from '../core/paging';

/** How long one request looks; whoever wants more asks again with the cursor. */
const PATIENCE_MS = 1000;
/** How long one step is to take: with SQLite everybody else waits meanwhile. */
const STEP_MS = 20;
/**
 * Rows that one step goes through. Few different ones, since each is a text of its own to the database; of longer lists
 * of values MariaDB makes a table (`in_predicate_conversion_threshold`).
 */
const STEPS = [800, 400, 200, 100, 50, 25];
const FIRST_STEP = 200;

interface Search<T extends ObjectLiteral> {
  /** The rows that are looked for. */
  wanted: SelectQueryBuilder<T>;
  /** Where they are; undefined in all shops. An index has what is there in the order of the keys. */
  shopId: string | undefined;
  /** Of these only those between two values of the first key. */
  from?: string;
  to?: string;
  /** The last one is the id. */
  keys: readonly SortKey[];
}

/** The keys of a row, and its id. */
interface Passed {
  values: unknown[];
  id: string;
}

/**
 * Pages of what no index has in order: what contains some words, or is of some kind. The rows are gone through step by
 * step, and only for a while: where hardly any row fits, a page has fewer than it could, or none, and a cursor to where
 * the next one goes on looking. However much there is and whatever is looked for, nobody is kept waiting.
 */
@Injectable()
export class SearchPages {
  /** A cursor may name a row that the reader may not know of. */
  private readonly cursors: Box;

  constructor(@Inject(ENV) env: Env) {
    this.cursors = new Box(derivedKey(env, 'search cursors'));
  }

  async page<T extends ObjectLiteral>(
    search: Search<T>,
    { limit = DEFAULT_PAGE, cursor }: Pick<ListQuery, 'limit' | 'cursor'>,
    patience = PATIENCE_MS,
  ): Promise<Page<T>> {
    const from = cursor ? this.cursors.open(cursor) : null;
    if (cursor && !from) throw strangeCursor();
    const { found, next } = await lookFor(search, limit, from, patience);
    return { items: await rowsOf(search, found), nextCursor: next && this.cursors.close(next) };
  }
}

async function lookFor<T extends ObjectLiteral>(
  search: Search<T>,
  limit: number,
  cursor: string | null,
  patience: number,
): Promise<{ found: Passed[]; next: string | null }> {
  const endsAt = performance.now() + patience;
  const found: Passed[] = [];
  let next = cursor;
  let size = FIRST_STEP;
  for (let isOver = false; !isOver; ) {
    const began = performance.now();
    const step = await nextStep(search, next ?? undefined, size);
    found.push(...(await fitting(search, step)));
    const last = step.at(-1);
    next = last && step.length === size ? cursorOf(last.values) : null;
    const now = performance.now();
    isOver = found.length > limit || next === null || now >= endsAt;
    size = stepOf((size * STEP_MS) / (now - began));
  }
  const last = found[limit - 1];
  return { found: found.slice(0, limit), next: last && found.length > limit ? cursorOf(last.values) : next };
}

function stepOf(rows: number): number {
  return STEPS.find((step) => step <= rows) ?? Math.min(...STEPS);
}

/** The next rows, whether they are looked for or not. */
async function nextStep<T extends ObjectLiteral>(
  { wanted, shopId, keys, from, to }: Search<T>,
  cursor: string | undefined,
  size: number,
): Promise<Passed[]> {
  const all = wanted.connection.createQueryBuilder(entityOf(wanted), wanted.alias).select([]).limit(size);
  if (shopId) onlyOfShop(all, `${wanted.alias}.shopId`, shopId, true);
  between(all, keys[0]?.column ?? '', from, to);
  inOrder(all, keys, cursor);
  for (const [place, { column }] of keys.entries()) all.addSelect(column, `key${place}`);
  const rows: Record<string, unknown>[] = await all.getRawMany();
  return rows.map((row) => {
    const values = keys.map((_, place) => row[`key${place}`]);
    return { values, id: String(values.at(-1)) };
  });
}

async function fitting<T extends ObjectLiteral>({ wanted }: Search<T>, step: readonly Passed[]): Promise<Passed[]> {
  if (step.length === 0) return [];
  const id = `${wanted.alias}.id`;
  const rows: { id: string }[] = await wanted
    .clone()
    .select(id, 'id')
    .andWhere(`${id} IN (:...step)`, { step: step.map((passed) => passed.id) })
    .getRawMany();
  const ids = new Set(rows.map((row) => row.id));
  return step.filter((passed) => ids.has(passed.id));
}

async function rowsOf<T extends ObjectLiteral>({ wanted, keys }: Search<T>, found: readonly Passed[]): Promise<T[]> {
  if (found.length === 0) return [];
  const rows = wanted.clone().andWhere(`${wanted.alias}.id IN (:...found)`, { found: found.map(({ id }) => id) });
  return (await pageBy(rows, keys, { limit: found.length })).items;
}

function entityOf<T extends ObjectLiteral>({ expressionMap }: SelectQueryBuilder<T>): EntityTarget<T> {
  const target = expressionMap.mainAlias?.metadata.target;
  if (!target) throw new Error('Not a query on an entity');
  return target;
}
