import { useMatch, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { TicketListView } from '../../src/contract/ticket-requests.dto';
import { type PlaceSearch, TICKET_LISTS, type TicketSearch, ticketSearch, VIEWS, type View } from './lists';
import { type PageName, usePage } from './pages';

export interface Place extends PlaceSearch {
  view: View;
  chatId: string | null;
}

export interface TicketPlace extends TicketSearch {
  list: TicketListView;
  ticketId: string | null;
}

/** Which part of the console one is in; only the addresses of tickets name a list of theirs. */
export function useSection(): 'chats' | 'tickets' | 'direct' | PageName {
  const page = usePage();
  const isDirect = useMatch({ from: '/direct/{-$colleagueId}', shouldThrow: false }) !== undefined;
  const { list } = useParams({ strict: false });
  if (isDirect) return 'direct';
  return page ?? (list === undefined ? 'chats' : 'tickets');
}

/** Where among the chats one is: the list, what it is narrowed to, the open chat. */
export function usePlace(): Place {
  const section = useSection();
  const params = useParams({ strict: false });
  const search: PlaceSearch = useSearch({ strict: false });
  const { team, find } = section === 'chats' ? search : {};
  const view = VIEWS.find((known) => known === params.view) ?? 'mine';
  const chatId = params.chatId ?? null;
  return useMemo(() => ({ view, chatId, team, find }), [view, chatId, team, find]);
}

/** Goes to the chats; what is not said stays as it is. */
export function useGo(): (to: Partial<Place>, options?: { replace: boolean }) => void {
  const navigate = useNavigate();
  const place = usePlace();
  return useMemo(
    () =>
      (to, options = { replace: false }) => {
        const { view, chatId, ...search } = { ...place, ...to };
        void navigate({ to: '/$view/{-$chatId}', params: { view, chatId: chatId ?? undefined }, search, ...options });
      },
    [navigate, place],
  );
}

/** Where among the tickets one is. */
export function useTicketPlace(): TicketPlace {
  const section = useSection();
  const params = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const list = TICKET_LISTS.find((known) => known === params.list) ?? 'open';
  const ticketId = params.ticketId ?? null;
  return useMemo(
    () => ({ list, ticketId, ...(section === 'tickets' && ticketSearch(search)) }),
    [list, ticketId, section, search],
  );
}

/** Goes to the tickets; what is not said stays as it is. */
export function useGoTicket(): (to: Partial<TicketPlace>, options?: { replace: boolean }) => void {
  const navigate = useNavigate();
  const place = useTicketPlace();
  return useMemo(
    () =>
      (to, options = { replace: false }) => {
        const { list, ticketId, ...search } = { ...place, ...to };
        void navigate({
          to: '/tickets/$list/{-$ticketId}',
          params: { list, ticketId: ticketId ?? undefined },
          search,
          ...options,
        });
      },
    [navigate, place],
  );
}

/** From anywhere to all that nobody has taken care of yet. */
export function useGoToTickets(): () => void {
  const navigate = useNavigate();
  return useCallback(
    () => void navigate({ to: '/tickets/$list/{-$ticketId}', params: { list: 'open', ticketId: undefined } }),
    [navigate],
  );
}

/** The colleague with whom one writes. */
export function useColleagueId(): string | null {
  return useParams({ strict: false }).colleagueId ?? null;
}

/** To what one writes with a colleague; with none, to all of it. */
export function useGoDirect(): (colleagueId: string | null) => void {
  const navigate = useNavigate();
  return useCallback(
    (colleagueId) =>
      void navigate({ to: '/direct/{-$colleagueId}', params: { colleagueId: colleagueId ?? undefined } }),
    [navigate],
  );
}
