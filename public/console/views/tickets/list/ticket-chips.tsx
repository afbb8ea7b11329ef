import type { ReactNode } from 'react';
import type { TicketPriority, TicketStatus, TicketView } from '../../../../../src/contract/tickets.dto';
import { Chip, type Tone } from '../../../../ui/chip';
import { useDesk, useWords } from '../../../context';
import { useTicketPlace } from '../../../place';
import styles from '../../list/chat-row.module.css';
import { useTicketWords } from '../words';
import { SlaChip } from './sla-chip';

const MOST = 3;

export const STATUS_TONES: Record<TicketStatus, Tone> = {
  open: 'info',
  in_progress: 'ok',
  on_hold: 'warn',
  closed: 'neutral',
};

const PRIORITY_TONES: Record<TicketPriority, Tone> = {
  urgent: 'danger',
  high: 'warn',
  normal: 'neutral',
  low: 'neutral',
};

/** What sets this ticket apart. What the list says of all of them is left out. */
export function TicketChips({ ticket }: { ticket: TicketView }) {
  const { me } = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const { list } = useTicketPlace();
  const { status, priority, assignee, team, category, review } = ticket;
  const isMixed = list === 'all' || (list === 'mine' && status === 'on_hold');

  const chips: (ReactNode | false)[] = [
    isMixed && (
      <Chip key="status" tone={STATUS_TONES[status]}>
        {translate(`status.${status}`)}
      </Chip>
    ),
    <SlaChip key="sla" ticket={ticket} />,
    priority !== 'normal' && (
      <Chip key="priority" tone={PRIORITY_TONES[priority]}>
        {translate(`priority.${priority}`)}
      </Chip>
    ),
    assignee && list !== 'mine' && (
      <Chip key="agent" title={assignee.name}>
        {assignee.id === me.id ? t('chip.mine') : assignee.name}
      </Chip>
    ),
    review && <Chip key="review">{t('chip.rating', { rating: review.rating })}</Chip>,
    category && (
      <Chip key="category" title={category}>
        {category}
      </Chip>
    ),
    team && (
      <Chip key="team" title={team.name}>
        {team.name}
      </Chip>
    ),
  ];
  return <span className={`${styles.chips} ${styles.firm}`}>{chips.filter(Boolean).slice(0, MOST)}</span>;
}
