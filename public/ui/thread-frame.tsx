import { IconArrowDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConversationClient } from '../core/conversation-client';
import type { ThreadRow } from '../core/thread';
import { useSurroundings } from './surroundings';
import styles from './thread-frame.module.css';
import { useStore } from './use-store';
import { useThreadScroll } from './use-thread-scroll';

interface Props {
  client: ConversationClient;
  rows: readonly ThreadRow[];
  marksRead: boolean;
  /** Where nothing else scrolls it for those who have no mouse. */
  isTabStop?: boolean;
  /** The rows as the page draws them. */
  children: ReactNode;
}

/** What was said, oldest first. Earlier messages come in when one scrolls up to them. */
export function ThreadFrame({ client, rows, marksRead, isTabStop = false, children }: Props) {
  const { t, failureText } = useSurroundings();
  const { hasOlder } = useStore(client.transcript);
  const status = useStore(client.status);
  const { box, onScroll, newer, toEnd } = useThreadScroll({ rows, client, marksRead });

  return (
    <div className={styles.frame}>
      <section
        ref={box}
        className={styles.box}
        onScroll={onScroll}
        aria-label={t('thread.label')}
        tabIndex={isTabStop ? 0 : undefined}
      >
        {hasOlder && <p className={styles.more}>{t('thread.loadingOlder')}</p>}
        {typeof status === 'object' && (
          <p className={styles.failure} role="alert">
            {failureText(status)}
          </p>
        )}
        <div
          className={styles.rows}
          role="log"
          aria-label={t('thread.label')}
          aria-live={status === 'ready' ? 'polite' : 'off'}
          aria-relevant="additions"
        >
          {children}
        </div>
      </section>
      {newer !== null && (
        <button type="button" className={styles.latest} onClick={toEnd}>
          <IconArrowDown size={14} aria-hidden="true" />
          {newer > 0 ? t('thread.newer', { count: newer }) : t('thread.latest')}
        </button>
      )}
    </div>
  );
}
