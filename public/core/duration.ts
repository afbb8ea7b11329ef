const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something took, in the largest unit that says it well: 40 sec, 12 min, 5.5 hr, 4.2 days. */
export function durationText(seconds: number, locale: string): string {
  const [value, unit] =
    seconds < MINUTE
      ? [Math.round(seconds), 'second']
      : seconds < HOUR
        ? [Math.round(seconds / MINUTE), 'minute']
        : seconds < 2 * DAY
          ? [seconds / HOUR, 'hour']
          : [seconds / DAY, 'day'];
  const unitDisplay = unit === 'day' ? 'long' : 'short';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 }).format(value);
}
