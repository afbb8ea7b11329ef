import type { Query } from '@tanstack/react-query';
import type { Page } from '../../../../src/contract/common.dto';

/** How many rows the lists of chats and tickets ask for at once. */
export const PAGE = 50;

interface Pages {
  pages: readonly { ids: readonly string[]; nextCursor: Page<unknown>['nextCursor'] }[];
}

/** Whether the rows of a list had to be looked for, a second a page: asked for again with each push it would never end. */
export function isLongSearch({ state }: Query): boolean {
  const { pages = [] } = (state.data ?? {}) as Partial<Pages>;
  return pages.some(({ ids, nextCursor }) => ids.length < PAGE && nextCursor !== null);
}
