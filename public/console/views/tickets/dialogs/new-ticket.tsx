import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../../ui/use-action';
import { useStore } from '../../../../ui/use-store';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import { useGoTicket } from '../../../place';
import styles from '../../dialogs/dialogs.module.css';
import { useTicketWords } from '../words';
import { type Caller, CustomerField, givenCaller, NOBODY } from './customer-field';
import { EMPTY_FIELDS, given, TicketFields } from './ticket-fields';

/** Writes down what somebody on the phone asks for. */
export function NewTicket({ onClose }: { onClose: () => void }) {
  const desk = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const go = useGoTicket();
  const shopId = useStore(desk.shopId) ?? undefined;
  const [clientId] = useState(() => crypto.randomUUID());
  const [caller, setCaller] = useState<Caller>(NOBODY);
  const [fields, setFields] = useState(EMPTY_FIELDS);
  const { run, isRunning, failure } = useAction(async () => {
    const { description = '', ...rest } = given(fields);
    const ticket = await desk.ticketActions.create({ clientId, shopId, description, ...rest, ...givenCaller(caller) });
    onClose();
    go({ list: ticket.assignee ? 'mine' : 'open', ticketId: ticket.id });
  });

  return (
    <Modal
      opened
      onClose={onClose}
      size={600}
      title={translate('new.open')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <CustomerField shopId={shopId} caller={caller} onChange={setCaller} />
        <TicketFields shopId={shopId} fields={fields} onChange={setFields} />
        {failure !== null && (
          <p className={styles.failure} role="alert">
            {failureText(t, failure)}
          </p>
        )}
        <div className={styles.choices}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!caller.known && !caller.name.trim()} loading={isRunning}>
            {translate('new.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
