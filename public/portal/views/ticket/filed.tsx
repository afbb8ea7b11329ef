import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { useWords } from '../../context';
import styles from './ticket.module.css';

/** For who has just filed it: that it has arrived, and its number. */
export function Filed({ ticket }: { ticket: CustomerTicketView }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { filed } = useSearch({ strict: false });
  if (!filed) return null;
  return (
    <div className={styles.filed} role="status">
      <IconCircleCheck size={20} aria-hidden="true" />
      <span>{t('ticket.filed', { number: String(ticket.number) })}</span>
      <button
        type="button"
        className={styles.plain}
        onClick={() => void navigate({ to: '/tickets/$ticketId', params: { ticketId: ticket.id }, replace: true })}
      >
        {t('action.gotIt')}
      </button>
    </div>
  );
}
