import type { DateOrder } from '../contract/imports.dto';
import { dayIn, momentAhead, momentShown, type ShownTime } from '../core/local-time';

/** A date as it stands in a cell; the order of its day and month may be known to the file only. */
interface WrittenDate {
  year: number;
  /** Day and month, or month and day. */
  first: number;
  second: number;
  /** What the writing itself says: names of months, points, a year in front. */
  order: DateOrder | null;
  /** Null for a day without a time. */
  time: Pick<ShownTime, 'hour' | 'minute' | 'second' | 'millisecond'> | null;
  /** Minutes that the writer's clocks were ahead of UTC, where the cell says so. */
  ahead: number | null;
}

/** How many dates of a file can only be read in one way, and in which. */
export interface DateEvidence {
  /** With the year in front or the month in letters: nothing to ask. */
  plain: number;
  dmy: number;
  mdy: number;
  /** Both ways are days, and different ones. */
  either: number;
  /** The first that both ways are days. */
  example: string | null;
}

export const NO_EVIDENCE: DateEvidence = { plain: 0, dmy: 0, mdy: 0, either: 0, example: null };

/** Adds what one cell tells of the file's order. */
export function weigh(evidence: DateEvidence, text: string): void {
  const date = writtenDate(text);
  if (!date) return;
  if (date.order) evidence.plain += 1;
  else if (date.first > 12 && date.second <= 12) evidence.dmy += 1;
  else if (date.second > 12 && date.first <= 12) evidence.mdy += 1;
  else if (date.first !== date.second && date.first <= 12) {
    evidence.either += 1;
    evidence.example ??= text.trim();
  }
}

export type OrderDecision =
  | { order: DateOrder | null; isSure: true }
  /** `both`: rows contradict each other; `neither`: each could be read both ways. */
  | { order: null; isSure: false; why: 'both' | 'neither' };

/** The order of the whole file, from its own rows. One that nothing depends on need not be known. */
export function decideOrder({ dmy, mdy, either }: DateEvidence): OrderDecision {
  if (dmy > 0 && mdy > 0) return { order: null, isSure: false, why: 'both' };
  if (dmy > 0) return { order: 'dmy', isSure: true };
  if (mdy > 0) return { order: 'mdy', isSure: true };
  return either > 0 ? { order: null, isSure: false, why: 'neither' } : { order: null, isSure: true };
}

export interface ReadDate {
  at: Date;
  /** Whether the cell names a day only; it stands for noon, which is the same day for readers far away. */
  isDay: boolean;
}

const NOON = { hour: 12, minute: 0, second: 0, millisecond: 0 };

/** The moment that the cell names in the zone; null when it is none. */
export function readDate(text: string, order: DateOrder | null, timeZone: string): ReadDate | null {
  const date = writtenDate(text);
  if (!date) return null;
  const isMonthFirst = (date.order ?? order) === 'mdy';
  const [day, month] = isMonthFirst ? [date.second, date.first] : [date.first, date.second];
  const shown = { year: date.year, month, day, ...(date.time ?? NOON) };
  const at = date.ahead === null ? momentShown(shown, timeZone) : momentAhead(shown, date.ahead);
  return at && { at, isDay: date.time === null };
}

/** Whole days between two days count as days of 24 hours, also when clocks change in between. */
export function closingOf(created: ReadDate, closed: ReadDate, timeZone: string): Date {
  const days = (dateNumber(dayIn(timeZone, closed.at)) - dateNumber(dayIn(timeZone, created.at))) / DAY;
  if (created.isDay && closed.isDay) return new Date(created.at.getTime() + days * DAY);
  // Within a day, a day without a time says nothing about which of the two came first.
  return days === 0 && (created.isDay || closed.isDay) && closed.at < created.at ? created.at : closed.at;
}

const DAY = 86_400_000;

function dateNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

const TIME = String.raw`(?:[T\s,]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`, 'i');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${TIME}$`, 'i');
const DAY_NAME_YEAR = new RegExp(String.raw`^(\d{1,2})[\s.-]+(\p{L}{3,9})\.?[\s,-]+(\d{4}|\d{2})${TIME}$`, 'iu');
const NAME_DAY_YEAR = new RegExp(String.raw`^(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}$`, 'iu');

function writtenDate(cell: string): WrittenDate | null {
  const text = cell.trim();
  if (text.length > 60) return null;
  const clock = (match: RegExpExecArray) => clockOf(match.slice(-6));
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) {
    const [, year, , month, day] = yearFirst;
    return dated({ year, first: day, second: month, order: 'dmy' }, clock(yearFirst));
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) {
    const [, first, separator, second, year] = yearLast;
    return dated({ year, first, second, order: separator === '.' ? 'dmy' : null }, clock(yearLast));
  }
  const dayFirst = DAY_NAME_YEAR.exec(text);
  if (dayFirst) {
    const [, day, name = '', year] = dayFirst;
    return dated({ year, first: day, second: monthOf(name), order: 'dmy' }, clock(dayFirst));
  }
  const nameFirst = NAME_DAY_YEAR.exec(text);
  if (!nameFirst) return null;
  const [, name = '', day, year] = nameFirst;
  return dated({ year, first: day, second: monthOf(name), order: 'dmy' }, clock(nameFirst));
}

interface Parts {
  year: string | undefined;
  first: string | undefined;
  second: string | number | undefined;
  order: DateOrder | null;
}

type Clock = Pick<WrittenDate, 'time' | 'ahead'> | null;

function dated({ year = '', first, second, order }: Parts, clock: Clock): WrittenDate | null {
  if (!clock) return null;
  const date = { year: fullYear(year), first: Number(first), second: Number(second), order, ...clock };
  // Named by nobody's calendar, whichever way it is read.
  return date.first > 0 && date.second > 0 && Math.min(date.first, date.second) <= 12 ? date : null;
}

/** 24 → 2024, 87 → 1987. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** Null when the hands cannot stand like this. */
function clockOf(parts: (string | undefined)[]): Clock {
  const [hourText, minute, second, fraction, half, zone] = parts;
  if (hourText === undefined) return { time: null, ahead: null };
  const isAfternoon = half?.toLowerCase().startsWith('p');
  const written = Number(hourText);
  if (half && (written < 1 || written > 12)) return null;
  const hour = half ? (written % 12) + (isAfternoon ? 12 : 0) : written;
  const millisecond = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  return { time: { hour, minute: Number(minute), second: Number(second ?? 0), millisecond }, ahead: aheadOf(zone) };
}

function aheadOf(zone: string | undefined): number | null {
  if (!zone) return null;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const GERMAN_MONTHS: Readonly<Record<string, number>> = { mär: 3, mrz: 3, mai: 5, okt: 10, dez: 12 };

/** 0 for what is no month. */
function monthOf(name: string): number {
  const start = name.normalize('NFC').toLowerCase().slice(0, 3);
  return GERMAN_MONTHS[start] ?? MONTHS.indexOf(start) + 1;
}
