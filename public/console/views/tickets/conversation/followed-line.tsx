import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { useStore } from '../../../../ui/use-store';
import { useDesk } from '../../../context';
import { useGoTicket } from '../../../place';
import { useTicketWords } from '../words';
import styles from './ticket-header.module.css';

/** Says why one is here, having opened another ticket, and leads back to what that one was. */
export function FollowedLine({ ticket }: { ticket: TicketDetail }) {
  const { screen } = useDesk();
  const t = useTicketWords();
  const go = useGoTicket();
  const followed = useStore(screen.followed);
  if (followed?.toId !== ticket.id) return null;
  const { from } = followed;
  return (
    <p className={styles.followed} role="status">
      {t('merge.followed', { number: String(from.number) })}{' '}
      <button
        type="button"
        className={styles.lookBack}
        onClick={() => {
          screen.lookedBackAt = from.id;
          go({ ticketId: from.id });
        }}
      >
        {t('merge.lookBack', { number: String(from.number) })}
      </button>
    </p>
  );
}
