import { useQuery } from '@tanstack/react-query';
import type { AgentView } from '../../../../src/contract/chats.dto';
import type { Page } from '../../../../src/contract/common.dto';
import { LIMITS } from '../../../../src/contract/limits';
import type { ShopView } from '../../../../src/contract/shops.dto';
import type { TeamView } from '../../../../src/contract/teams.dto';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';

const SELDOM_CHANGED_MS = 300_000;
const NONE: never[] = [];

/** What tickets of a shop can be about, and who there is to take care of them. */
export function useShopFacts(ofShop?: string) {
  const desk = useDesk();
  const chosen = useStore(desk.shopId);
  const shopId = ofShop ?? chosen;
  const common = { enabled: shopId !== null, staleTime: SELDOM_CHANGED_MS };
  const shop = useQuery({
    ...common,
    queryKey: ['shop', shopId],
    queryFn: ({ signal }) => desk.api.get<ShopView>(`/shops/${shopId}`, {}, signal),
  });
  const agents = useQuery({
    ...common,
    queryKey: ['agents', shopId],
    queryFn: ({ signal }) => desk.api.get<{ items: AgentView[] }>('/agents', { shopId }, signal),
  });
  const teams = useQuery({
    ...common,
    queryKey: ['teams', shopId],
    queryFn: ({ signal }) => desk.api.get<Page<TeamView>>('/teams', { shopId, limit: LIMITS.pageSize }, signal),
    enabled: common.enabled && desk.has('teams:read'),
  });
  return {
    categories: shop.data?.settings.ticketCategories ?? NONE,
    agents: agents.data?.items ?? NONE,
    teams: teams.data?.items ?? NONE,
  };
}
