import { Button, Modal } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Page } from '../../../../../src/contract/common.dto';
import type { OwnNumbers, TicketLogItem } from '../../../../../src/contract/own-work.dto';
import { ticker } from '../../../../ui/ticker';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import styles from '../../dialogs/dialogs.module.css';
import { spanText } from '../span-text';
import { useTicketWords } from '../words';
import dayStyles from './my-day.module.css';

const PAGE = 20;
const SECOND_MS = 1000;

/** What I did today, what is mine now, and what I did with tickets before. */
export function MyDay({ onClose }: { onClose: () => void }) {
  const { api } = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const { data, error } = useQuery({
    queryKey: ['my-day'],
    queryFn: ({ signal }) => api.get<OwnNumbers>('/me/numbers', {}, signal),
    staleTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={translate('day.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className={styles.form}>
        {error && (
          <p className={styles.failure} role="alert">
            {failureText(t, error)}
          </p>
        )}
        {data && <Numbers numbers={data} />}
        <Log onClose={onClose} />
      </div>
    </Modal>
  );
}

function Numbers({ numbers: { tickets, chats } }: { numbers: OwnNumbers }) {
  const t = useTicketWords();
  const span = (seconds: number | null) => (seconds === null ? '–' : spanText(t, seconds * SECOND_MS));
  const groups = [
    {
      title: t('day.today'),
      lines: [
        [t('day.claimed'), tickets.claimed],
        [t('day.replies'), tickets.replies],
        [t('day.closed'), tickets.closed],
        [t('day.firstResponse'), span(tickets.firstResponseSeconds)],
      ],
    },
    {
      title: t('day.chats'),
      lines: [
        [t('day.taken'), chats.taken],
        [t('day.closedChats'), chats.closed],
        [t('day.firstResponse'), span(chats.firstResponseSeconds)],
      ],
    },
    {
      title: t('day.now'),
      lines: [
        [t('day.open'), tickets.open],
        [t('day.onHold'), tickets.onHold],
        [t('day.atRisk'), tickets.atRisk],
        [t('day.breached'), tickets.breached],
      ],
    },
  ] as const;
  return (
    <div className={dayStyles.groups}>
      {groups.map(({ title, lines }) => (
        <section key={title} aria-label={title}>
          <h3 className={styles.subtitle}>{title}</h3>
          <dl className={dayStyles.lines}>
            {lines.map(([name, value]) => (
              <div key={name} className={dayStyles.line}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Log({ onClose }: { onClose: () => void }) {
  const { api } = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['my-log'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<TicketLogItem>>('/me/ticket-log', { cursor: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <section aria-label={translate('log.title')}>
      <h3 className={styles.subtitle}>{translate('log.title')}</h3>
      {error && <p role="alert">{failureText(t, error)}</p>}
      {items?.length === 0 && <p className={styles.hint}>{translate('log.empty')}</p>}
      <ol className={dayStyles.log}>
        {items?.map((item) => (
          <Logged key={item.id} item={item} onOpen={onClose} />
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
          {translate('history.more')}
        </Button>
      )}
    </section>
  );
}

/** Of a ticket that is not there for me any more, the number is all there is. */
function Logged({ item: { name, at, ticket }, onOpen }: { item: TicketLogItem; onOpen: () => void }) {
  const { format } = useWords();
  const t = useTicketWords();
  const title = `#${ticket.number}${ticket.title ? ` ${ticket.title}` : ''}`;
  return (
    <li className={dayStyles.logged}>
      <span className={dayStyles.step}>{t(`log.${name}`)}</span>
      {ticket.id ? (
        <Link
          className={dayStyles.ticket}
          to="/tickets/$list/{-$ticketId}"
          params={{ list: 'all', ticketId: ticket.id }}
          title={title}
          onClick={onOpen}
        >
          {title}
        </Link>
      ) : (
        <span className={dayStyles.ticket}>{title}</span>
      )}
      <time className={dayStyles.at} dateTime={at}>
        {format.day(at, ticker.now())}, {format.time(at)}
      </time>
    </li>
  );
}
