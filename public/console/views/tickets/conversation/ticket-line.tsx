import { notifications } from '@mantine/notifications';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { Chip } from '../../../../ui/chip';
import { useDesk, useWords } from '../../../context';
import { SlaChip } from '../list/sla-chip';
import { STATUS_TONES } from '../list/ticket-chips';
import { useTicketWords } from '../words';
import styles from './ticket-header.module.css';

/** How it stands, its number (a click copies it), who takes care of it. */
export function TicketLine({ ticket }: { ticket: TicketDetail }) {
  const { me } = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const { status, assignee, team, customer } = ticket;
  const heldBy = assignee && assignee.id !== me.id && t('chat.heldBy', { name: assignee.name });
  const holder = heldBy || (!assignee && team?.name);
  const number = `#${ticket.number}`;

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(number);
    notifications.show({ message: t('chat.numberCopied', { number }) });
  }

  return (
    <p className={styles.line}>
      <button type="button" className={styles.number} title={t('chat.copyNumber')} onClick={() => void copy()}>
        {number}
      </button>
      <Chip tone={STATUS_TONES[status]}>{translate(`status.${status}`)}</Chip>
      <SlaChip ticket={ticket} />
      <span className={styles.part} title={customer.name}>
        {customer.name || t('customer.unnamed')}
      </span>
      {holder && (
        <span className={styles.part} title={holder}>
          {holder}
        </span>
      )}
    </p>
  );
}
