import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Page } from '../../../../src/contract/common.dto';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { isSameList, useSelected } from '../../../ui/use-store';
import { usePortal } from '../../context';
import { type TicketFilter, ticketQuery } from '../../model/ticket-filter';

const PAGE = 20;
const SETTLE_MS = 300;

/** The tickets that fit a filter, page by page. A push changes their rows at once, and then the list is asked again. */
export function useTickets(filter: TicketFilter) {
  const { api, tickets } = usePortal();
  useFreshLists();
  const query = useInfiniteQuery({
    queryKey: ['tickets', filter],
    queryFn: async ({ pageParam, signal }) => {
      const wanted = { ...ticketQuery(filter), limit: PAGE, cursor: pageParam };
      const page = await api.get<Page<CustomerTicketView>>('/my/tickets', wanted, signal);
      tickets.accept(...page.items);
      return { ids: page.items.map(({ id }) => id), nextCursor: page.nextCursor };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const ids = useMemo(() => [...new Set(query.data?.pages.flatMap((page) => page.ids))], [query.data]);
  const rows = useSelected(tickets.all, (all) => ids.flatMap((id) => all.get(id) ?? []), isSameList);
  return { ...query, rows };
}

/** What was pushed, or missed while the connection was away, may belong into the list or out of it. */
function useFreshLists(): void {
  const { socket } = usePortal();
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ['tickets'] }), SETTLE_MS);
    };
    const stops = [socket.on('ticket:changed', refresh), socket.onOnline(refresh)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [socket, queries]);
}
