import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Page } from '../../../../src/contract/common.dto';
import type { ImportProblem, ImportView } from '../../../../src/contract/imports.dto';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';

/** While rows are being brought in. */
const POLL_MS = 1000;
const PAGE_SIZE = 50;

export const IMPORTS_KEY = 'imports';

export function useImport(id: string) {
  const { api } = useDesk();
  return useQuery({
    queryKey: [IMPORTS_KEY, 'one', id],
    queryFn: ({ signal }) => api.get<ImportView>(`/imports/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? POLL_MS : false),
  });
}

export function useImports() {
  const { api, shopId } = useDesk();
  const shop = useStore(shopId) ?? undefined;
  return useInfiniteQuery({
    queryKey: [IMPORTS_KEY, 'list', shop],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ImportView>>('/imports', { shopId: shop, limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: 0,
  });
}

/** Everything that is wrong with the rows, page by page, in their order. Other rows may be wrong once it has run. */
export function useProblems({ id, status }: ImportView) {
  const { api } = useDesk();
  return useInfiniteQuery({
    queryKey: [IMPORTS_KEY, 'problems', id, status],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ImportProblem>>(`/imports/${id}/problems`, { limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: status !== 'running',
  });
}
