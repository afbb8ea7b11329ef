import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { asApiError } from '../../../core/api-error';
import { useSelected } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { useTicketPlace } from '../../place';

/** The ticket in the address with what may be done with it now; asked for again whenever it has changed. */
export function useOpenTicket() {
  const { tickets, ticketActions } = useDesk();
  const queries = useQueryClient();
  const { ticketId } = useTicketPlace();
  const query = useQuery({
    queryKey: ['ticket', ticketId],
    queryFn: ({ signal }) => ticketActions.detail(ticketId ?? '', signal),
    enabled: ticketId !== null,
    retry: (count, error) => count < 3 && asApiError(error).isTransient,
  });
  const held = useSelected(tickets.all, (all) => (ticketId ? all.get(ticketId) : undefined));
  const told = query.data;
  const isOutdated = told !== undefined && (held === undefined || held.version > told.version);

  useEffect(() => {
    if (isOutdated) void queries.invalidateQueries({ queryKey: ['ticket', ticketId] });
  }, [isOutdated, ticketId, queries]);

  // What may be done is from the answer; everything else from whichever is newer.
  const isHeld = told && held && held.version >= told.version;
  const ticket = isHeld ? { ...told, ...held, can: told.can, readSeq: told.readSeq } : told;
  const error = query.error && (!told || !asApiError(query.error).isTransient) ? query.error : null;
  return { ticket: error ? undefined : ticket, error };
}
