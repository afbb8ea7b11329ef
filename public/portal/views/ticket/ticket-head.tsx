import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { useAction } from '../../../ui/use-action';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { StatusChip } from '../tickets/status-chip';
import { CloseDialog } from './close-dialog';
import styles from './ticket.module.css';

/** What the ticket is about, its number, how it stands, and the way to end it or go on. */
export function TicketHead({ ticket }: { ticket: CustomerTicketView }) {
  const { api, tickets } = usePortal();
  const { t } = useWords();
  const [isClosing, setIsClosing] = useState(false);
  const { id, title, number, category, status, canReopen } = ticket;
  const reopen = useAction(async () => tickets.accept(await api.post<CustomerTicketView>(`/my/tickets/${id}/reopen`)));
  return (
    <header className={styles.head}>
      <Link to="/tickets" className={styles.back} aria-label={t('ticket.back')}>
        <IconArrowLeft size={20} />
      </Link>
      <div className={styles.about}>
        <h1 className={styles.title} title={title}>
          {title}
        </h1>
        <p className={styles.line}>
          <StatusChip status={status} />
          <span>{t('ticket.number', { number: String(number) })}</span>
          {category && <span className={styles.category}>{category}</span>}
        </p>
      </div>
      <div className={styles.actions}>
        {status !== 'closed' && (
          <Button variant="default" onClick={() => setIsClosing(true)}>
            {t('ticket.close')}
          </Button>
        )}
        {status === 'closed' && canReopen && (
          <Button variant="default" loading={reopen.isRunning} onClick={reopen.run}>
            {t('ticket.reopen')}
          </Button>
        )}
      </div>
      {reopen.failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, reopen.failure)}
        </p>
      )}
      {isClosing && <CloseDialog ticket={ticket} onClose={() => setIsClosing(false)} />}
    </header>
  );
}
