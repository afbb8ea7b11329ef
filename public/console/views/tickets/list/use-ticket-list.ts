import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Page } from '../../../../../src/contract/common.dto';
import type { TicketView } from '../../../../../src/contract/tickets.dto';
import { isSameList, useSelected, useStore } from '../../../../ui/use-store';
import { useDesk } from '../../../context';
import { staysIn, ticketQuery } from '../../../model/ticket-lists';
import type { TicketPlace } from '../../../place';
import { moreOf, PAGE } from '../../list/more';

/** The tickets of one list, page by page. What a push says does not belong here any more is gone at once. */
export function useTicketList({ list, ticketId: _, ...search }: TicketPlace) {
  const { api, tickets, shopId, me } = useDesk();
  const shop = useStore(shopId);
  const query = useInfiniteQuery({
    queryKey: ['tickets', shop, list, search],
    queryFn: async ({ pageParam, signal }) => {
      const wanted = { ...ticketQuery(list, search, shop), limit: PAGE, cursor: pageParam };
      const page = await api.get<Page<TicketView>>('/tickets', wanted, signal);
      tickets.accept(...page.items);
      return { ids: page.items.map(({ id }) => id), nextCursor: page.nextCursor };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: me.shopId !== null || shop !== null,
  });
  const { data } = query;
  const listed = useMemo(() => [...new Set(data?.pages.flatMap((page) => page.ids))], [data]);
  const ids = useSelected(
    tickets.all,
    (all) =>
      listed.filter((id) => {
        const ticket = all.get(id);
        return ticket !== undefined && staysIn(list, ticket, me.id);
      }),
    isSameList,
  );
  return { ...moreOf(query), ids, isLoading: query.isPending };
}
