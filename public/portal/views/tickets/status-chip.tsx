import type { TicketStatus } from '../../../../src/contract/tickets.dto';
import { useWords } from '../../context';
import styles from './status-chip.module.css';

/** How a ticket stands, in words and in colour. */
export function StatusChip({ status }: { status: TicketStatus }) {
  const { t } = useWords();
  return (
    <span className={styles.chip} data-status={status}>
      {t(`status.${status}`)}
    </span>
  );
}
