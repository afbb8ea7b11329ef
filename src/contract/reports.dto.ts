import { IsIn, IsISO8601, IsOptional, IsString, IsTimeZone, IsUUID, Length } from 'class-validator';

/** What figures can be split by. */
export const REPORT_DIMENSIONS = [
  'category',
  'agent',
  'team',
  'shop',
  'priority',
  'source',
  'day',
  'week',
  'month',
] as const;
export type ReportDimension = (typeof REPORT_DIMENSIONS)[number];

const INSTANT = { strict: true, strictSeparator: true } as const;

export class ReportQuery {
  /** Those who work for all shops may leave it out, and get all of them together. */
  @IsOptional() @IsUUID() shopId?: string;
  @IsOptional() @IsUUID() teamId?: string;
  /** Who holds it, or closed it last. */
  @IsOptional() @IsUUID() agentId?: string;
  /** @example "Technical Support" */
  @IsOptional() @IsString() @Length(1, 80) category?: string;
  @IsOptional() @IsString() @Length(1, 16) priority?: string;
  /** The period, from here; without it from the beginning. @example "2026-11-01T00:00:00Z" */
  @IsOptional() @IsISO8601(INSTANT) from?: string;
  /** Up to, and without, this moment; without it up to `asOf`. */
  @IsOptional() @IsISO8601(INSTANT) to?: string;
  /** Nothing that happened later is counted; without it, now. */
  @IsOptional() @IsISO8601(INSTANT) asOf?: string;
  /** Whose midnight begins a day; without it the shop's. @example "Europe/Berlin" */
  @IsOptional() @IsTimeZone() timeZone?: string;
}

/** How long something took, in seconds; null where there was nothing to measure. */
export class DurationFigures {
  count: number;
  average: number | null;
  median: number | null;
  /** Nine of ten took no longer. */
  p90: number | null;
}

export class SlaFigures {
  /** Answered for the first time in the period, in time. */
  firstResponseMet: number;
  firstResponseBreached: number;
  /** Closed in the period, in time. */
  resolutionMet: number;
  resolutionBreached: number;
  /** Open at the end of the period and past due, by either promise. */
  openBreached: number;
  openAtRisk: number;
  /** Of the backlog: due within the hour, by either promise. */
  openDueSoon: number;
}

export class SatisfactionFigures {
  /** Ratings given in the period. */
  count: number;
  average: number | null;
  /** Of these, four or five stars. */
  satisfied: number;
}

/** Every number has one definition: docs/metrics.md. */
export class ReportFigures {
  /** Made in the period. */
  created: number;
  /** Closed in the period: what an agent has handled. */
  closed: number;
  /** Not closed at the end of the period. */
  backlog: number;
  /** Of the backlog. */
  open: number;
  inProgress: number;
  onHold: number;
  resolution: DurationFigures;
  firstResponse: DurationFigures;
  sla: SlaFigures;
  satisfaction: SatisfactionFigures;
}

/** For each number, the query of the list that shows the rows behind it. */
export type ReportRows = Record<
  | 'created'
  | 'closed'
  | 'backlog'
  | 'open'
  | 'inProgress'
  | 'onHold'
  | 'firstResponse'
  | 'firstResponseMet'
  | 'firstResponseBreached'
  | 'resolutionMet'
  | 'resolutionBreached'
  | 'openBreached'
  | 'openAtRisk'
  | 'openDueSoon'
  | 'satisfaction'
  | 'satisfied',
  Record<string, string>
>;

export class ReportRow {
  /** The category, the id of the agent, the first day; null where there is none. */
  key: string | null;
  /** @example "Technical Support" */
  name: string | null;
  figures: ReportFigures;
  rows: ReportRows;
}

export class ReportView {
  asOf: string;
  from: string | null;
  to: string;
  /** Days, weeks and months begin by the clocks of this zone. */
  timeZone: string;
  total: ReportRow;
  /** By name or in the order of time; for the whole, none. */
  items: ReportRow[];
}

export const OVERVIEW_STRETCHES = ['day', 'week', 'month'] as const;

export class OverviewQuery {
  /** How time is divided; months without it. */
  @IsOptional() @IsIn(OVERVIEW_STRETCHES) by?: (typeof OVERVIEW_STRETCHES)[number];
  /** The period, from here; without it from the first ticket. */
  @IsOptional() @IsISO8601(INSTANT) from?: string;
  /** Up to, and without, this moment. */
  @IsOptional() @IsISO8601(INSTANT) to?: string;
  /** Whose midnight begins a day; without it the shop's. @example "Europe/Berlin" */
  @IsOptional() @IsTimeZone() timeZone?: string;
}

/** A customer's tickets in numbers, by the same definitions as the reports. */
export class OverviewNumbers {
  /** Filed in the period. */
  created: number;
  /** Not closed at its end. */
  backlog: number;
  /** Of the backlog. */
  open: number;
  inProgress: number;
  onHold: number;
  /** Closed in the period. */
  closed: number;
  resolution: DurationFigures;
  firstResponse: DurationFigures;
}

export class OverviewPart extends OverviewNumbers {
  /** The category, or the first day; null where there is none. */
  key: string | null;
}

export class TicketOverview {
  timeZone: string;
  total: OverviewNumbers;
  byCategory: OverviewPart[];
  overTime: OverviewPart[];
}
