import type { ComponentChildren } from 'preact';
import type { ConversationClient } from '../../core/conversation-client';
import type { Store } from '../../core/store';
import { useWords } from '../context';
import { useRoving } from '../roving';
import { useScroll } from '../scroll';
import { useThread } from '../thread-rows';
import { ThreadRowView } from './bubble';
import { DownIcon } from './icons';
import { TypingDots } from './typing-dots';

interface Props {
  conversation: ConversationClient | null;
  /** Whether the visitor is writing: then the other side's dots would only disturb. Null for what is over. */
  isTyping: Store<boolean> | null;
  /** Nobody is writing any more, whatever their last signal was. */
  isOver: boolean;
  children: ComponentChildren;
}

/** The messages. Screen readers hear new ones, but not the history that is put in before. */
export function Thread({ conversation, isTyping, isOver, children }: Props) {
  const { t } = useWords();
  const thread = useThread(conversation, isTyping === null);
  const scroll = useScroll(thread, isTyping === null);
  const roving = useRoving();

  return (
    <div class="thread-place">
      <div class="thread" ref={scroll.ref} onScroll={scroll.onScroll}>
        {thread.hasOlder && (
          <button type="button" class="link older" onClick={scroll.loadOlder}>
            {t('thread.older')}
          </button>
        )}
        <div
          role="log"
          aria-label={t('thread.label')}
          aria-live={thread.isReady ? 'polite' : 'off'}
          aria-relevant="additions"
          {...roving}
        >
          {thread.rows.map((row) => (
            <ThreadRowView key={row.key} row={row} seenSeq={thread.seenSeq} isLastOwn={row.key === thread.lastOwnKey} />
          ))}
        </div>
        {conversation && isTyping && !isOver && <TypingDots conversation={conversation} isTyping={isTyping} />}
        {/* Always there, so that what comes into it later is seen to make the thread longer. */}
        <div>{children}</div>
      </div>
      {scroll.unseen > 0 && (
        <button type="button" class="pill" onClick={scroll.toEnd}>
          <DownIcon />
          {t('thread.unseen', { count: scroll.unseen })}
        </button>
      )}
    </div>
  );
}
