import { IconCheck, IconClock } from '@tabler/icons-react';
import type { Echo } from '../../../core/transcript';
import { Attachments } from '../../../ui/attachments';
import { MessageText } from '../../../ui/message-text';
import { usePortal, useWords } from '../../context';
import styles from './bubble.module.css';

interface Props {
  echo: Echo;
  isFirst: boolean;
  isLast: boolean;
}

/** My message on its way: queued, sent, or refused with what can be done about it. The text is never lost. */
export function EchoRow({ echo: { entry, receipt }, isFirst, isLast }: Props) {
  const { outbox } = usePortal();
  const { t } = useWords();
  return (
    <article className={styles.row} data-side="mine" data-first={isFirst} aria-label={t('thread.sending')}>
      {entry.body && (
        <div
          className={styles.bubble}
          data-side="mine"
          data-first={isFirst}
          data-last={isLast}
          data-failed={entry.failure !== null}
          dir="auto"
        >
          <MessageText text={entry.body} />
        </div>
      )}
      {entry.attachments.length > 0 && <Attachments attachments={entry.attachments} isOurs />}
      {entry.failure ? (
        <p className={styles.failed} role="alert">
          <span>{t('thread.failed', { reason: t(`error.${entry.failure}`) })}</span>
          <button type="button" onClick={() => outbox.retry(entry.clientId)}>
            {t('action.retry')}
          </button>
          <button type="button" onClick={() => void navigator.clipboard.writeText(entry.body)}>
            {t('action.copy')}
          </button>
          <button type="button" onClick={() => outbox.delete(entry.clientId)}>
            {t('action.delete')}
          </button>
        </p>
      ) : (
        <p className={styles.caption}>
          {receipt ? <IconCheck size={13} aria-hidden="true" /> : <IconClock size={13} aria-hidden="true" />}
          <span>{t(receipt ? 'thread.sent' : 'thread.sending')}</span>
        </p>
      )}
    </article>
  );
}
