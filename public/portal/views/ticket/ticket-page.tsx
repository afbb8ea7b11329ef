import { Button, SegmentedControl } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { asApiError } from '../../../core/api-error';
import { useMedia } from '../../../ui/use-media';
import { useWords } from '../../context';
import { failureText } from '../../failure-words';
import { NotFound } from '../shell/not-found';
import shell from '../shell/shell.module.css';
import { Conversation } from './conversation';
import { Facts } from './facts';
import { Filed } from './filed';
import styles from './ticket.module.css';
import { TicketHead } from './ticket-head';
import { useMerged } from './use-merged';
import { useTicket } from './use-ticket';

const NARROW = '(max-width: 899.98px)';

/** One ticket: what was said beside what is known. Narrow screens show one of both. */
export function TicketPage() {
  const { t } = useWords();
  const { ticketId = '' } = useParams({ strict: false });
  const { ticket, error, refetch } = useTicket(ticketId);
  const followed = useMerged(ticket);
  const isNarrow = useMedia(NARROW);
  const [part, setPart] = useState('conversation');

  if (!ticket || ticket.mergedInto) {
    if (!error) return <div className={styles.page} aria-busy="true" />;
    if (asApiError(error).code === 'NOT_FOUND') return <NotFound />;
    return (
      <div className={shell.page}>
        <p className={shell.failure} role="alert">
          {failureText(t, error)}
        </p>
        <Button mt="md" variant="default" onClick={() => void refetch()}>
          {t('action.tryAgain')}
        </Button>
      </div>
    );
  }
  const parts = [
    { value: 'conversation', label: t('ticket.conversation') },
    { value: 'details', label: t('ticket.details') },
  ];
  return (
    <div className={styles.page}>
      <TicketHead ticket={ticket} />
      {isNarrow && (
        <SegmentedControl
          className={styles.parts}
          data={parts}
          value={part}
          onChange={setPart}
          aria-label={t('ticket.parts')}
        />
      )}
      <Filed ticket={ticket} />
      {followed && (
        <p className={styles.notice} role="status">
          {t('ticket.merged', { number: String(followed.number) })}
        </p>
      )}
      <div className={styles.columns}>
        {(!isNarrow || part === 'conversation') && <Conversation key={ticket.id} ticket={ticket} />}
        {(!isNarrow || part === 'details') && <Facts ticket={ticket} />}
      </div>
    </div>
  );
}
