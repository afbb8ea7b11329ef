import { Temporal } from 'temporal-polyfill';

export const STRETCHES = ['day', 'week', 'month'] as const;
export type Stretch = (typeof STRETCHES)[number];

const ONE: Record<Stretch, Temporal.DurationLike> = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } };

/** When the days, weeks (from Monday) or months begin that have something of `from` to `end`; undefined if too many. */
export function startsOf(
  stretch: Stretch,
  from: number,
  end: number,
  timeZone: string,
  most: number,
): { at: number; date: string }[] | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).toPlainDate();
  let date = firstOf(stretch, today);
  const starts: { at: number; date: string }[] = [];
  for (;;) {
    const at = date.toZonedDateTime(timeZone).epochMilliseconds;
    if (at >= end && starts.length > 0) return starts;
    if (starts.length === most) return undefined;
    starts.push({ at, date: date.toString() });
    date = date.add(ONE[stretch]);
  }
}

function firstOf(stretch: Stretch, date: Temporal.PlainDate): Temporal.PlainDate {
  if (stretch === 'month') return date.with({ day: 1 });
  return stretch === 'week' ? date.subtract({ days: date.dayOfWeek - 1 }) : date;
}
