import { VisuallyHidden } from '@mantine/core';
import { IconArrowsExchange, IconBell, IconCircleCheck, IconGitMerge, IconMessage } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AlertView } from '../../../../src/contract/alerts.dto';
import { asApiError } from '../../../core/api-error';
import { Ago } from '../../../ui/ago';
import { usePortal, useWords } from '../../context';
import { alertText } from './alert-text';
import styles from './alerts.module.css';

const ICONS: Partial<Record<AlertView['kind'], typeof IconBell>> = {
  ticketReplied: IconMessage,
  ticketStatusChanged: IconArrowsExchange,
  ticketClosed: IconCircleCheck,
  ticketMerged: IconGitMerge,
};

/** Leads to the ticket; having been there is having read it. */
export function AlertRow({ alert }: { alert: AlertView }) {
  const { alertBox } = usePortal();
  const { ticket, readAt } = alert;
  const look = {
    className: styles.row,
    'data-unread': readAt === null,
    onClick: () => {
      if (readAt === null) alertBox.read(alert.id).catch(asApiError);
    },
  };
  if (!ticket) {
    return (
      <button type="button" {...look}>
        <Content alert={alert} />
      </button>
    );
  }
  return (
    <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }} {...look}>
      <Content alert={alert} />
    </Link>
  );
}

function Content({ alert }: { alert: AlertView }) {
  const { t } = useWords();
  const { kind, ticket, readAt, createdAt } = alert;
  const Icon = ICONS[kind] ?? IconBell;
  return (
    <>
      <span className={styles.icon} data-kind={kind} aria-hidden="true">
        <Icon size={20} stroke={1.75} />
      </span>
      <span className={styles.text}>
        <span className={styles.sentence}>{alertText(t, alert)}</span>
        {ticket && (
          <span className={styles.about}>
            {t('ticket.number', { number: String(ticket.number) })} · {ticket.title}
          </span>
        )}
      </span>
      <span className={styles.side}>
        <Ago className={styles.time} at={createdAt} />
        {readAt === null && (
          <span className={styles.dot}>
            <VisuallyHidden>{t('alerts.unread')}</VisuallyHidden>
          </span>
        )}
      </span>
    </>
  );
}
