import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsObject, IsOptional, Max, Min, ValidateIf, ValidateNested } from 'class-validator';

/** `business`: only while the shop is open; `clock`: around the clock. */
export const SLA_COUNTINGS = ['business', 'clock'] as const;
export type SlaCounting = (typeof SLA_COUNTINGS)[number];

const isGiven = (_: unknown, value: unknown) => value !== null;

export class SlaTarget {
  /** At most 90 days. @example 240 */
  @IsInt() @Min(1) @Max(129_600) minutes: number;

  /** @example "business" */
  @IsIn(SLA_COUNTINGS) counting: SlaCounting;
}

/** What is promised for tickets of one priority; null promises nothing. */
export class SlaTargets {
  @ValidateIf(isGiven) @IsObject() @ValidateNested() @Type(() => SlaTarget) firstResponse: SlaTarget | null;
  @ValidateIf(isGiven) @IsObject() @ValidateNested() @Type(() => SlaTarget) resolution: SlaTarget | null;
}

/** What is promised, by the ticket's priority. */
export class SlaPolicy {
  @IsObject() @ValidateNested() @Type(() => SlaTargets) low: SlaTargets;
  @IsObject() @ValidateNested() @Type(() => SlaTargets) normal: SlaTargets;
  @IsObject() @ValidateNested() @Type(() => SlaTargets) high: SlaTargets;
  @IsObject() @ValidateNested() @Type(() => SlaTargets) urgent: SlaTargets;
}

export class SetSla {
  /** Null: a shop promises the default again, a team what its shop does. */
  @ValidateIf(isGiven) @IsObject() @ValidateNested() @Type(() => SlaPolicy) policy: SlaPolicy | null;

  /** `version` of the shop or team, as it was read. */
  @IsInt() version: number;
}

export class SlaView {
  /** What was set here; null where nothing was. */
  policy: SlaPolicy | null;
  /** What is promised: what was set here, or else for the shop, or else by default. */
  effective: SlaPolicy;
  /** Of the shop or team. */
  version: number;
}

export class TicketClockQuery {
  /** As if it were this moment; without it, now. @example "2026-11-01T00:00:00Z" */
  @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) asOf?: string;
}

/** A stretch of time; `to` is null while it lasts. */
export class ClockSpan {
  from: string;
  to: string | null;
}

export class ClockPause extends ClockSpan {
  reason: 'onHold' | 'closed';
}

/** One promise of a ticket, explained. */
export class PromiseClock {
  target: SlaTarget;
  /** Seconds that have counted so far, or until it was done. */
  countedSeconds: number;
  /** Seconds that are left; below zero once it is late. */
  leftSeconds: number;
  /** Null while the clock stands still. */
  dueAt: string | null;
  riskAt: string | null;
  doneAt: string | null;
  state: 'running' | 'atRisk' | 'breached' | 'met' | 'paused';
  /** What counted, from the beginning on; the first hundred stretches. */
  counted: ClockSpan[];
  hasMore: boolean;
}

/** Why a ticket is due when it is. */
export class TicketClockView {
  asOf: string;
  /** Business hours are those of the shop, by the clocks of this zone. */
  timeZone: string;
  firstResponse: PromiseClock | null;
  resolution: PromiseClock | null;
  /** What did not count: on hold, or closed before it was opened again. */
  pauses: ClockPause[];
}
