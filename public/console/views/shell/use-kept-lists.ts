import { useQuery } from '@tanstack/react-query';
import type { SavedViewList, SavedViewView } from '../../../../src/contract/saved-views.dto';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { isAt, keptPlace } from '../../model/kept-lists';
import { useSection, useTicketPlace } from '../../place';

const NONE: SavedViewView[] = [];

/** The lists that I keep and those shared with me; which one of them is looked at. */
export function useKeptLists() {
  const { api, shopId, ticketWatch } = useDesk();
  const shop = useStore(shopId);
  const section = useSection();
  const place = useTicketPlace();
  const { data } = useQuery({
    queryKey: ['kept-lists', shop],
    queryFn: ({ signal }) => api.get<SavedViewList>('/ticket-views', { shopId: shop }, signal),
    enabled: ticketWatch !== null,
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
  const lists = data?.items ?? NONE;
  const current = section === 'tickets' ? lists.find((kept) => isAt(keptPlace(kept), place)) : undefined;
  return { lists, currentId: current?.id ?? null };
}
