import type { TicketListView, TicketSort } from '../../../src/contract/ticket-requests.dto';
import type { TicketView } from '../../../src/contract/tickets.dto';
import { TICKET_SORTS, type TicketSearch } from '../lists';
import { askedFilters } from './ticket-filters';

/** What the server is asked for. */
export function ticketQuery(list: TicketListView, search: TicketSearch, shopId: string | null) {
  return { view: list, shopId, ...askedFilters(search), search: search.find, sort: sortOf(search) };
}

export function sortOf({ sort }: TicketSearch): TicketSort {
  return TICKET_SORTS.find((known) => known === sort) ?? 'newest';
}

/** Whether a ticket still belongs into the list that it was found in; the rest of the filters is the server's affair. */
export function staysIn(list: TicketListView, ticket: TicketView, me: string): boolean {
  if (ticket.mergedInto) return false;
  switch (list) {
    case 'open':
      return ticket.status === 'open';
    case 'mine':
      return ticket.assignee?.id === me && ticket.status !== 'closed';
    case 'hold':
      return ticket.status === 'on_hold';
    case 'closed':
      return ticket.status === 'closed';
    case 'all':
      return true;
  }
}
