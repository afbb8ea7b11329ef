import type { Query } from '@tanstack/react-query';
import type { Page } from '../../../../src/contract/common.dto';

/** How many rows the lists of chats and tickets ask for at once. */
export const PAGE = 50;

/** The pages of a list that are not here yet. */
export interface More {
  hasMore: boolean;
  isLoadingMore: boolean;
  /** Why the list, or its next page, could not be fetched. */
  error: Error | null;
  loadMore: () => void;
}

interface Paged {
  hasNextPage: boolean;
  isFetching: boolean;
  error: Error | null;
  fetchNextPage: (options: { cancelRefetch: boolean }) => unknown;
}

export function moreOf({ hasNextPage, isFetching, error, fetchNextPage }: Paged): More {
  return {
    hasMore: hasNextPage,
    isLoadingMore: isFetching,
    error,
    loadMore: () => void fetchNextPage({ cancelRefetch: false }),
  };
}

interface Pages {
  pages: readonly { ids: readonly string[]; nextCursor: Page<unknown>['nextCursor'] }[];
}

/** Whether the rows of a list had to be looked for, a second a page: asked for again at each push it would never end. */
export function isLongSearch({ state }: Query): boolean {
  const { pages = [] } = (state.data ?? {}) as Partial<Pages>;
  return pages.some(({ ids, nextCursor }) => ids.length < PAGE && nextCursor !== null);
}
