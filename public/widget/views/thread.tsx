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
  /** Whether the visitor is writing: then the other side's dots would only disturb. */
  isTyping: Store<boolean>;
  children: ComponentChildren;
}

/** The messages. Screen readers hear new ones, but not the history that is put in before. */
export function Thread({ conversation, isTyping, children }: Props) {
  const { t } = useWords();
  const thread = useThread(conversation);
  const scroll = useScroll(thread);
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
        {conversation && <TypingDots conversation={conversation} isTyping={isTyping} />}
        {children}
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
