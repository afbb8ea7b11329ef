import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { DirectMessageView } from '../../../../src/contract/direct-messages.dto';
import { isSameList, useSelected, useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import type { DirectWatch } from '../../model/direct-watch';
import { useColleagueId } from '../../place';
import { moreOf } from '../list/more';

/** Everybody with whom I have written, the latest first, by the colleague; and who is open. */
export function useExchanges(direct: DirectWatch) {
  const { socket } = useDesk();
  const queries = useQueryClient();
  const colleagueId = useColleagueId();
  const held = useStore(direct.exchanges);
  const query = useInfiniteQuery({
    queryKey: ['direct'],
    queryFn: ({ pageParam, signal }) => direct.page(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (cursor) => cursor,
  });

  useEffect(() => socket.onOnline(() => void queries.invalidateQueries({ queryKey: ['direct'] })), [socket, queries]);

  const ids = useMemo(() => {
    const shown = [...held.values()].filter(
      ({ lastMessage, colleague }) => lastMessage || colleague.id === colleagueId,
    );
    return [...new Set(shown.sort(byLatest).map(({ colleague }) => colleague.id))];
  }, [held, colleagueId]);
  return { ...moreOf(query), ids, isLoading: query.isPending };
}

/** Who has moved from shop to shop may have written with somebody in both. */
export function useExchange(direct: DirectWatch, colleagueId: string | null): DirectMessageView | null {
  const [newest = null] = useSelected(
    direct.exchanges,
    (held) => [...held.values()].filter(({ colleague }) => colleague.id === colleagueId).sort(byLatest),
    isSameList,
  );
  return newest;
}

/** What was just begun stands where it will be once something is written. */
function byLatest(a: DirectMessageView, b: DirectMessageView): number {
  return (b.lastMessage?.at ?? b.createdAt).localeCompare(a.lastMessage?.at ?? a.createdAt);
}
