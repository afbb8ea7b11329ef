import { Temporal } from 'temporal-polyfill';

const DAY = 86_400_000;
/** Days of the century with rules that every zone keeps to the minute; others are asked about one by one. */
const [FIRST, LAST] = [Date.UTC(1973, 0, 1), Date.UTC(2200, 0, 1)];
/** All zones together. */
const MOST_KEPT = 20_000;

const byZone = new Map<string, Map<number, number | null>>();
let kept = 0;

/**
 * How many milliseconds clocks in the zone are ahead of UTC on the day around this moment; null when that changes on it,
 * or is not known so simply. Remembered by day, since working it out costs a hundred times as much as using it.
 */
export function offsetOnDay(timeZone: string, at: number): number | null {
  if (!(at >= FIRST && at < LAST)) return null;
  const day = Math.floor(at / DAY);
  const known = byZone.get(timeZone)?.get(day);
  if (known !== undefined) return known;
  const [from, to] = [offsetAt(timeZone, day * DAY), offsetAt(timeZone, (day + 1) * DAY)];
  const offset = from === to ? from : null;
  keep(timeZone, day, offset);
  return offset;
}

/** The same for a moment of which only the shown time is known: no clock is a day ahead or behind. */
export function offsetAround(timeZone: string, shown: number): number | null {
  const [before, after] = [offsetOnDay(timeZone, shown - DAY), offsetOnDay(timeZone, shown + DAY)];
  return before === after && before === offsetOnDay(timeZone, shown) ? before : null;
}

function offsetAt(timeZone: string, at: number): number {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return offsetNanoseconds / 1_000_000;
}

function keep(timeZone: string, day: number, offset: number | null): void {
  if (kept === MOST_KEPT) {
    byZone.clear();
    kept = 0;
  }
  const days = byZone.get(timeZone) ?? new Map<number, number | null>();
  byZone.set(timeZone, days.set(day, offset));
  kept += 1;
}
