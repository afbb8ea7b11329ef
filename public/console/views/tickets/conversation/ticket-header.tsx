import { IconArrowLeft, IconLayoutSidebarRight } from '@tabler/icons-react';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { IconButton } from '../../../../ui/icon-button';
import { useDesk, useWords } from '../../../context';
import { useGoTicket } from '../../../place';
import { useTicketWords } from '../words';
import { FollowedLine } from './followed-line';
import { TicketButtons } from './ticket-buttons';
import styles from './ticket-header.module.css';
import { TicketLine } from './ticket-line';

export function TicketHeader({ ticket }: { ticket: TicketDetail }) {
  const { screen } = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const go = useGoTicket();
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <span className={styles.back}>
          <IconButton
            icon={IconArrowLeft}
            label={translate('action.back')}
            size={40}
            onClick={() => go({ ticketId: null })}
          />
        </span>
        <h2 className={styles.title} title={ticket.title}>
          {ticket.title}
        </h2>
        <TicketButtons ticket={ticket} />
        <IconButton
          icon={IconLayoutSidebarRight}
          label={t('details.toggle')}
          shortcut="]"
          onClick={() => {
            const isWide = window.matchMedia('(min-width: 1200px)').matches;
            (isWide ? screen.isDetailsKept : screen.isDetailsOver).update((isOpen) => !isOpen);
          }}
        />
      </div>
      <TicketLine ticket={ticket} />
      <FollowedLine ticket={ticket} />
    </header>
  );
}
