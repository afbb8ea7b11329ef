import type { ConversationClient } from '../../../core/conversation-client';
import { TypingDots } from '../../../ui/typing-dots';
import { useStore } from '../../../ui/use-store';
import { useWords } from '../../context';
import styles from './conversation.module.css';

export function Typists({ client }: { client: ConversationClient }) {
  const { t } = useWords();
  const typists = useStore(client.typists.now);
  const names = typists.map(({ name }) => name).join(', ');
  return (
    <div className={styles.typing} role="status">
      {typists.length > 0 && (
        <>
          <TypingDots />
          {t('thread.typing', { names, count: typists.length })}
        </>
      )}
    </div>
  );
}
