import { TICKET_FILTERS, type TicketFilter, type TicketSearch } from '../lists';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the server calls them. */
const ASKED = {
  status: 'status',
  priority: 'priority',
  category: 'category',
  team: 'teamId',
  agent: 'assigneeId',
  tag: 'tag',
  sla: 'sla',
  source: 'source',
  customer: 'customerId',
  late: 'late',
  openAt: 'openAt',
  standing: 'standing',
  satisfied: 'isSatisfied',
  from: 'from',
  to: 'to',
  closedFrom: 'closedFrom',
  closedTo: 'closedTo',
  answeredFrom: 'answeredFrom',
  answeredTo: 'answeredTo',
  ratedFrom: 'ratedFrom',
  ratedTo: 'ratedTo',
} as const satisfies Record<TicketFilter, string>;

type Asked = Partial<Record<(typeof ASKED)[TicketFilter], string>>;

/** What is chosen together and dropped together: something that has happened between two moments. */
export const PERIODS = [
  ['from', 'to'],
  ['closedFrom', 'closedTo'],
  ['answeredFrom', 'answeredTo'],
  ['ratedFrom', 'ratedTo'],
] as const satisfies readonly (readonly [TicketFilter, TicketFilter])[];

const BEGINS: ReadonlySet<TicketFilter> = new Set(PERIODS.map(([from]) => from));
const ENDS: ReadonlySet<TicketFilter> = new Set(PERIODS.map(([, to]) => to));

/** What the server is asked for. Days are those of the reader, and the last one counts; moments are left as they are. */
export function askedFilters(search: TicketSearch): Asked {
  const asked = TICKET_FILTERS.map((name) => [ASKED[name], momentOf(name, search[name])] as const);
  return Object.fromEntries(asked);
}

/** The other way round: what an address holds of what the server was asked for. */
export function filtersOf(asked: Readonly<Record<string, unknown>>): TicketSearch {
  const given = TICKET_FILTERS.flatMap((name) => {
    const value = asked[ASKED[name]];
    return typeof value === 'string' && value ? [[name, placed(name, value)] as const] : [];
  });
  return Object.fromEntries(given);
}

/** The reader's day of a moment, as a field for dates takes it; of an end, the last one that counts. */
export function dayOf(name: TicketFilter, value: string | undefined): string {
  if (!value || DAY.test(value)) return value ?? '';
  return dayText(new Date(Date.parse(value) - (ENDS.has(name) ? 1 : 0)));
}

/** Whether it says no more than the day. */
export function isWholeDay(value: string): boolean {
  if (DAY.test(value)) return true;
  const at = new Date(value);
  return at.getHours() + at.getMinutes() + at.getSeconds() + at.getMilliseconds() === 0;
}

function momentOf(name: TicketFilter, value: string | undefined): string | undefined {
  if (!value || !(BEGINS.has(name) || ENDS.has(name))) return value;
  if (!DAY.test(value)) return Number.isNaN(Date.parse(value)) ? undefined : new Date(value).toISOString();
  const at = Date.parse(`${value}T00:00`);
  return Number.isNaN(at) ? undefined : midnightAfter(new Date(at), ENDS.has(name) ? 1 : 0).toISOString();
}

function placed(name: TicketFilter, value: string): string {
  const isDay = (BEGINS.has(name) || ENDS.has(name)) && isWholeDay(value);
  return isDay ? dayOf(name, value) : value;
}

function midnightAfter(at: Date, days: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days);
}

function dayText(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
