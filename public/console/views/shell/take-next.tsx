import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBellRinging } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { IconButton } from '../../../ui/icon-button';
import { Kbd } from '../../../ui/kbd';
import { useAction } from '../../../ui/use-action';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { useGo } from '../../place';
import styles from './take-next.module.css';
import { useCounts } from './use-counts';

/** Takes whoever is next, chosen by the server, and opens the chat ready to write. */
export function useTakeNext() {
  const desk = useDesk();
  const go = useGo();
  const queries = useQueryClient();
  const { t } = useWords();
  return useAction(async () => {
    const chat = await desk.takeNext();
    if (!chat) return void notifications.show({ message: t('takeNext.nobody') });
    queries.setQueryData(['chat', chat.id], chat);
    desk.screen.isNavOpen.set(false);
    desk.screen.expect();
    go({ view: 'mine', chatId: chat.id, team: undefined, find: undefined });
  });
}

export function TakeNext({ isCompact = false }: { isCompact?: boolean }) {
  const desk = useDesk();
  const { t } = useWords();
  const { queue } = useCounts();
  const { run, isRunning, failure } = useTakeNext();
  if (!desk.has('chats:take')) return null;

  if (isCompact) {
    return (
      <IconButton
        icon={IconBellRinging}
        label={t('takeNext.compact', { count: queue })}
        shortcut="T"
        size={36}
        isLoading={isRunning}
        onClick={run}
      />
    );
  }
  return (
    <div className={styles.box}>
      <Button fullWidth h={36} loading={isRunning} onClick={run} aria-keyshortcuts="T" rightSection={<Kbd>T</Kbd>}>
        <span>{t('takeNext.label')}</span>
        {queue > 0 && <span className={styles.count}>{t('takeNext.waiting', { count: queue })}</span>}
      </Button>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
    </div>
  );
}
