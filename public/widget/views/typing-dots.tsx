import type { ConversationClient } from '../../core/conversation-client';
import type { Store } from '../../core/store';
import { useStore, useWords } from '../context';
import { Announcement } from './announcement';

export function TypingDots({ conversation, isTyping }: { conversation: ConversationClient; isTyping: Store<boolean> }) {
  const { t } = useWords();
  const typists = useStore(conversation.typists.now);
  const isBusy = useStore(isTyping);
  const [typist] = typists;
  const isShown = typist !== undefined && !isBusy;

  return (
    <>
      {isShown && (
        <div class="row theirs first last" aria-hidden="true">
          <div class="bubble dots">
            <i class="dot" />
            <i class="dot" />
            <i class="dot" />
          </div>
        </div>
      )}
      <Announcement text={isShown ? t('typing.now', { name: typist.name }) : ''} />
    </>
  );
}
