export const REPORTS = ['tickets', 'chats'] as const;
export type ReportKind = (typeof REPORTS)[number];

export const PERIODS = ['today', 'week', 'month', 'thisMonth', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

export const STRETCHES = ['day', 'week', 'month'] as const;
export type Stretch = (typeof STRETCHES)[number];

export const SPLITS = ['category', 'agent', 'team'] as const;
export type Split = (typeof SPLITS)[number];

/** What a report counts and how it is split. The address holds it. */
export interface ReportSearch {
  kind?: ReportKind;
  period?: Period;
  /** Of a period of one's own: the first day and the last one, as a date field writes them. */
  from?: string;
  to?: string;
  over?: Stretch;
  by?: Split;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Takes from an address what a report understands. */
export function reportSearch(search: Record<string, unknown>): ReportSearch {
  const known = <T extends string>(values: readonly T[], value: unknown) => values.find((each) => each === value);
  const found: ReportSearch = {
    kind: known(REPORTS, search.kind),
    period: known(PERIODS, search.period),
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
    over: known(STRETCHES, search.over),
    by: known(SPLITS, search.by),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** The query of a list, and which list. */
export function rowsSearch(search: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}

export interface Moments {
  from: string;
  /** Left out: up to now. */
  to?: string;
}

/** The moments between which a report counts, by the reader's clock; null while a period of one's own is not complete. */
export function momentsOf({ period = 'month', from, to }: ReportSearch, now: number): Moments | null {
  if (period === 'custom') {
    if (!from || !to || from > to) return null;
    return {
      from: midnight(new Date(`${from}T00:00`)).toISOString(),
      to: midnight(new Date(`${to}T00:00`), 1).toISOString(),
    };
  }
  const today = new Date(now);
  if (period === 'thisMonth') return { from: new Date(today.getFullYear(), today.getMonth(), 1).toISOString() };
  return { from: midnight(today, period === 'today' ? 0 : period === 'week' ? -6 : -29).toISOString() };
}

/** Days, and a step for each that can be seen: hours are not counted, so one day is one step. */
export function stretchOf({ over, period = 'month' }: ReportSearch): Stretch {
  return over ?? (period === 'custom' ? 'week' : 'day');
}

function midnight(of: Date, daysLater = 0): Date {
  return new Date(of.getFullYear(), of.getMonth(), of.getDate() + daysLater);
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value));
}
