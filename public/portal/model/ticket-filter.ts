export const STATUSES = ['open', 'in_progress', 'on_hold', 'closed'] as const;
export type Status = (typeof STATUSES)[number];

/** What the list of tickets is narrowed to. The address holds it. */
export interface TicketFilter {
  status?: Status;
  category?: string;
  /** Days as they are written in a date field, in the reader's time zone. */
  from?: string;
  to?: string;
  find?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Takes from an address what a filter understands. */
export function ticketFilter(search: Record<string, unknown>): TicketFilter {
  const { status, category, from, to, find } = search;
  const known = STATUSES.find((each) => each === status);
  return {
    ...(known && { status: known }),
    ...(typeof category === 'string' && category && { category }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
    ...((typeof find === 'string' || typeof find === 'number') && String(find).trim() && { find: String(find) }),
  };
}

/** The same as the server is asked: moments instead of days, up to the midnight that ends the last one. */
export function ticketQuery({ status, category, from, to, find }: TicketFilter): Record<string, string | undefined> {
  return {
    status,
    category,
    from: from && startOfDay(from).toISOString(),
    to: to && startOfDay(to, 1).toISOString(),
    search: find?.trim() || undefined,
  };
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value));
}

function startOfDay(day: string, daysLater = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater);
}
