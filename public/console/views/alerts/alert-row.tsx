import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AlertView } from '../../../../src/contract/alerts.dto';
import { asApiError } from '../../../core/api-error';
import { Ago } from '../../../ui/ago';
import { useDesk } from '../../context';
import { AlertIcon } from './alert-icon';
import { aboutText, alertText } from './alert-text';
import styles from './alerts.module.css';
import { useAlertWords } from './words';

/** Leads to what it tells of; having been there is having read it. */
export function AlertRow({ alert }: { alert: AlertView }) {
  const { alertBox, screen } = useDesk();
  const { ticket, chat } = alert;

  function read(): void {
    if (alert.readAt === null) alertBox.read(alert.id).catch(asApiError);
  }

  function leave(): void {
    read();
    screen.close();
  }

  const look = { className: styles.row, 'data-unread': alert.readAt === null };
  if (ticket) {
    const list = alert.kind === 'ticketAssigned' ? 'mine' : 'all';
    return (
      <Link to="/tickets/$list/{-$ticketId}" params={{ list, ticketId: ticket.id }} onClick={leave} {...look}>
        <Content alert={alert} />
      </Link>
    );
  }
  if (chat) {
    return (
      <Link to="/$view/{-$chatId}" params={{ view: 'all', chatId: chat.id }} onClick={leave} {...look}>
        <Content alert={alert} />
      </Link>
    );
  }
  return (
    <button type="button" onClick={read} {...look}>
      <Content alert={alert} />
    </button>
  );
}

function Content({ alert }: { alert: AlertView }): ReactNode {
  const t = useAlertWords();
  return (
    <>
      <AlertIcon kind={alert.kind} />
      <span className={styles.text}>
        <span className={styles.sentence}>{alertText(t, alert)}</span>
        {alert.data.body && <span className={styles.body}>{alert.data.body}</span>}
        <span className={styles.about}>{aboutText(t, alert)}</span>
      </span>
      <span className={styles.side}>
        <Ago className={styles.time} at={alert.createdAt} />
        {alert.readAt === null && (
          <span className={styles.dot}>
            <VisuallyHidden>{t('alert.unread')}</VisuallyHidden>
          </span>
        )}
      </span>
    </>
  );
}
