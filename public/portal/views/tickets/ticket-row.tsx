import { IconPhoneOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { Ago } from '../../../ui/ago';
import { useWords } from '../../context';
import { StatusChip } from './status-chip';
import styles from './tickets.module.css';

export function TicketRow({ ticket }: { ticket: CustomerTicketView }) {
  const { t, format } = useWords();
  const { id, number, title, category, status, lastMessage, createdAt, phone, isPhoneValid } = ticket;
  const at = lastMessage?.at ?? createdAt;
  return (
    <li className={styles.row}>
      <Link to="/tickets/$ticketId" params={{ ticketId: id }} className={styles.link}>
        <span className={styles.title}>{title}</span>
        <StatusChip status={status} />
        <span className={styles.meta}>
          <span>{t('ticket.number', { number: String(number) })}</span>
          {category && <span>{category}</span>}
          <span>{t('tickets.filed', { at: format.date(createdAt) })}</span>
        </span>
        <Ago className={styles.time} at={at} />
        {lastMessage && (
          <span className={styles.preview}>
            {lastMessage.authorKind === 'customer' ? t('tickets.you') : lastMessage.authorName}: {lastMessage.preview}
          </span>
        )}
      </Link>
      {phone && !isPhoneValid && (
        <p className={styles.phone}>
          <IconPhoneOff size={16} aria-hidden="true" />
          {t('tickets.phoneInvalid', { phone })}
        </p>
      )}
    </li>
  );
}
