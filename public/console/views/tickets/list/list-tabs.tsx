import { Link } from '@tanstack/react-router';
import { useWords } from '../../../context';
import { TICKET_LISTS } from '../../../lists';
import { useTicketPlace } from '../../../place';
import { useTicketCounts } from '../../shell/use-ticket-counts';
import { useTicketWords } from '../words';
import styles from './list.module.css';

/** The lists, where there is no room for the navigation that names them. */
export function ListTabs() {
  const { t } = useWords();
  const translate = useTicketWords();
  const { list: current } = useTicketPlace();
  const counts = useTicketCounts();
  return (
    <nav className={styles.tabs} aria-label={translate('list.lists')}>
      {TICKET_LISTS.map((list) => (
        <Link
          key={list}
          to="/tickets/$list/{-$ticketId}"
          params={{ list, ticketId: undefined }}
          search={(search) => search}
          className={styles.tab}
          data-current={list === current}
          aria-current={list === current ? 'page' : undefined}
          activeProps={{}}
        >
          {t(`tickets.${list}`)}
          {counts[list] ? <span className={styles.tabCount}>{counts[list]}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
