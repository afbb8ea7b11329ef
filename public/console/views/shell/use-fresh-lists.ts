import { type Query, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useDesk } from '../../context';
import { isLongSearch } from '../list/more';
import { gathered } from './gathered';

const GATHER_MS = 1000;

const isShort = (query: Query) => !isLongSearch(query);

/** Lists and counts that were asked for are asked for again when a push says that they may have changed, once a second. */
export function useFreshLists(): void {
  const { socket } = useDesk();
  const queries = useQueryClient();

  useEffect(() => {
    const renewChats = gathered(() => {
      void queries.invalidateQueries({ queryKey: ['counts'] });
      void queries.invalidateQueries({ queryKey: ['chats'], predicate: isShort });
    }, GATHER_MS);
    const renewTickets = gathered(() => {
      void queries.invalidateQueries({ queryKey: ['ticket-counts'] });
      void queries.invalidateQueries({ queryKey: ['tickets'], predicate: isShort });
    }, GATHER_MS);
    const stops = [
      socket.on('chat:changed', renewChats.soon),
      socket.on('queue:changed', renewChats.soon),
      socket.on('ticket:changed', renewTickets.soon),
      socket.on('ticket:gone', renewTickets.soon),
      socket.onOnline(renewChats.soon),
      socket.onOnline(renewTickets.soon),
      renewChats.stop,
      renewTickets.stop,
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [socket, queries]);
}
