import { IconArrowDown } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ConversationClient } from '../../../core/conversation-client';
import { threadRows } from '../../../core/thread';
import { echoesOf, seenBy } from '../../../core/transcript';
import { useStore } from '../../../ui/use-store';
import { useThreadScroll } from '../../../ui/use-thread-scroll';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './conversation.module.css';
import { ThreadRowView } from './thread-row';

/** What was said, oldest first. Earlier messages come in when one scrolls up to them. */
export function Thread({ client }: { client: ConversationClient }) {
  const { me, outbox } = usePortal();
  const { t } = useWords();
  const transcript = useStore(client.transcript);
  const confirmed = useStore(client.confirmed);
  const status = useStore(client.status);
  const waiting = useStore(outbox.entries);

  const rows = useMemo(() => {
    const ours = waiting.filter(({ conversationId }) => conversationId === client.conversationId);
    return threadRows(transcript.messages, echoesOf(transcript, confirmed, ours), (at) => new Date(at).toDateString());
  }, [transcript, confirmed, waiting, client]);

  const { box, onScroll, newer, toEnd } = useThreadScroll({ rows, client, marksRead: true });
  const seenSeq = seenBy(transcript, 'employee');
  const lastOwn = rows.findLast(
    (row) => row.kind === 'echo' || (row.kind === 'message' && row.message.author.id === me.id),
  )?.key;

  return (
    <div className={styles.frame}>
      <section
        ref={box}
        className={styles.box}
        onScroll={onScroll}
        aria-label={t('thread.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without it, who has no mouse could not scroll.
        tabIndex={0}
      >
        {transcript.hasOlder && <p className={styles.more}>{t('thread.loadingOlder')}</p>}
        {typeof status === 'object' && (
          <p className={styles.failure} role="alert">
            {failureText(t, status)}
          </p>
        )}
        <div
          className={styles.rows}
          role="log"
          aria-label={t('thread.label')}
          aria-live={status === 'ready' ? 'polite' : 'off'}
          aria-relevant="additions"
        >
          {rows.map((row) => (
            <ThreadRowView
              key={row.key}
              row={row}
              isLastOwn={row.key === lastOwn}
              isSeen={row.kind === 'message' && row.message.seq <= seenSeq}
            />
          ))}
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
