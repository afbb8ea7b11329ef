import { Button } from '@mantine/core';
import { useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import { TICKET_FILTERS } from '../../../lists';
import { useGoTicket, useTicketPlace } from '../../../place';
import { Skeletons } from '../../list/empty-list';
import styles from '../../list/empty-list.module.css';
import { LookingOn } from '../../list/looking-on';
import { useTicketWords } from '../words';
import type { useTicketList } from './use-ticket-list';

const NO_FILTERS = Object.fromEntries(TICKET_FILTERS.map((name) => [name, undefined]));

/** A list with nothing in it says why, and what to do now. */
export function EmptyTickets({ query }: { query: ReturnType<typeof useTicketList> }) {
  const { t } = useWords();
  const translate = useTicketWords();
  const place = useTicketPlace();
  const go = useGoTicket();
  const { list, find } = place;
  const isNarrowed = TICKET_FILTERS.some((name) => place[name]);

  if (query.isLoading) return <Skeletons label={translate('list.loading')} />;
  if (query.hasMore) return <LookingOn more={query} />;
  if (query.error) {
    return (
      <div className={styles.empty} role="alert">
        <p>{failureText(t, query.error)}</p>
      </div>
    );
  }
  if (!find && !isNarrowed) {
    return (
      <div className={styles.empty}>
        <p className={styles.title}>{translate(`list.empty.${list}`)}</p>
        <p>{translate(`list.emptyHint.${list}`)}</p>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <p>{find ? translate('list.notFound', { words: find }) : translate('list.noneFit')}</p>
      {list !== 'all' && (
        <Button variant="default" onClick={() => go({ list: 'all' })}>
          {translate('list.findInAll')}
        </Button>
      )}
      {find && (
        <Button variant="default" onClick={() => go({ find: undefined })}>
          {t('list.findClear')}
        </Button>
      )}
      {isNarrowed && (
        <Button variant="default" onClick={() => go(NO_FILTERS)}>
          {translate('filter.reset')}
        </Button>
      )}
    </div>
  );
}
