import { useQuery } from '@tanstack/react-query';
import type { TicketListView } from '../../../../src/contract/ticket-requests.dto';
import type { TicketCounts } from '../../../../src/contract/tickets.dto';
import { Store } from '../../../core/store';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';

const nothing = new Store<TicketCounts | null>(null);

/** How many tickets each list holds, as the server counts them; null for those that only grow. */
export function useTicketCounts(): Record<TicketListView, number | null> {
  const { api, shopId, me, ticketWatch } = useDesk();
  const shop = useStore(shopId);
  const told = useStore(ticketWatch?.counts ?? nothing);
  const { data } = useQuery({
    queryKey: ['ticket-counts', shop],
    queryFn: ({ signal }) => api.get<TicketCounts>('/tickets/counts', { shopId: shop }, signal),
    enabled: ticketWatch !== null && (me.shopId !== null || shop !== null),
  });
  const counts = data ?? told;
  return {
    open: counts?.open ?? null,
    mine: counts?.mine ?? null,
    hold: counts?.onHold ?? null,
    closed: null,
    all: null,
  };
}
