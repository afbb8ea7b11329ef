import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Announced } from '../../../../src/contract/alerts.dto';
import { LIMITS } from '../../../../src/contract/limits';
import { useAction } from '../../../ui/use-action';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import dialog from '../dialogs/dialogs.module.css';
import { AlertWords, useAlertWords } from './words';

export function AnnouncementDialog({ onClose }: { onClose: () => void }) {
  return (
    <AlertWords>
      <Form onClose={onClose} />
    </AlertWords>
  );
}

/** News for all who work for the shop. */
function Form({ onClose }: { onClose: () => void }) {
  const { api, shopId } = useDesk();
  const t = useAlertWords();
  const { t: say } = useWords();
  const shop = useStore(shopId);
  const [title, setTitle] = useState('');
  const [body, setBody] = useState('');
  const { run, isRunning, failure } = useAction(async () => {
    const { recipients } = await api.post<Announced>(`/shops/${shop}/announcements`, { title, body });
    notifications.show({ message: t('announce.done', { count: recipients }) });
    onClose();
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('announce.title')}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <p className={dialog.hint}>{t(shop ? 'announce.hint' : 'announce.noShop')}</p>
        <TextInput
          data-autofocus
          label={t('announce.heading')}
          required
          value={title}
          maxLength={LIMITS.announcementTitle}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label={t('announce.text')}
          required
          rows={5}
          value={body}
          maxLength={LIMITS.announcementBody}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        {failure !== null && (
          <p className={dialog.failure} role="alert">
            {failureText(say, failure)}
          </p>
        )}
        <div className={dialog.choices}>
          <Button variant="default" onClick={onClose}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" disabled={!shop || !title.trim() || !body.trim()} loading={isRunning}>
            {t('announce.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
