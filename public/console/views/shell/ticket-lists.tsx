import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useDesk, useWords } from '../../context';
import { TICKET_LISTS } from '../../lists';
import { useSection, useTicketPlace } from '../../place';
import { KeptLists } from '../tickets/later';
import styles from './nav.module.css';
import { useKeptLists } from './use-kept-lists';
import { useTicketCounts } from './use-ticket-counts';

/** The lists of tickets in the navigation, for those who may see tickets. */
export function TicketLists() {
  const { screen, ticketWatch } = useDesk();
  const { t } = useWords();
  const section = useSection();
  const place = useTicketPlace();
  const counts = useTicketCounts();
  const { lists: kept, currentId } = useKeptLists();
  if (!ticketWatch) return null;
  return (
    <section>
      <h2 className={styles.heading}>{t('nav.tickets')}</h2>
      <ul>
        {TICKET_LISTS.map((list) => {
          const isCurrent = section === 'tickets' && place.list === list && !currentId;
          return (
            <li key={list}>
              <Link
                to="/tickets/$list/{-$ticketId}"
                params={{ list, ticketId: undefined }}
                className={styles.item}
                data-current={isCurrent}
                aria-current={isCurrent ? 'page' : undefined}
                activeProps={{}}
                onClick={() => screen.isNavOpen.set(false)}
              >
                <span className={styles.label}>{t(`tickets.${list}`)}</span>
                <span className={styles.count}>{counts[list] || null}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      {kept.length > 0 && (
        <Suspense>
          <KeptLists />
        </Suspense>
      )}
    </section>
  );
}
