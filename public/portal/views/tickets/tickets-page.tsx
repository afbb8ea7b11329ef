import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWords } from '../../context';
import { failureText } from '../../failure-words';
import { type TicketFilter, ticketFilter } from '../../model/ticket-filter';
import shell from '../shell/shell.module.css';
import { CsvButton } from './csv-button';
import { Filters } from './filters';
import { NoTickets } from './no-tickets';
import { TicketRow } from './ticket-row';
import styles from './tickets.module.css';
import { useEndInSight } from './use-end-in-sight';
import { useTickets } from './use-tickets';

/** My tickets, the newest first. The address holds what they are narrowed to. */
export function TicketsPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const filter = ticketFilter(useSearch({ strict: false }));
  const list = useTickets(filter);
  const { rows, error, hasNextPage, isFetchingNextPage, fetchNextPage, isPending, refetch } = list;
  const end = useEndInSight(hasNextPage && !isFetchingNextPage, fetchNextPage);
  const isNarrowed = Object.keys(filter).length > 0;

  const narrow = (search: TicketFilter) => void navigate({ to: '/tickets', search, replace: true });

  return (
    <div className={shell.page}>
      <div className={shell.head}>
        <h1 className={shell.title}>{t('tickets.title')}</h1>
        {rows.length > 0 && <CsvButton filter={filter} />}
      </div>
      {(rows.length > 0 || isNarrowed) && <Filters filter={filter} onChange={narrow} />}
      {error && (
        <div className={styles.problem}>
          <p className={shell.failure} role="alert">
            {failureText(t, error)}
          </p>
          <Button variant="default" onClick={() => void refetch()}>
            {t('action.tryAgain')}
          </Button>
        </div>
      )}
      {isPending && !error && <Skeleton />}
      {!isPending && rows.length === 0 && !error && (
        <NoTickets isNarrowed={isNarrowed} find={filter.find} onReset={() => narrow({})} />
      )}
      {rows.length > 0 && (
        <ul className={styles.rows} aria-busy={list.isPlaceholderData} aria-label={t('tickets.title')}>
          {rows.map((ticket) => (
            <TicketRow key={ticket.id} ticket={ticket} />
          ))}
        </ul>
      )}
      <div ref={end} className={styles.end}>
        {hasNextPage && (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('tickets.more')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Skeleton() {
  const { t } = useWords();
  return (
    <div className={styles.rows} role="status" aria-label={t('tickets.loading')}>
      <div className={styles.ghost} />
      <div className={styles.ghost} />
      <div className={styles.ghost} />
    </div>
  );
}
