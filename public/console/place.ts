import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type PlaceSearch, VIEWS, type View } from './lists';

export interface Place extends PlaceSearch {
  view: View;
  chatId: string | null;
}

/** Where in the console one is: the list, what it is narrowed to, the open chat. */
export function usePlace(): Place {
  const params = useParams({ strict: false });
  const { team, find } = useSearch({ strict: false });
  const view = VIEWS.find((known) => known === params.view) ?? 'mine';
  const chatId = params.chatId ?? null;
  return useMemo(() => ({ view, chatId, team, find }), [view, chatId, team, find]);
}

/** Goes elsewhere; what is not said stays as it is. */
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
