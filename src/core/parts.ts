import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ListQuery, Page } from '../contract/common.dto';
import { DEFAULT_PAGE, inOrder, pageBy, type SortKey } from './paging';

/**
 * One page of what several queries on one table find together: the first rows of each, put in order. Of "this or that"
 * the databases read and sort all there is; each part alone is a stretch of an index. The last key is the id, by which
 * `whole` finds the rows.
 */
export async function pageOfParts<T extends ObjectLiteral>(
  parts: readonly SelectQueryBuilder<T>[],
  whole: SelectQueryBuilder<T>,
  keys: readonly SortKey[],
  { limit = DEFAULT_PAGE, cursor }: Pick<ListQuery, 'limit' | 'cursor'>,
): Promise<Page<T>> {
  const found = parts.map((part, index) => {
    inOrder(part, keys, cursor);
    part.select([]).limit(limit + 1);
    for (const [place, { column }] of keys.entries()) part.addSelect(column, `key${place}`);
    const [text, values]: [string, unknown[]] = part.getQueryAndParameters();
    return { text: `SELECT * FROM (${text}) part${index}`, values };
  });
  const order = keys.map(({ direction }, place) => `key${place} ${direction}`).join(', ');
  const rows: { id: string }[] = await whole.connection.query(
    `SELECT key${keys.length - 1} AS id FROM (${found.map(({ text }) => text).join(' UNION ')}) found ORDER BY ${order} LIMIT ${limit + 1}`,
    found.flatMap(({ values }) => values),
  );
  if (rows.length === 0) return { items: [], nextCursor: null };
  whole.andWhere(`${whole.alias}.id IN (:...found)`, { found: rows.map(({ id }) => id) });
  return pageBy(whole, keys, { limit });
}
