import { useSelected } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { useGoTicket, useTicketPlace } from '../../place';
import { DetailsPane } from '../shell/details-pane';
import { useKeyTargets } from '../shell/use-keys';
import { TicketConversation } from './conversation/ticket-conversation';
import { TicketDetails } from './details/ticket-details';
import { TicketListPane } from './list/ticket-list-pane';
import { useMerged } from './use-merged';
import { useOpenTicket } from './use-open-ticket';
import { TicketWords, useTicketWords } from './words';

/** The part of the console that is about tickets: the list, the open one, and what is known of it. */
export function TicketPanes() {
  return (
    <TicketWords>
      <Panes />
    </TicketWords>
  );
}

function Panes() {
  const t = useTicketWords();
  const { ticket, error } = useOpenTicket();
  useMerged(ticket);
  useTicketKeys();
  return (
    <>
      <TicketListPane />
      <TicketConversation ticket={ticket} error={error} />
      {ticket && (
        <DetailsPane label={t('details.label')}>
          <TicketDetails key={ticket.id} ticket={ticket} />
        </DetailsPane>
      )}
    </>
  );
}

function useTicketKeys(): void {
  const { screen, ticketChoice } = useDesk();
  const { ticketId } = useTicketPlace();
  const go = useGoTicket();
  const isChoosing = useSelected(ticketChoice.ids, (ids) => ids.size > 0);
  const { ticket } = useOpenTicket();
  useKeyTargets({
    openId: ticketId,
    open: (id) => go({ ticketId: id }),
    canNote: ticket?.can.note ?? false,
    actions: {
      x: () => ticketId && ticketChoice.toggle(ticketId),
      X: () => ticketId && ticketChoice.extend(ticketId, screen.listIds.get()),
      ...(isChoosing && { Escape: () => ticketChoice.clear() }),
      e: () => ticket?.can.close && screen.open({ kind: 'closeTicket', ticketId: ticket.id }),
      a: () => (ticket?.can.transfer || ticket?.can.assign) && screen.open({ kind: 'handTicket', ticketId: ticket.id }),
    },
  });
}
