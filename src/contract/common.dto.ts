import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { LIMITS } from './limits';

/**
 * One page of a list. `nextCursor` is null on the last page; others may have fewer items than asked for where it is
 * looked for words, or by filters.
 */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** What every list understands. */
export class ListQuery {
  /** Items a page, at most 100. @example 20 */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(LIMITS.pageSize) limit?: number;

  /** `nextCursor` of the page before. */
  @IsOptional() @IsString() @Length(1, 500) cursor?: string;

  /** Words that must occur in what the list searches: names, e-mail, phone. */
  @IsOptional() @IsString() @Length(1, 200) search?: string;
}

/** Who is meant, in a few words. */
export class PersonRef {
  id: string;
  /** @example "Mira" */
  name: string;
}

/** Which ticket is meant, in a few words. */
export class TicketRef {
  id: string;
  number: number;
}

/** Which thing is meant, in a few words. */
export class NamedRef {
  id: string;
  /** @example "Technical Support" */
  name: string;
}

const INSTANT = { strict: true, strictSeparator: true } as const;

/** Where something stood: taken by nobody, by somebody, or by somebody and waiting for the customer. */
export const STANDINGS = ['open', 'inProgress', 'onHold'] as const;
export type Standing = (typeof STANDINGS)[number];

/** A list that can be narrowed to what happened in a period: from a moment on, up to and without another. */
export class PeriodListQuery extends ListQuery {
  /** Made. @example "2026-11-01T00:00:00Z" */
  @IsOptional() @IsISO8601(INSTANT) from?: string;
  @IsOptional() @IsISO8601(INSTANT) to?: string;
  /** Closed, and not opened again. */
  @IsOptional() @IsISO8601(INSTANT) closedFrom?: string;
  @IsOptional() @IsISO8601(INSTANT) closedTo?: string;
  /** First answered. */
  @IsOptional() @IsISO8601(INSTANT) answeredFrom?: string;
  @IsOptional() @IsISO8601(INSTANT) answeredTo?: string;
  /** Rated. */
  @IsOptional() @IsISO8601(INSTANT) ratedFrom?: string;
  @IsOptional() @IsISO8601(INSTANT) ratedTo?: string;
  /** Of the rated, those with four or five stars. */
  @IsOptional() @IsIn(['true']) isSatisfied?: 'true';
  /** Made before this moment, and not closed before it. */
  @IsOptional() @IsISO8601(INSTANT) openAt?: string;
  /** How it stood at `openAt`. */
  @IsOptional() @IsIn(STANDINGS) standing?: Standing;
}
