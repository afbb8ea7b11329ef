import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../ui/use-action';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { useGo } from '../../place';
import styles from './dialogs.module.css';

interface Props {
  kind: 'close' | 'decline';
  chatId: string;
  onClose: () => void;
}

/** Closing a chat, or giving it back for good; with a reason if one likes. */
export function EndDialog({ kind, chatId, onClose }: Props) {
  const desk = useDesk();
  const { t } = useWords();
  const go = useGo();
  const [reason, setReason] = useState('');
  const name = desk.chats.get(chatId)?.customer.name ?? '';
  const { run, isRunning, failure } = useAction(async () => {
    const given = reason.trim();
    if (kind === 'close') await desk.change(chatId, 'close', given ? { reason: given } : {});
    else await desk.decline(chatId, given);
    onClose();
    go({ chatId: kind === 'close' ? nextOf(desk.mine.ids.get(), chatId) : null });
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`${kind}.title`, { name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <p className={styles.hint}>{t(`${kind}.hint`)}</p>
        <TextInput
          data-autofocus
          label={t(`${kind}.reason`)}
          value={reason}
          maxLength={kind === 'close' ? 200 : 500}
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
            {t(`${kind}.submit`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The chat that needs me most once this one is done. */
function nextOf(ids: readonly string[], chatId: string): string | null {
  return ids.find((id) => id !== chatId) ?? null;
}
