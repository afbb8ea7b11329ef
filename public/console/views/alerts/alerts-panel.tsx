import { Button, Drawer } from '@mantine/core';
import '@mantine/core/styles/Drawer.css';
import { IconBellCheck, IconChecks, IconSpeakerphone } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useAction } from '../../../ui/use-action';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { AlertRow } from './alert-row';
import styles from './alerts.module.css';
import { AlertWords, useAlertWords } from './words';

export function AlertsPanel({ onClose }: { onClose: () => void }) {
  return (
    <AlertWords>
      <Panel onClose={onClose} />
    </AlertWords>
  );
}

/** Everything I was told in the last months, the newest first. */
function Panel({ onClose }: { onClose: () => void }) {
  const desk = useDesk();
  const t = useAlertWords();
  const { t: say } = useWords();
  const { alertBox } = desk;
  const unread = useStore(alertBox.unread);
  const readAll = useAction(() => alertBox.readAll());
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      size={420}
      lockScroll={false}
      classNames={{ inner: styles.inner, content: styles.content }}
    >
      <Drawer.Overlay className={styles.overlay} />
      <Drawer.Content>
        <Drawer.Header className={styles.header}>
          <Drawer.Title className={styles.title}>{t('panel.title')}</Drawer.Title>
          {desk.has('shops:update') && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconSpeakerphone size={15} stroke={1.75} />}
              onClick={() => desk.screen.open({ kind: 'announcement' })}
            >
              {t('panel.announce')}
            </Button>
          )}
          <Drawer.CloseButton aria-label={say('action.close')} />
        </Drawer.Header>
        {unread > 0 && (
          <Button
            className={styles.readAll}
            size="compact-sm"
            variant="subtle"
            leftSection={<IconChecks size={16} stroke={1.75} />}
            loading={readAll.isRunning}
            onClick={readAll.run}
          >
            {t('panel.readAll')}
          </Button>
        )}
        {readAll.failure !== null && (
          <p className={styles.failure} role="alert">
            {failureText(say, readAll.failure)}
          </p>
        )}
        <List />
      </Drawer.Content>
    </Drawer.Root>
  );
}

function List() {
  const { alertBox } = useDesk();
  const t = useAlertWords();
  const { t: say } = useWords();
  const held = useStore(alertBox.held);
  const load = useAction(() => alertBox.load());
  const more = useAction(() => alertBox.loadMore());
  const { run } = load;
  const failure = load.failure ?? more.failure;

  useEffect(run, [run]);

  return (
    <>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(say, failure)}
        </p>
      )}
      {!held && failure === null && (
        <div className={styles.ghosts} role="status" aria-label={t('panel.loading')}>
          <i />
          <i />
          <i />
        </div>
      )}
      {held?.alerts.length === 0 && (
        <div className={styles.empty}>
          <IconBellCheck size={32} stroke={1.5} aria-hidden="true" />
          <p className={styles.emptyTitle}>{t('panel.empty')}</p>
          <p>{t('panel.emptyHint')}</p>
        </div>
      )}
      <ul className={styles.rows} aria-label={t('panel.title')}>
        {held?.alerts.map((alert) => (
          <li key={alert.id}>
            <AlertRow alert={alert} />
          </li>
        ))}
      </ul>
      {held?.nextCursor && (
        <div className={styles.more}>
          <Button variant="default" size="xs" loading={more.isRunning} onClick={more.run}>
            {t('panel.more')}
          </Button>
        </div>
      )}
    </>
  );
}
