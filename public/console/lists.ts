import type { TicketListView, TicketSort } from '../../src/contract/ticket-requests.dto';
import type { TicketPriority, TicketSlaState, TicketSource, TicketStatus } from '../../src/contract/tickets.dto';

/** The lists of chats, as the address names them. */
export const VIEWS = ['queue', 'mine', 'all', 'closed'] as const;
export type View = (typeof VIEWS)[number];

export interface PlaceSearch {
  /** Only the chats of this team. */
  team?: string;
  /** Words to look for. */
  find?: string;
}

/** The lists of tickets, as the address names them. */
export const TICKET_LISTS = ['open', 'mine', 'hold', 'closed', 'all'] as const satisfies readonly TicketListView[];

export const TICKET_SORTS = ['newest', 'oldest', 'due', 'updated'] as const satisfies readonly TicketSort[];
export const TICKET_STATUSES = ['open', 'in_progress', 'on_hold', 'closed'] as const satisfies readonly TicketStatus[];
export const TICKET_PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const satisfies readonly TicketPriority[];
export const TICKET_SLA_STATES = [
  'breached',
  'atRisk',
  'ok',
  'paused',
  'met',
  'none',
] as const satisfies readonly TicketSlaState[];

export const TICKET_SOURCES = [
  'portal',
  'chat',
  'offline',
  'staff',
  'import',
  'api',
] as const satisfies readonly TicketSource[];

/** What a list of tickets can be narrowed to. */
export const TICKET_FILTERS = [
  'status',
  'priority',
  'category',
  'team',
  'agent',
  'tag',
  'sla',
  'source',
  'customer',
  'late',
  'openAt',
  'standing',
  'satisfied',
  'from',
  'to',
  'closedFrom',
  'closedTo',
  'answeredFrom',
  'answeredTo',
  'ratedFrom',
  'ratedTo',
] as const;
export type TicketFilter = (typeof TICKET_FILTERS)[number];

export type TicketSearch = Partial<Record<TicketFilter | 'sort' | 'find', string>>;

const IN_SEARCH = [...TICKET_FILTERS, 'sort', 'find'] as const;

/** The part of an address that narrows tickets, without what is empty. */
export function ticketSearch(search: Record<string, unknown>): TicketSearch {
  const given = IN_SEARCH.flatMap((name) => {
    // A number, or a word like `true`, arrives as what it looks like.
    const value = search[name];
    const isPlain = typeof value === 'number' || typeof value === 'boolean';
    const text = typeof value === 'string' ? value : isPlain ? String(value) : '';
    return text ? [[name, text] as const] : [];
  });
  return Object.fromEntries(given);
}
