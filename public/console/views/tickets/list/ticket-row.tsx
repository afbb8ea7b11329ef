import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { TicketView } from '../../../../../src/contract/tickets.dto';
import { Avatar } from '../../../../ui/avatar';
import { useNow } from '../../../../ui/ticker';
import { useSelected } from '../../../../ui/use-store';
import { useDesk, useWords } from '../../../context';
import { useTicketPlace } from '../../../place';
import styles from '../../list/chat-row.module.css';
import { RowLine } from '../../list/row-line';
import { agoText } from '../../list/row-time';
import { RowBox } from '../bulk/row-box';
import { useTicketWords } from '../words';
import { TicketChips } from './ticket-chips';

interface Props {
  id: string;
  isChosen: boolean;
}

export const TicketRow = memo(function TicketRow({ id, isChosen }: Props) {
  const { tickets } = useDesk();
  const ticket = useSelected(tickets.all, (all) => all.get(id));
  if (!ticket) return null;
  return (
    <RowBox ticket={ticket} isOpen={isChosen}>
      <Row ticket={ticket} isChosen={isChosen} />
    </RowBox>
  );
});

function Row({ ticket, isChosen }: { ticket: TicketView; isChosen: boolean }) {
  const { me, customersHere } = useDesk();
  const { t } = useWords();
  const { list } = useTicketPlace();
  const isHere = useSelected(customersHere, (here) => here.has(ticket.customer.id));
  const isMine = ticket.assignee?.id === me.id;
  const last = ticket.lastMessage;
  const name = ticket.customer.name || t('customer.unnamed');
  return (
    <Link
      to="/tickets/$list/{-$ticketId}"
      params={{ list, ticketId: ticket.id }}
      search={(search) => search}
      className={styles.row}
      data-chosen={isChosen}
      data-unread={isMine && ticket.awaitingSince !== null}
      data-closed={ticket.status === 'closed'}
      aria-current={isChosen ? 'true' : undefined}
      activeProps={{}}
    >
      <Avatar
        id={ticket.customer.id}
        name={name}
        presence={isHere ? 'here' : 'gone'}
        presenceLabel={t('customer.here')}
      />
      <span className={styles.text}>
        <span className={styles.top}>
          <span className={styles.name} title={ticket.title}>
            {ticket.title}
          </span>
          <Time ticket={ticket} />
        </span>
        <span className={styles.middle}>
          <span className={styles.number}>#{ticket.number}</span>
          <span className={styles.who}>{name}</span>
          <RowLine
            conversationId={ticket.conversationId}
            first={ticket.description}
            standing={{ last, isMine: isMine && last?.authorKind === 'employee' }}
          />
        </span>
        <TicketChips ticket={ticket} />
      </span>
    </Link>
  );
}

/** How long the customer has been waiting for us; when it is their turn, how long ago the last thing was. */
function Time({ ticket }: { ticket: TicketView }) {
  const { t } = useWords();
  const translate = useTicketWords();
  const now = useNow();
  const { awaitingSince, status, closedAt, lastMessage, createdAt } = ticket;
  const isOwed = awaitingSince !== null && status !== 'closed';
  const at = isOwed ? awaitingSince : (closedAt ?? lastMessage?.at ?? createdAt);
  return (
    <span
      className={styles.time}
      data-waits={isOwed}
      title={translate(isOwed ? 'row.owed' : closedAt ? 'row.closed' : 'row.last')}
    >
      {agoText(now - Date.parse(at), t)}
    </span>
  );
}
