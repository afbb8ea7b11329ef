import type { SavedViewView, ViewFilters } from '../../../src/contract/saved-views.dto';
import type { TicketListView } from '../../../src/contract/ticket-requests.dto';
import type { TicketStatus } from '../../../src/contract/tickets.dto';
import { TICKET_FILTERS, TICKET_STATUSES, type TicketSearch } from '../lists';
import { filtersOf } from './ticket-filters';
import { sortOf, ticketQuery } from './ticket-lists';

export interface KeptPlace extends TicketSearch {
  list: TicketListView;
}

/** What is kept of a list as it stands in the address. */
export function keptFilters(list: TicketListView, search: TicketSearch): ViewFilters {
  const { shopId: _shop, sort: _sort, status, ...asked } = ticketQuery(list, search, null);
  const statuses = status?.split(',').filter(isStatus);
  const given = Object.entries({ ...asked, status: statuses }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

/** Where a kept list is found again. */
export function keptPlace({ filters, sort }: Pick<SavedViewView, 'filters' | 'sort'>): KeptPlace {
  const { view = 'all', status, search } = filters;
  return {
    list: view,
    ...filtersOf({ ...filters, status: status?.join(',') }),
    ...(search && { find: search }),
    ...(sort !== 'newest' && { sort }),
  };
}

/** Whether one is looking at the kept list now. */
export function isAt(kept: KeptPlace, place: KeptPlace): boolean {
  const isNarrowedAlike = [...TICKET_FILTERS, 'find' as const].every(
    (name) => (kept[name] ?? '') === (place[name] ?? ''),
  );
  return kept.list === place.list && isNarrowedAlike && sortOf(kept) === sortOf(place);
}

function isStatus(value: string): value is TicketStatus {
  return TICKET_STATUSES.some((known) => known === value);
}
