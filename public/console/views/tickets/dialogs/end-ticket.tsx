import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAction } from '../../../../ui/use-action';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import { useGoTicket } from '../../../place';
import styles from '../../dialogs/dialogs.module.css';
import { useTicketWords } from '../words';

interface Props {
  kind: 'close' | 'decline';
  ticketId: string;
  onClose: () => void;
}

const REASON_LENGTH = { close: 200, decline: 500 } as const;

/** Closing a ticket, or giving it back for good; with a reason if one likes. */
export function EndTicket({ kind, ticketId, onClose }: Props) {
  const { tickets, ticketActions } = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const go = useGoTicket();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const number = String(tickets.get(ticketId)?.number ?? '');
  const { run, isRunning, failure } = useAction(async () => {
    if (kind === 'close') {
      queries.setQueryData(['ticket', ticketId], await ticketActions.close(ticketId, reason.trim()));
    } else {
      await ticketActions.decline(ticketId, reason.trim());
      go({ ticketId: null });
      queries.removeQueries({ queryKey: ['ticket', ticketId] });
    }
    onClose();
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={translate(`${kind}.title`, { number })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <p className={styles.hint}>{translate(`${kind}.hint`)}</p>
        <TextInput
          data-autofocus
          label={translate('end.reason')}
          placeholder={translate(`${kind}.example`)}
          value={reason}
          maxLength={REASON_LENGTH[kind]}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {failure !== null && (
          <p className={styles.failure} role="alert">
            {failureText(t, failure)}
          </p>
        )}
        <div className={styles.choices}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" color={kind === 'decline' ? 'danger' : undefined} loading={isRunning}>
            {translate(`${kind}.submit`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
