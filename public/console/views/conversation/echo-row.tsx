import { IconCheck, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import type { Echo } from '../../../core/transcript';
import { Attachments } from '../../../ui/attachments';
import { MessageText } from '../../../ui/message-text';
import { useDesk, useWords } from '../../context';
import styles from './bubble.module.css';

/** My message on its way: queued, sent, or refused with what can be done about it. The text is never lost. */
export function EchoRow({ echo: { entry, receipt }, isLast }: { echo: Echo; isLast: boolean }) {
  const { outbox, screen } = useDesk();
  const { t } = useWords();
  const [isCopied, setIsCopied] = useState(false);
  const isNote = entry.visibility === 'internal';
  const state = entry.failure ? 'thread.notSent' : receipt ? 'thread.sent' : 'thread.sending';

  /** The button that was pressed goes away with it, so the next key belongs to the field. */
  function settle(change: (clientId: string) => void): void {
    change(entry.clientId);
    screen.write(entry.visibility);
  }

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(entry.body);
    setIsCopied(true);
  }

  return (
    <article className={styles.row} data-side="ours" data-first="true" aria-label={t(state)}>
      {entry.body && (
        <div
          className={styles.bubble}
          data-side="ours"
          data-note={isNote}
          data-first="true"
          data-last={isLast}
          data-failed={entry.failure !== null}
        >
          <MessageText text={entry.body} />
        </div>
      )}
      {entry.attachments.length > 0 && <Attachments attachments={entry.attachments} isOurs />}
      {entry.failure ? (
        <p className={styles.failed} role="alert">
          <span>{t('thread.failed', { reason: t(`error.${entry.failure}`) })}</span>
          <button type="button" onClick={() => settle((clientId) => outbox.retry(clientId))}>
            {t('action.retry')}
          </button>
          <button type="button" onClick={() => void copy()}>
            {t(isCopied ? 'action.copied' : 'action.copy')}
          </button>
          <button type="button" onClick={() => settle((clientId) => outbox.delete(clientId))}>
            {t('action.delete')}
          </button>
        </p>
      ) : (
        <p className={styles.caption}>
          {receipt ? <IconCheck size={13} aria-hidden="true" /> : <IconClock size={13} aria-hidden="true" />}
          <span>{t(state)}</span>
        </p>
      )}
    </article>
  );
}
