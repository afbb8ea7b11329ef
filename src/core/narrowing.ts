import { Brackets, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { PeriodListQuery } from '../contract/common.dto';
import { databaseTime } from './paging';

interface Columns {
  createdAt: string;
  claimedAt: string;
  /** Where something can be on hold. */
  pausedSince?: string;
  firstResponseAt: string;
  closedAt: string;
  /** How a review says what it is about. @example "review.chatId = chat.id" */
  review: string;
}

/** As many stars as this or more are those of somebody satisfied. */
export const SATISFIED = 4;

/** What is due within this time is due soon. */
export const DUE_SOON_MS = 3_600_000;

/** What a list is asked for instead of an id where there is none. */
export const NONE = 'none';

/** Keeps what has this value, or none at all. */
export function only<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  value: string | undefined,
): void {
  if (value === NONE) query.andWhere(`${column} IS NULL`);
  else if (value !== undefined) query.andWhere(`${column} = :${nameOf(column)}`, { [nameOf(column)]: value });
}

/** Keeps what happened when the query says. */
export function onlyInPeriods<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  columns: Columns,
  asked: PeriodListQuery,
): void {
  const { createdAt, firstResponseAt, closedAt, review } = columns;
  between(query, createdAt, asked.from, asked.to);
  between(query, firstResponseAt, asked.answeredFrom, asked.answeredTo);
  between(query, closedAt, asked.closedFrom, asked.closedTo);
  if (asked.ratedFrom || asked.ratedTo || asked.isSatisfied) {
    const reviews = query.subQuery().select('1').from('reviews', 'review').where(review);
    between(reviews, 'review.createdAt', asked.ratedFrom, asked.ratedTo);
    if (asked.isSatisfied) reviews.andWhere(`review.rating >= ${SATISFIED}`);
    query.andWhere(`EXISTS ${reviews.getQuery()}`).setParameters(reviews.getParameters());
  }
  if (!asked.openAt) return;
  between(query, createdAt, undefined, asked.openAt, 'openAt');
  query.andWhere(
    new Brackets((either) =>
      either.where(`${closedAt} IS NULL`).orWhere(`${closedAt} >= :openAt`, { openAt: momentOf(asked.openAt ?? '') }),
    ),
  );
  onlyStanding(query, columns, asked);
}

/** By the same definitions as in `reports/count.ts`, at `openAt`. */
function onlyStanding<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  { claimedAt, pausedSince }: Columns,
  { standing }: PeriodListQuery,
): void {
  if (!standing) return;
  const isClaimed = `COALESCE(${claimedAt} < :openAt, FALSE)`;
  const isPaused = pausedSince ? `COALESCE(${pausedSince} < :openAt, FALSE)` : 'FALSE';
  if (standing === 'open') query.andWhere(`NOT ${isClaimed}`);
  if (standing === 'inProgress') query.andWhere(`${isClaimed} AND NOT ${isPaused}`);
  if (standing === 'onHold') query.andWhere(`${isClaimed} AND ${isPaused}`);
}

/** Keeps what happened from a moment on, up to and without another. */
export function between<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  from: string | undefined,
  to: string | undefined,
  name = nameOf(column),
): void {
  if (from) query.andWhere(`${column} >= :${name}From`, { [`${name}From`]: momentOf(from) });
  if (to) query.andWhere(`${column} < :${name}To`, { [`${name}To`]: momentOf(to) });
}

function momentOf(text: string): string {
  return databaseTime(new Date(text));
}

function nameOf(column: string): string {
  return column.replace('.', '');
}
