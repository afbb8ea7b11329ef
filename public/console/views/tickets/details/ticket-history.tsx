import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { TicketDetail, TicketHistoryItem } from '../../../../../src/contract/tickets.dto';
import { ticker } from '../../../../ui/ticker';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import { Section } from '../../details/section';
import { useTicketWords } from '../words';
import { historyLines } from './history-lines';
import styles from './properties.module.css';

/** What happened to the ticket, in sentences, the newest first. */
export function TicketHistory({ ticket }: { ticket: TicketDetail }) {
  const { ticketActions } = useDesk();
  const { t: words } = useWords();
  const t = useTicketWords();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['ticket-history', ticket.id, ticket.version],
    queryFn: ({ pageParam, signal }) => ticketActions.history(ticket.id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t('history.title')}>
      {error && <p className={styles.failure}>{failureText(words, error)}</p>}
      <ol className={styles.history}>
        {items.map((item) => (
          <Happened key={item.id} item={item} />
        ))}
      </ol>
      {hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          mt={8}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('history.more')}
        </Button>
      )}
    </Section>
  );
}

function Happened({ item }: { item: TicketHistoryItem }) {
  const { format } = useWords();
  const t = useTicketWords();
  const lines = historyLines(t, item);
  if (lines.length === 0) return null;
  return (
    <li className={styles.happened}>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      <time className={styles.small} dateTime={item.at}>
        {format.day(item.at, ticker.now())}, {format.time(item.at)}
      </time>
    </li>
  );
}
