import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ConversationPage } from '../../../../src/contract/conversations.dto';
import { threadRows } from '../../../core/thread';
import { useSelected } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { useGo } from '../../place';
import { ThreadRowView } from '../conversation/thread-row';
import styles from './dialogs.module.css';

const PAGE = 100;

/** An earlier chat to read, without leaving the present one. */
export function PeekDialog({ chatId, onClose }: { chatId: string; onClose: () => void }) {
  const { api, chats } = useDesk();
  const { t, format } = useWords();
  const go = useGo();
  const chat = useSelected(chats.all, (all) => all.get(chatId));
  const { data, error } = useQuery({
    queryKey: ['peek', chat?.conversationId],
    queryFn: ({ signal }) =>
      api.get<ConversationPage>(`/conversations/${chat?.conversationId}/messages`, { limit: PAGE }, signal),
    enabled: chat !== undefined,
  });
  if (!chat) return null;
  const rows = threadRows(data?.messages ?? [], [], (at) => new Date(at).toDateString());
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('peek.title', { number: String(chat.number), date: format.date(chat.startedAt) })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className={styles.form} aria-busy={!data && !error}>
        {error && (
          <p className={styles.failure} role="alert">
            {failureText(t, error)}
          </p>
        )}
        <div className={styles.peek}>
          {rows.map((row) => (
            <ThreadRowView other="customer" key={row.key} row={row} isFirstUnread={false} isSeen={false} />
          ))}
        </div>
        {chat.review && (
          <p className={styles.hint}>
            {t('peek.review', { rating: chat.review.rating, comment: chat.review.comment || 'none' })}
          </p>
        )}
        <div className={styles.choices}>
          <Button
            variant="default"
            onClick={() => {
              onClose();
              go({ chatId });
            }}
          >
            {t('peek.open')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
