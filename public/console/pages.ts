import { useRouterState } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Permission } from '../../src/contract/permissions';
import { useDesk } from './context';

/** What there is besides chats, as the address names it. */
export const PAGES = ['live', 'reports', 'imports'] as const;
export type PageName = (typeof PAGES)[number];

const NEEDS: Record<PageName, Permission> = {
  live: 'reports:read',
  reports: 'reports:read',
  imports: 'tickets:import',
};

/** The address of each. */
export const PAGE_PATHS = { live: '/live', reports: '/reports', imports: '/imports/{-$importId}' } as const;

/** Where the second key leads after G. */
export const PAGE_KEYS: Record<PageName, string> = { live: 'l', reports: 'r', imports: 'i' };

/** The page one is on; null among the chats. */
export function usePage(): PageName | null {
  const name = useRouterState({ select: ({ matches }) => matches.at(-1)?.routeId.split('/')[1] });
  return PAGES.find((page) => page === name) ?? null;
}

/** The pages that this person may open. */
export function useMyPages(): PageName[] {
  const desk = useDesk();
  return useMemo(() => PAGES.filter((page) => desk.has(NEEDS[page])), [desk]);
}
