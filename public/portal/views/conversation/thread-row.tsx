import type { ThreadRow } from '../../../core/thread';
import { Attachments } from '../../../ui/attachments';
import { MessageText } from '../../../ui/message-text';
import { ticker } from '../../../ui/ticker';
import { useWords } from '../../context';
import styles from './bubble.module.css';
import { EchoRow } from './echo-row';
import { systemText } from './system-text';

interface Props {
  row: ThreadRow;
  isLastOwn: boolean;
  isSeen: boolean;
}

export function ThreadRowView({ row, isLastOwn, isSeen }: Props) {
  const { t, format } = useWords();
  if (row.kind === 'day') return <p className={styles.day}>{format.day(row.at, ticker.now())}</p>;
  if (row.kind === 'echo') return <EchoRow echo={row.echo} isFirst={row.isFirst} isLast={row.isLast} />;
  if (row.kind === 'message') return <MessageRow row={row} isLastOwn={isLastOwn} isSeen={isSeen} />;
  const text = systemText(t, row.message);
  if (!text) return null;
  return (
    <p className={styles.system}>
      {text} · <time dateTime={row.message.createdAt}>{format.time(row.message.createdAt)}</time>
    </p>
  );
}

interface MessageProps {
  row: Extract<ThreadRow, { kind: 'message' }>;
  isLastOwn: boolean;
  isSeen: boolean;
}

/** The team on the left, oneself on the right. Only the newest of one's own says how far it has come. */
function MessageRow({ row: { message, isFirst, isLast }, isLastOwn, isSeen }: MessageProps) {
  const { t, format } = useWords();
  const { author, body, attachments, createdAt } = message;
  const isMine = author.kind === 'customer';
  const side = isMine ? 'mine' : 'theirs';
  const time = format.time(createdAt);
  const name = isMine ? t('tickets.you') : author.name;
  return (
    <article className={styles.row} data-side={side} data-first={isFirst} aria-label={t('thread.said', { name, time })}>
      {!isMine && isFirst && (
        <span className={styles.author} aria-hidden="true">
          {author.name}
        </span>
      )}
      {body && (
        <div className={styles.bubble} data-side={side} data-first={isFirst} data-last={isLast} dir="auto">
          <MessageText text={body} />
        </div>
      )}
      {attachments.length > 0 && <Attachments attachments={attachments} isOurs={isMine} />}
      {(isLast || isLastOwn) && (
        <p className={styles.caption}>
          <time dateTime={createdAt}>{time}</time>
          {isLastOwn && <span>{t(isSeen ? 'thread.seen' : 'thread.sent')}</span>}
        </p>
      )}
    </article>
  );
}
