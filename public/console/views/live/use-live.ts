import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AgentView } from '../../../../src/contract/chats.dto';
import type { Page } from '../../../../src/contract/common.dto';
import type { ReportView } from '../../../../src/contract/reports.dto';
import type { TicketSlaState, TicketView } from '../../../../src/contract/tickets.dto';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { momentsOf } from '../../report-search';
import { TIME_ZONE } from '../reports/use-report';
import { gathered } from '../shell/gathered';

/** Figures are counted again this often at most, however much happens. */
const GATHER_MS = 2000;
/** Time alone makes tickets late, so without any news they are counted again as well. */
const ANYWAY_MS = 30_000;
const LISTED = 8;

const KEY = 'live';

function useLiveQuery<T>(path: string, query: Record<string, string | number | undefined> = {}) {
  const { api, shopId } = useDesk();
  const shop = useStore(shopId) ?? undefined;
  return useQuery({
    queryKey: [KEY, path, shop, query],
    queryFn: ({ signal }) => api.get<T>(path, { ...query, shopId: shop }, signal),
    refetchInterval: ANYWAY_MS,
    staleTime: 0,
  });
}

/** Today’s figures and the backlog as it is now, split. */
export function useToday(what: Today) {
  const { path, query } = useTodayQuery(what);
  return useLiveQuery<ReportView>(path, query);
}

type Today = 'tickets/by/agent' | 'tickets/by/category' | 'tickets/by/team' | 'chats';

/** What is asked of the server for it. */
export function useTodayQuery(what: Today) {
  const { clock } = useDesk();
  const from = momentsOf({ period: 'today' }, clock.now())?.from;
  return { path: `/reports/${what}`, query: { from, timeZone: TIME_ZONE } };
}

/** Tickets that are not done, of this standing, whose time is up first. */
export function useDue(sla: TicketSlaState) {
  return useLiveQuery<Page<TicketView>>('/tickets', { sla, status: 'open,in_progress', sort: 'due', limit: LISTED });
}

/** Colleagues as they are at the moment: asked for once, and kept up by what is told of each. */
export function useAgents() {
  const { socket } = useDesk();
  const queries = useQueryClient();
  const found = useLiveQuery<{ items: AgentView[] }>('/agents');

  useEffect(
    () =>
      socket.on('presence:changed', (told) => {
        queries.setQueriesData<{ items: AgentView[] }>(
          { queryKey: [KEY, '/agents'] },
          (held) =>
            held && { items: held.items.map((agent) => (agent.id === told.id ? { ...agent, ...told } : agent)) },
        );
      }),
    [socket, queries],
  );
  return found;
}

/** Counts again once something has happened. */
export function useLiveRefresh(): void {
  const { socket } = useDesk();
  const queries = useQueryClient();

  useEffect(() => {
    const renew = (...paths: string[]) =>
      gathered(() => {
        for (const path of paths) void queries.invalidateQueries({ queryKey: [KEY, path] });
      }, GATHER_MS);
    const tickets = renew(
      '/reports/tickets/by/agent',
      '/reports/tickets/by/category',
      '/reports/tickets/by/team',
      '/tickets',
    );
    const chats = renew('/reports/chats');
    const stops = [
      socket.on('ticket:changed', tickets.soon),
      socket.on('ticket:gone', tickets.soon),
      socket.on('chat:changed', chats.soon),
      socket.onOnline(() => void queries.invalidateQueries({ queryKey: [KEY] })),
      tickets.stop,
      chats.stop,
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [socket, queries]);
}
