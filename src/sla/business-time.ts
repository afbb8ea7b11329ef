import { Temporal } from 'temporal-polyfill';
import type { OpenInterval } from '../contract/shops.dto';

/** From its first millisecond up to, and without, its last. */
export interface Span {
  from: number;
  to: number;
}

/** Which time counts: the stretches that have not ended at a moment, in order, none touching what went before twice. */
export interface Counting {
  spansFrom(at: number): Iterable<Span>;
}

export const AROUND_THE_CLOCK: Counting = { spansFrom: (at) => [{ from: at, to: Number.POSITIVE_INFINITY }] };

export interface Hours {
  timeZone: string;
  businessHours: readonly OpenInterval[];
  /** Local days, as YYYY-MM-DD. */
  holidays: readonly string[];
}

const DAY = 86_400_000;
const MINUTES_A_DAY = 1440;
/** Days remembered by one calendar; years of them, so that a batch of tickets works each out once. */
const MOST_DAYS = 4000;

/** The time in which a shop is open. A shop that names no hours is always open. */
export function businessTime(hours: Hours): Counting {
  return hours.businessHours.length === 0 ? AROUND_THE_CLOCK : new BusinessTime(hours);
}

/** The stretches that counted between two moments, from the first on, no more than `most` of them. */
export function counted(
  counting: Counting,
  from: number,
  to: number,
  pauses: readonly Span[] = [],
  most = Number.POSITIVE_INFINITY,
): Span[] {
  const spans: Span[] = [];
  for (const span of running(counting, from, pauses)) {
    if (span.from >= to || spans.length >= most) break;
    spans.push({ from: span.from, to: Math.min(span.to, to) });
  }
  return spans;
}

/** How much counted between two moments, without what lies in a pause. */
export function elapsed(counting: Counting, from: number, to: number, pauses: readonly Span[] = []): number {
  return counted(counting, from, to, pauses).reduce((sum, span) => sum + span.to - span.from, 0);
}

/** The first moment at which this much has counted; null when a pause without an end keeps it from coming. */
export function momentAfter(
  counting: Counting,
  from: number,
  duration: number,
  pauses: readonly Span[] = [],
): number | null {
  if (duration <= 0) return from;
  let left = duration;
  for (const span of running(counting, from, pauses)) {
    if (span.from + left <= span.to) return span.from + left;
    left -= span.to - span.from;
  }
  return null;
}

/** What counts from a moment on, cut out of the pauses; ends before a pause that has no end. */
function* running(counting: Counting, from: number, pauses: readonly Span[]): Generator<Span> {
  const inOrder = [...pauses].sort((a, b) => a.from - b.from);
  for (const span of counting.spansFrom(from)) {
    let at = Math.max(span.from, from);
    for (const pause of inOrder) {
      if (pause.to <= at) continue;
      if (pause.from >= span.to) break;
      if (pause.from > at) yield { from: at, to: pause.from };
      at = pause.to;
    }
    if (at === Number.POSITIVE_INFINITY) return;
    if (at < span.to) yield { from: at, to: span.to };
  }
}

class BusinessTime implements Counting {
  private readonly intervals: readonly { weekday: number; start: number; end: number }[];
  private readonly holidays: ReadonlySet<string>;
  private readonly days = new Map<number, readonly Span[]>();

  constructor(private readonly hours: Hours) {
    this.holidays = new Set(hours.holidays);
    this.intervals = hours.businessHours
      .map(({ weekday, from, to }) => {
        const [start, end] = [minutesOf(from), minutesOf(to)];
        return { weekday, start, end: end > start ? end : end + MINUTES_A_DAY };
      })
      .sort((a, b) => a.start - b.start);
  }

  /** Begins a day early, for what runs past midnight; what overlaps counts once. */
  *spansFrom(at: number): Generator<Span> {
    let covered = Number.NEGATIVE_INFINITY;
    for (let day = this.localDay(at) - DAY; ; day += DAY) {
      for (const span of this.spansOf(day)) {
        const from = Math.max(span.from, covered);
        covered = Math.max(covered, span.to);
        if (span.to > Math.max(from, at)) yield { from, to: span.to };
      }
    }
  }

  private spansOf(day: number): readonly Span[] {
    const known = this.days.get(day);
    if (known) return known;
    if (this.days.size >= MOST_DAYS) this.days.clear();
    const spans = this.workOut(day);
    this.days.set(day, spans);
    return spans;
  }

  /** What starts on this local day; past midnight only unless the next day is a holiday. */
  private workOut(day: number): Span[] {
    if (this.holidays.has(dateOf(day))) return [];
    const weekday = new Date(day).getUTCDay() || 7;
    const last = this.holidays.has(dateOf(day + DAY)) ? MINUTES_A_DAY : Number.POSITIVE_INFINITY;
    return this.intervals
      .filter((interval) => interval.weekday === weekday)
      .map(({ start, end }) => ({ from: this.instant(day, start), to: this.instant(day, Math.min(end, last)) }))
      .filter(({ from, to }) => from < to);
  }

  /** The local day that it is, as midnight of the same date in UTC. */
  private localDay(at: number): number {
    const date = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(this.hours.timeZone);
    return Date.UTC(date.year, date.month - 1, date.day);
  }

  /** When clocks in the zone show this; where they skip it, as much later as they skip. */
  private instant(day: number, minutes: number): number {
    const shown = new Date(day + minutes * 60_000).toISOString().slice(0, -1);
    return Temporal.PlainDateTime.from(shown).toZonedDateTime(this.hours.timeZone).epochMilliseconds;
  }
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function dateOf(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
