import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';
import type { PersonRef } from './common.dto';
import { LIMITS } from './limits';

/** Which number comes first in dates that do not begin with the year. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** `ready`: looked through, and nothing brought in yet. `failed`: stopped for a reason of ours, what is in stays in. */
export const IMPORT_STATUSES = ['ready', 'running', 'done', 'failed'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** How a file is to be read; sent with it as form fields, before it. */
export class ImportOptions {
  /** The shop that the tickets go to; one's own when it is left out. */
  @IsOptional() @IsUUID() shopId?: string;

  /** Needed only where the file's own dates leave it open. */
  @IsOptional() @IsIn(DATE_ORDERS) dateOrder?: DateOrder;

  /** Country of phone numbers without a prefix; the shop's when it is left out. @example "IN" */
  @IsOptional() @IsISO31661Alpha2() country?: string;

  /** Zone of times that name none; the shop's when it is left out. @example "Asia/Kolkata" */
  @IsOptional() @IsTimeZone() timeZone?: string;
}

export class ImportListQuery {
  @IsOptional() @IsUUID() shopId?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(LIMITS.pageSize) limit?: number;
  @IsOptional() @IsString() @Length(1, 500) cursor?: string;
}

export class ImportProblemQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(LIMITS.pageSize) limit?: number;
  @IsOptional() @IsString() @Length(1, 500) cursor?: string;
}

export class CleanedQuery {
  /** Zone in which times are written; the file's own when it is left out. @example "Asia/Kolkata" */
  @IsOptional() @IsTimeZone() tz?: string;
}

/** One thing that is wrong with one row. */
export class ImportProblem {
  /** Line of the file on which the row begins; the header is line 1. @example 17 */
  line: number;
  /** `error`: the row stays out. `warning`: it is taken, and marked. */
  severity: 'error' | 'warning';
  /** @example "phoneInvalid" */
  kind: string;
  /** What the column says, or null for the row as a whole. @example "phone" */
  field: string | null;
  /** What stands there, shortened. @example "0123456789" */
  value: string;
}

export class ImportProblemCount {
  severity: 'error' | 'warning';
  kind: string;
  field: string | null;
  count: number;
}

/** How the dates of the file were read. */
export class ImportDates {
  /** Null: every date says itself what is day and what is month. */
  order: DateOrder | null;
  /** Whether somebody said so, or the rows did. */
  isGiven: boolean;
  /** Dates that can only be read with the day first. */
  dayFirst: number;
  /** Dates that can only be read with the month first. */
  monthFirst: number;
  /** Dates that could be read both ways. */
  either: number;
}

/** What is in the file, before anything is brought in. */
export class ImportFindings {
  encoding: string;
  /** @example ";" */
  separator: string;
  dates: ImportDates;
  country: string;
  timeZone: string;
  /** What is read from which column. */
  columns: { field: string; header: string }[];
  unreadColumns: string[];
  /** Rows that will become tickets, by the state they will be in. */
  byStatus: { open: number; in_progress: number; on_hold: number; closed: number };
  /** Names that the shop does not have among its categories. */
  newCategories: string[];
}

/** An import, from the upload on. */
export class ImportView {
  id: string;
  shopId: string;
  /** @example "client_queries.csv" */
  fileName: string;
  status: ImportStatus;
  findings: ImportFindings;
  /** Rows of the file, without the header. */
  rows: number;
  /** Rows gone through since it was confirmed. */
  rowsDone: number;
  /** Tickets that came in; before, that would. */
  created: number;
  /** Rows whose ticket the shop has already. */
  existing: number;
  /** Rows that stay out. */
  refused: number;
  /** Rows that are taken although something about them is marked. */
  flagged: number;
  problemCounts: ImportProblemCount[];
  /** The first of them; the rest is a list of its own. */
  problems: ImportProblem[];
  /** Why it stopped. */
  failure: string | null;
  startedBy: PersonRef | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}
