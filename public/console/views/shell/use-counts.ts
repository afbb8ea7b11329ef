import { useQuery } from '@tanstack/react-query';
import type { ChatCounts } from '../../../../src/contract/chats.dto';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { isWhole } from '../../model/queue-watch';

interface Counts {
  queue: number;
  mine: number;
  /** Waiting and active. */
  all: number;
  longestWaitingSince: string | null;
  ofTeam: (teamId: string) => number;
}

/** Counts of the server. The queue and my chats are known whole and live, so there they are at hand already. */
export function useCounts(): Counts {
  const { api, queue, mine, shopId, chats, me } = useDesk();
  const shop = useStore(shopId);
  const ids = useStore(queue.ids);
  const mineIds = useStore(mine.ids);
  const told = useStore(queue.counts);
  const isMineKnown = useStore(mine.isKnown);
  const { data } = useQuery({
    queryKey: ['counts', shop],
    queryFn: ({ signal }) => api.get<ChatCounts>('/chats/counts', { shopId: shop }, signal),
    enabled: me.shopId !== null || shop !== null,
  });
  const counts = data ?? told;

  const waiting = isWhole(ids) ? ids.length : (counts?.waiting ?? ids.length);
  const since = ids.map((id) => chats.get(id)?.queuedAt ?? '').sort()[0];
  return {
    queue: waiting,
    mine: isMineKnown ? mineIds.length : (counts?.mine ?? 0),
    all: waiting + (counts?.active ?? 0),
    longestWaitingSince: (isWhole(ids) ? since : counts?.longestWaitingSince) ?? null,
    ofTeam: (teamId) => counts?.teams.find((team) => team.teamId === teamId)?.count ?? 0,
  };
}
