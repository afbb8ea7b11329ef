import { useQueryClient } from '@tanstack/react-query';
import type { TicketDetail } from '../../../../src/contract/tickets.dto';
import { asApiError } from '../../../core/api-error';
import { useAction } from '../../../ui/use-action';
import { useDesk } from '../../context';
import type { TicketActions } from '../../model/ticket-actions';

type Work = (actions: TicketActions) => Promise<TicketDetail | undefined>;

/** Does something with a ticket and shows what became of it. Refused, it may look different by now, so it is asked for again. */
export function useTicketAction(ticketId: string, work: Work) {
  const { ticketActions } = useDesk();
  const queries = useQueryClient();
  return useAction(async () => {
    const renew = () => void queries.invalidateQueries({ queryKey: ['ticket', ticketId] });
    try {
      const changed = await work(ticketActions);
      if (changed) queries.setQueryData(['ticket', ticketId], changed);
      else renew();
    } catch (thrown) {
      if (!asApiError(thrown).isTransient) renew();
      throw thrown;
    }
  });
}
