import { IconArrowDown } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ConversationClient } from '../../../core/conversation-client';
import { threadRows } from '../../../core/thread';
import { echoesOf, seenBy, seenByOthers } from '../../../core/transcript';
import { useStore } from '../../../ui/use-store';
import { useThreadScroll } from '../../../ui/use-thread-scroll';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import type { Talk } from '../../model/talk';
import styles from './thread.module.css';
import { ThreadRowView } from './thread-row';
import { useFirstUnread } from './use-first-unread';

interface Props {
  talk: Talk;
  client: ConversationClient;
}

/** What was said, oldest first. Earlier messages come in when one scrolls up to them. */
export function Thread({ talk, client }: Props) {
  const { me, outbox } = useDesk();
  const { t } = useWords();
  const transcript = useStore(client.transcript);
  const confirmed = useStore(client.confirmed);
  const status = useStore(client.status);
  const waiting = useStore(outbox.entries);

  const rows = useMemo(() => {
    const ours = waiting.filter(({ conversationId }) => conversationId === client.conversationId);
    return threadRows(transcript.messages, echoesOf(transcript, confirmed, ours), (at) => new Date(at).toDateString());
  }, [transcript, confirmed, waiting, client]);

  const firstUnread = useFirstUnread(client, transcript, talk.other, me.id);
  const { box, onScroll, newer, toEnd } = useThreadScroll({ rows, client, marksRead: talk.isMine });
  const seenSeq = talk.other === 'customer' ? seenBy(transcript, 'customer') : seenByOthers(transcript, me.id);
  const lastOwn = rows.findLast(
    (row) => row.kind === 'message' && row.message.author.id === me.id && row.message.publicSeq !== null,
  )?.key;

  return (
    <div className={styles.frame}>
      <section ref={box} className={styles.box} onScroll={onScroll} aria-label={t('thread.label')}>
        {transcript.hasOlder && <p className={styles.more}>{t('thread.loadingOlder')}</p>}
        {typeof status === 'object' && (
          <p className={styles.failure} role="alert">
            {failureText(t, status)}
          </p>
        )}
        <div
          className={styles.rows}
          role="log"
          aria-live={status === 'ready' ? 'polite' : 'off'}
          aria-relevant="additions"
        >
          {rows.map((row) => (
            <ThreadRowView
              key={row.key}
              row={row}
              other={talk.other}
              isFirstUnread={row.kind === 'message' && talk.isMine && row.message.id === firstUnread}
              isSeen={row.key === lastOwn && row.kind === 'message' && (row.message.publicSeq ?? 0) <= seenSeq}
            />
          ))}
        </div>
      </section>
      {newer !== null && (
        <button type="button" className={styles.latest} onClick={toEnd}>
          <IconArrowDown size={14} />
          {newer > 0 ? t('thread.newer', { count: newer }) : t('thread.latest')}
        </button>
      )}
    </div>
  );
}
