import type { ReactNode } from 'react';
import type { ChatView } from '../../../../src/contract/chats.dto';
import { Chip } from '../../../ui/chip';
import { useDesk, useWords } from '../../context';
import { usePlace } from '../../place';
import styles from './chat-row.module.css';

const MOST = 3;

/** What sets this chat apart, three things at most. */
export function RowChips({ chat }: { chat: ChatView }) {
  const { me } = useDesk();
  const { t } = useWords();
  const { view, find } = usePlace();
  const isShared = view !== 'mine' || Boolean(find);
  const { customer, agent, team, topic, status, review } = chat;

  const chips: (ReactNode | false)[] = [
    customer.isPriority && (
      <Chip key="priority" tone="info">
        {t('chip.priority')}
      </Chip>
    ),
    isShared && status === 'waiting' && view !== 'queue' && (
      <Chip key="waiting" tone="warn">
        {t('chip.waiting')}
      </Chip>
    ),
    isShared && agent && (
      <Chip key="agent" tone={agent.id === me.id ? 'ok' : 'neutral'}>
        {agent.id === me.id ? t('chip.mine') : agent.name}
      </Chip>
    ),
    review && <Chip key="review">{t('chip.rating', { rating: review.rating })}</Chip>,
    topic && (
      <Chip key="topic" title={topic}>
        {topic}
      </Chip>
    ),
    team && (
      <Chip key="team" title={team.name}>
        {team.name}
      </Chip>
    ),
    customer.chatsBefore > 0 && <Chip key="before">{t('chip.returning', { count: customer.chatsBefore + 1 })}</Chip>,
  ];
  return <span className={styles.chips}>{chips.filter(Boolean).slice(0, MOST)}</span>;
}
