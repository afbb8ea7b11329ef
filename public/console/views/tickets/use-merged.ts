import { useEffect } from 'react';
import type { TicketDetail } from '../../../../src/contract/tickets.dto';
import { useDesk } from '../../context';
import { useGoTicket } from '../../place';

/** A ticket that became part of another one leads there, unless somebody came back to look at it. */
export function useMerged(ticket: TicketDetail | undefined): void {
  const { screen } = useDesk();
  const go = useGoTicket();
  const { id, number, mergedInto } = ticket ?? {};
  const intoId = mergedInto?.id;

  useEffect(() => {
    if (!id || !number || !intoId || screen.lookedBackAt === id) return;
    screen.followed.set({ from: { id, number }, toId: intoId });
    go({ list: 'all', ticketId: intoId }, { replace: true });
  }, [id, number, intoId, screen, go]);
}
