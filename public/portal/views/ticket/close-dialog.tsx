import { Button, Modal } from '@mantine/core';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { useAction } from '../../../ui/use-action';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import shell from '../shell/shell.module.css';
import styles from './ticket.module.css';

/** Asks once before the customer ends their own ticket. */
export function CloseDialog({ ticket, onClose }: { ticket: CustomerTicketView; onClose: () => void }) {
  const { api, tickets } = usePortal();
  const { t } = useWords();
  const { run, isRunning, failure } = useAction(async () => {
    tickets.accept(await api.post<CustomerTicketView>(`/my/tickets/${ticket.id}/close`));
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={t('close.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <p>{t('close.text')}</p>
      {failure !== null && (
        <p className={shell.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
      <div className={styles.choices}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('close.keep')}
        </Button>
        <Button loading={isRunning} onClick={run}>
          {t('close.submit')}
        </Button>
      </div>
    </Modal>
  );
}
