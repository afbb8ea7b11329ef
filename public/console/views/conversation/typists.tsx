import type { ConversationClient } from '../../../core/conversation-client';
import { TypingDots } from '../../../ui/typing-dots';
import { useStore } from '../../../ui/use-store';
import { useWords } from '../../context';
import styles from './conversation.module.css';

/** The customer is writing; or a colleague is, and one of the two should wait. */
export function Typists({ client }: { client: ConversationClient }) {
  const { t } = useWords();
  const typists = useStore(client.typists.now);
  const customers = typists.filter(({ kind }) => kind === 'customer').map(({ name }) => name);
  const colleagues = typists.filter(({ kind }) => kind === 'employee').map(({ name }) => name);
  return (
    <div className={styles.typing} role="status">
      {customers.length > 0 && (
        <span>
          <TypingDots />
          {t('conversation.typing', { names: customers.join(', '), count: customers.length })}
        </span>
      )}
      {colleagues.length > 0 && (
        <span className={styles.collision}>
          {t('conversation.alsoWriting', { names: colleagues.join(', '), count: colleagues.length })}
        </span>
      )}
    </div>
  );
}
