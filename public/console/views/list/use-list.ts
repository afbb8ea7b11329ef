import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ChatStatus, ChatView } from '../../../../src/contract/chats.dto';
import type { Page } from '../../../../src/contract/common.dto';
import { isSameList, useSelected, useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import type { Place } from '../../place';
import { type More, moreOf, PAGE } from './more';

interface List extends More {
  ids: readonly string[];
  isLoading: boolean;
}

const LIVE = new Set(['queue', 'mine']);

/** The chats of one list. The queue and my own come by push, the others page by page. */
export function useList({ view, team, find }: Place): List {
  const { queue, mine, chats } = useDesk();
  const queueIds = useStore(queue.ids);
  const mineIds = useStore(mine.ids);
  const isQueueKnown = useStore(queue.isKnown);
  const isMineKnown = useStore(mine.isKnown);
  const isLive = LIVE.has(view) && !find;
  const status = find ? undefined : view === 'closed' ? 'closed' : 'active';
  const pages = usePages({ status, team, find, isWanted: !isLive });

  const listed = useMemo(() => {
    if (find) return pages.ids;
    if (view === 'queue') return queueIds;
    if (view === 'mine') return mineIds;
    return view === 'all' ? [...new Set([...queueIds, ...pages.ids])] : pages.ids;
  }, [find, view, queueIds, mineIds, pages.ids]);

  const ids = useSelected(
    chats.all,
    (all) =>
      listed.filter((id) => {
        const chat = all.get(id);
        if (!chat || (team && chat.team?.id !== team)) return false;
        return view !== 'all' || Boolean(find) || chat.status !== 'closed';
      }),
    isSameList,
  );

  const isKnown = view === 'queue' ? isQueueKnown : isMineKnown;
  return { ...pages, ids, isLoading: isLive ? !isKnown : pages.isLoading };
}

interface PageQuery {
  status: ChatStatus | undefined;
  team: string | undefined;
  find: string | undefined;
  isWanted: boolean;
}

function usePages({ status, team, find, isWanted }: PageQuery) {
  const { api, chats, shopId, me } = useDesk();
  const shop = useStore(shopId);
  const query = useInfiniteQuery({
    queryKey: ['chats', shop, status, team, find],
    queryFn: async ({ pageParam, signal }) => {
      const wanted = { view: 'all', shopId: shop, status, teamId: team, search: find, limit: PAGE, cursor: pageParam };
      const page = await api.get<Page<ChatView>>('/chats', wanted, signal);
      chats.accept(...page.items);
      return { ids: page.items.map(({ id }) => id), nextCursor: page.nextCursor };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: isWanted && (me.shopId !== null || shop !== null),
  });
  const ids = useMemo(() => query.data?.pages.flatMap((page) => page.ids) ?? [], [query.data]);
  return { ...moreOf(query), ids, isLoading: query.isPending, hasMore: isWanted && query.hasNextPage };
}
