import type { OpenInterval } from '../contract/shops.dto';

export interface Opening {
  isOpen: boolean;
  opensAt: Date | null;
  closesAt: Date | null;
}

interface Hours {
  timeZone: string;
  businessHours: readonly OpenInterval[];
  /** Local days, as YYYY-MM-DD. */
  holidays: readonly string[];
}

interface Span {
  from: number;
  to: number;
}

const DAY = 86_400_000;
/** Longer than any closure that is still worth announcing. */
const DAYS_AHEAD = 60;

/** Whether a shop is open, until when, and otherwise when it opens. A shop that names no hours is always open. */
export function openingAt(now: Date, { timeZone, businessHours, holidays }: Hours): Opening {
  if (businessHours.length === 0) return { isOpen: true, opensAt: null, closesAt: null };
  const closed = new Set(holidays);
  const today = localDay(now, timeZone);

  const spans: Span[] = [];
  for (let day = -1; day <= DAYS_AHEAD; day++)
    spans.push(...spansOf(today + day * DAY, businessHours, closed, timeZone));
  const open = merged(spans);

  const current = open.find(({ from, to }) => from <= now.getTime() && now.getTime() < to);
  if (current) return { isOpen: true, opensAt: null, closesAt: new Date(current.to) };
  const next = open.find(({ from }) => from > now.getTime());
  return { isOpen: false, opensAt: next ? new Date(next.from) : null, closesAt: null };
}

/** When the shop is open from what starts on this local day; past midnight only unless the next day is a holiday. */
function spansOf(day: number, hours: readonly OpenInterval[], holidays: ReadonlySet<string>, timeZone: string): Span[] {
  if (holidays.has(dateOf(day))) return [];
  const weekday = new Date(day).getUTCDay() || 7;
  return hours
    .filter((interval) => interval.weekday === weekday)
    .map(({ from, to }) => {
      const start = minutesOf(from);
      const end = minutesOf(to) > start ? minutesOf(to) : minutesOf(to) + 1440;
      const last = end > 1440 && holidays.has(dateOf(day + DAY)) ? 1440 : end;
      return { from: instant(day, start, timeZone), to: instant(day, last, timeZone) };
    });
}

/** In order, with what touches or overlaps made one, so that midnight does not look like closing time. */
function merged(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/** The local day that it is, as midnight of the same date in UTC. */
function localDay(at: Date, timeZone: string): number {
  const local = at.getTime() + offsetAt(at.getTime(), timeZone);
  return Math.floor(local / DAY) * DAY;
}

/** The instant at which clocks in the zone show this day and minute. Asked twice, for days on which clocks change. */
function instant(day: number, minutes: number, timeZone: string): number {
  const shown = day + minutes * 60_000;
  const guess = shown - offsetAt(shown, timeZone);
  return shown - offsetAt(guess, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which the zone's clocks are ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1000) * 1000;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function dateOf(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
