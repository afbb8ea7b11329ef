import { Temporal } from 'temporal-polyfill';
import { offsetAround, offsetOnDay } from './zone-offsets';

/** A time as clocks in a zone show it, without saying where. */
export interface ShownTime {
  year: number;
  /** From 1. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

/** The moment at which clocks in the zone show this; null for a day or an hour that does not exist on any calendar. */
export function momentShown(shown: ShownTime, timeZone: string): Date | null {
  const asUtc = shownAsUtc(shown);
  if (asUtc === null) return null;
  const offset = offsetAround(timeZone, asUtc);
  if (offset !== null) return new Date(asUtc - offset);
  const plain = Temporal.PlainDateTime.from(shown, { overflow: 'reject' });
  return new Date(plain.toZonedDateTime(timeZone).epochMilliseconds);
}

/** The moment at which clocks that are this far ahead of UTC show this. */
export function momentAhead(shown: ShownTime, minutesAhead: number): Date | null {
  const asUtc = shownAsUtc(shown);
  return asUtc === null ? null : new Date(asUtc - minutesAhead * 60_000);
}

/** The day that it is in the zone. @example "2025-02-26" */
export function dayIn(timeZone: string, moment: Date): string {
  const offset = offsetOnDay(timeZone, moment.getTime());
  if (offset !== null) return new Date(moment.getTime() + offset).toISOString().slice(0, 10);
  return zoned(moment, timeZone).toPlainDate().toString();
}

/** When the day began that it is in the zone. */
export function startOfDay(timeZone: string, moment: Date): Date {
  return new Date(zoned(moment, timeZone).startOfDay().epochMilliseconds);
}

/** As clocks in the zone show it, and how far they are ahead, so that nobody has to ask. @example "2025-02-26T14:30:05.123+05:30" */
export function localTime(moment: Date, timeZone: string): string {
  return zoned(moment, timeZone).toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });
}

function zoned(moment: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
}

/** What clocks in UTC show, as a moment; null when no clock ever shows it. */
function shownAsUtc({ year, month, day, hour, minute, second, millisecond }: ShownTime): number | null {
  if (hour > 23 || minute > 59 || second > 59 || millisecond > 999) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.setUTCHours(hour, minute, second, millisecond);
}
