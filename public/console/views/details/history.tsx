import { IconStarFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ChatDetail, ChatView } from '../../../../src/contract/chats.dto';
import type { Page } from '../../../../src/contract/common.dto';
import { useDesk, useWords } from '../../context';
import styles from './details.module.css';
import { Section } from './section';

const MOST = 20;

/** Earlier chats of this customer. A click shows one without leaving this. */
export function History({ chat }: { chat: ChatDetail }) {
  const { api, chats, screen } = useDesk();
  const { t, format } = useWords();
  const { data } = useQuery({
    queryKey: ['history', chat.customer.id],
    queryFn: async ({ signal }) => {
      const wanted = { view: 'all', shopId: chat.shopId, customerId: chat.customer.id, limit: MOST };
      const page = await api.get<Page<ChatView>>('/chats', wanted, signal);
      chats.accept(...page.items);
      return page.items;
    },
  });
  const earlier = (data ?? []).filter(({ id }) => id !== chat.id);
  if (earlier.length === 0) return null;
  return (
    <Section title={t('details.history')} aside={chat.customer.chatsBefore || undefined}>
      <ul className={styles.history}>
        {earlier.map(({ id, topic, firstMessage, startedAt, review, status }) => (
          <li key={id}>
            <button type="button" className={styles.earlier} onClick={() => screen.open({ kind: 'peek', chatId: id })}>
              <span className={styles.subject}>{topic ?? firstMessage}</span>
              <span className={styles.when}>{status === 'closed' ? format.date(startedAt) : t('details.open')}</span>
              {review && (
                <span className={styles.rating} role="img" aria-label={t('chip.rating', { rating: review.rating })}>
                  <IconStarFilled size={11} />
                  {review.rating}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
