export interface Formatter {
  /** 14:02 */
  time(at: string | number): string;
  /** Yesterday, Today, Tomorrow, weekdays up to a week away, then 12 May, and with the year when it is another. */
  day(at: string | number, now: number): string;
  /** 4 min. ago; up to an hour, then the time, then the day. */
  relative(at: string | number, now: number): string;
  fileSize(bytes: number): string;
  date(at: string | number): string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Times and sizes as people of a language write them. `timeZone` is the reader's own unless another is given. */
export function createFormatter(locale: string, timeZone?: string): Formatter {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone });
  const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone });
  const calendar = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
  const short = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });

  /** Calendar days, not spans of 24 hours: eleven at night and one in the morning are a day apart. */
  function daysBetween(at: number, now: number): number {
    return Math.round((Date.parse(calendar.format(now)) - Date.parse(calendar.format(at))) / DAY_MS);
  }

  function day(when: string | number, now: number): string {
    const at = new Date(when).getTime();
    const days = daysBetween(at, now);
    if (Math.abs(days) < 2) return capitalized(words.format(-days, 'day'), locale);
    if (Math.abs(days) < 7) return weekday.format(at);
    return calendar.format(at).slice(0, 4) === calendar.format(now).slice(0, 4) ? dayMonth.format(at) : date.format(at);
  }

  return {
    time: (at) => time.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    day,
    relative(when, now) {
      const at = new Date(when).getTime();
      const minutes = Math.floor((now - at) / MINUTE_MS);
      if (minutes < 1) return words.format(0, 'second');
      if (minutes < 60) return short.format(-minutes, 'minute');
      return daysBetween(at, now) === 0 ? time.format(at) : day(at, now);
    },
    fileSize: (bytes) => fileSize(bytes, locale),
  };
}

function capitalized(text: string, locale: string): string {
  return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
}

function fileSize(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kilobyte'] : [bytes / 1024 / 1024, 'megabyte'];
  const digits = value < 10 ? 1 : 0;
  const rounded = Math.max(value, 0.1);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }).format(rounded);
}

/** A running clock: 0:52, 12:05, 1:02:09. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
