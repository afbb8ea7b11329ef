import type { MessageView } from '../../../../src/contract/conversations.dto';
import { Attachments } from '../../../ui/attachments';
import { MessageText } from '../../../ui/message-text';
import { useDesk, useWords } from '../../context';
import type { Talk } from '../../model/talk';
import styles from './bubble.module.css';

interface Props {
  message: MessageView;
  other: Talk['other'];
  isFirst: boolean;
  isLast: boolean;
  isSeen: boolean;
}

/** The other side on the left, be it the customer or a colleague, ours on the right, notes on the right in amber. */
export function MessageRow({ message, other, isFirst, isLast, isSeen }: Props) {
  const { me } = useDesk();
  const { t, format } = useWords();
  const { author, visibility, body, attachments, createdAt } = message;
  const isNote = visibility === 'internal';
  const isTheirs = other === 'customer' ? author.kind === 'customer' : author.id !== me.id;
  const side = isTheirs ? 'theirs' : 'ours';
  const name = author.id === me.id ? t('thread.you') : author.name;
  const time = format.time(createdAt);
  return (
    <article className={styles.row} data-side={side} data-first={isFirst} aria-label={t('thread.said', { name, time })}>
      {body && (
        <div className={styles.bubble} data-side={side} data-note={isNote} data-first={isFirst} data-last={isLast}>
          <MessageText text={body} />
        </div>
      )}
      {attachments.length > 0 && <Attachments attachments={attachments} isOurs={!isTheirs} />}
      {(isLast || isSeen) && (
        <p className={styles.caption}>
          {isNote && author.id !== me.id && <span>{name}</span>}
          <span>{isNote ? t('thread.noteCaption') : name}</span>
          <time dateTime={createdAt}>{time}</time>
          {isSeen && <span>{t('thread.seen')}</span>}
        </p>
      )}
    </article>
  );
}
