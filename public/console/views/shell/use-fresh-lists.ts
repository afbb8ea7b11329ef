import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useDesk } from '../../context';

const GATHER_MS = 1000;

/** Lists and counts that were asked for are asked for again when a push says that they may have changed, once a second. */
export function useFreshLists(): void {
  const { socket } = useDesk();
  const queries = useQueryClient();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renew = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: ['counts'] });
        void queries.invalidateQueries({ queryKey: ['chats'] });
      }, GATHER_MS);
    };
    const stops = [socket.on('chat:changed', renew), socket.on('queue:changed', renew), socket.onOnline(renew)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [socket, queries]);
}
