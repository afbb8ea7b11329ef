import type { TicketView } from '../../../../../src/contract/tickets.dto';
import { useDesk } from '../../../context';
import { useGoTicket } from '../../../place';
import { useTicketAction } from '../use-ticket-action';

/** Makes an open ticket mine and opens it among mine, ready to write. */
export function useClaim({ id }: TicketView) {
  const { screen } = useDesk();
  const go = useGoTicket();
  return useTicketAction(id, async (actions) => {
    const claimed = await actions.step(id, 'claim');
    go({ list: 'mine', ticketId: id });
    screen.write('public');
    return claimed;
  });
}
