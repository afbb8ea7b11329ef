import { Button } from '@mantine/core';
import { IconBellCheck, IconChecks } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useAction } from '../../../ui/use-action';
import { useStore } from '../../../ui/use-store';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import shell from '../shell/shell.module.css';
import tickets from '../tickets/tickets.module.css';
import { useEndInSight } from '../tickets/use-end-in-sight';
import { AlertRow } from './alert-row';
import styles from './alerts.module.css';

/** What happened to my tickets while I was away, the newest first. */
export function AlertsPage() {
  const { alertBox } = usePortal();
  const { t } = useWords();
  const held = useStore(alertBox.held);
  const unread = useStore(alertBox.unread);
  const load = useAction(() => alertBox.load());
  const more = useAction(() => alertBox.loadMore());
  const readAll = useAction(() => alertBox.readAll());
  const { run } = load;
  const failure = load.failure ?? more.failure ?? readAll.failure;
  const hasMore = Boolean(held?.nextCursor);
  const end = useEndInSight(hasMore && !more.isRunning && more.failure === null, more.run);

  useEffect(run, [run]);

  return (
    <div className={`${shell.page} ${shell.narrow}`}>
      <div className={shell.head}>
        <h1 className={shell.title}>{t('alerts.title')}</h1>
        {unread > 0 && (
          <Button
            variant="default"
            leftSection={<IconChecks size={16} aria-hidden="true" />}
            loading={readAll.isRunning}
            onClick={readAll.run}
          >
            {t('alerts.readAll')}
          </Button>
        )}
      </div>
      {failure !== null && (
        <div className={tickets.problem}>
          <p className={shell.failure} role="alert">
            {failureText(t, failure)}
          </p>
          <Button variant="default" onClick={run}>
            {t('action.tryAgain')}
          </Button>
        </div>
      )}
      {!held && failure === null && (
        <div className={tickets.rows} role="status" aria-label={t('alerts.loading')}>
          <div className={tickets.ghost} />
          <div className={tickets.ghost} />
        </div>
      )}
      {held?.alerts.length === 0 && (
        <div className={tickets.empty}>
          <span className={tickets.emptyMark}>
            <IconBellCheck size={32} stroke={1.5} aria-hidden="true" />
          </span>
          <p>
            <strong>{t('alerts.empty')}</strong>
          </p>
          <p className={tickets.emptyText}>{t('alerts.emptyHint')}</p>
        </div>
      )}
      {held && held.alerts.length > 0 && (
        <ul className={styles.rows} aria-label={t('alerts.title')}>
          {held.alerts.map((alert) => (
            <li key={alert.id}>
              <AlertRow alert={alert} />
            </li>
          ))}
        </ul>
      )}
      <div ref={end} className={tickets.end}>
        {hasMore && (
          <Button variant="default" loading={more.isRunning} onClick={more.run}>
            {t('alerts.more')}
          </Button>
        )}
      </div>
    </div>
  );
}
