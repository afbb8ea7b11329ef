import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { useSelected } from '../../../ui/use-store';
import { usePortal } from '../../context';

/** One ticket: as it was asked for, and then as every push says. */
export function useTicket(id: string) {
  const { api, tickets, socket } = usePortal();
  const { error, refetch } = useQuery({
    queryKey: ['ticket', id],
    queryFn: async ({ signal }) => {
      const ticket = await api.get<CustomerTicketView>(`/my/tickets/${id}`, undefined, signal);
      tickets.accept(ticket);
      return ticket;
    },
  });
  // What was pushed while the connection was away is not pushed again.
  useEffect(() => socket.onOnline(() => void refetch()), [socket, refetch]);
  const ticket = useSelected(tickets.all, (all) => all.get(id));
  return { ticket, error, refetch };
}
