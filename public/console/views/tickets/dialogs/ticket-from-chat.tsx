import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../../ui/use-action';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import { useGoTicket } from '../../../place';
import styles from '../../dialogs/dialogs.module.css';
import { useTicketWords } from '../words';
import { EMPTY_FIELDS, given, TicketFields } from './ticket-fields';

const TITLE_LENGTH = 200;

/** What cannot be settled in the chat goes on as a ticket. */
export function TicketFromChat({ chatId, onClose }: { chatId: string; onClose: () => void }) {
  const desk = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const go = useGoTicket();
  const chat = desk.chats.get(chatId);
  const [clientId] = useState(() => crypto.randomUUID());
  const [fields, setFields] = useState(() => ({
    ...EMPTY_FIELDS,
    title: (chat?.topic ?? chat?.firstMessage ?? '').slice(0, TITLE_LENGTH),
    teamId: chat?.team?.id ?? '',
  }));
  const { run, isRunning, failure } = useAction(async () => {
    const ticket = await desk.ticketActions.createFromChat(chatId, { clientId, ...given(fields) });
    onClose();
    go({ list: ticket.assignee?.id === desk.me.id ? 'mine' : 'open', ticketId: ticket.id });
  });

  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={translate('fromChat.title', { name: chat?.customer.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <p className={styles.hint}>{translate('fromChat.hint')}</p>
        <TicketFields shopId={chat?.shopId} fields={fields} onChange={setFields} isDescriptionOptional />
        {failure !== null && (
          <p className={styles.failure} role="alert">
            {failureText(t, failure)}
          </p>
        )}
        <div className={styles.choices}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={isRunning}>
            {translate('new.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
