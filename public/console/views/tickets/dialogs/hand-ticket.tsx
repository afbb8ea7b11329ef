import { useQueryClient } from '@tanstack/react-query';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { useDesk } from '../../../context';
import { TransferForm } from '../../dialogs/transfer-form';
import { useTicketWords } from '../words';

/** A ticket goes to a colleague, who need not be there now, or to a team. Who only may assign chooses among people. */
export function HandTicket({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { tickets, ticketActions } = useDesk();
  const queries = useQueryClient();
  const t = useTicketWords();
  const ticket = tickets.get(ticketId);
  const can = queries.getQueryData<TicketDetail>(['ticket', ticketId])?.can;
  const isAssignment = can !== undefined && !can.transfer;
  const number = String(ticket?.number ?? '');
  return (
    <TransferForm
      title={t(isAssignment ? 'assign.title' : 'transfer.title', { number })}
      given={
        ticket && {
          what: 'ticket',
          shopId: ticket.shopId,
          holder: ticket.assignee,
          queue: ticket.assignee ? null : ticket.team,
        }
      }
      isAssignment={isAssignment}
      give={async (to, note) => {
        const changed =
          isAssignment && 'agentId' in to
            ? await ticketActions.assign(ticketId, to)
            : await ticketActions.transfer(ticketId, { ...to, ...(note && { note }) });
        queries.setQueryData(['ticket', ticketId], changed);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
