import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ChatView } from '../../../../src/contract/chats.dto';
import type { Page as ListPage } from '../../../../src/contract/common.dto';
import { useDesk } from '../../context';
import { LookingOn } from '../list/looking-on';
import { moreOf } from '../list/more';
import { Page } from '../page/page';
import page from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import { Problem } from '../page/problem';

const PAGE_SIZE = 50;

/** Exactly the chats that a number has counted. */
export function RowsPage() {
  const { api } = useDesk();
  const { t } = usePageWords();
  const { kind, ...query } = useSearch({ from: '/reports/rows' });
  const list = useInfiniteQuery({
    queryKey: ['rows', kind, query],
    queryFn: ({ pageParam, signal }) =>
      api.get<ListPage<ChatView>>('/chats', { ...query, limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t('rows.chats')}>
      <section className={page.card} aria-busy={list.isPending}>
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <div className={page.ghost} role="status" aria-label={t('reports.loading')} />}
        {list.data && rows.length === 0 && !list.hasNextPage && <p className={page.empty}>{t('rows.none')}</p>}
        {rows.length > 0 && <Table rows={rows} />}
        {list.hasNextPage && rows.length === 0 && !list.error && <LookingOn more={moreOf(list)} />}
        {list.hasNextPage && rows.length > 0 && (
          <Button mt="md" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('rows.more')}
          </Button>
        )}
      </section>
    </Page>
  );
}

function Table({ rows }: { rows: readonly ChatView[] }) {
  const { t, format } = usePageWords();
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{t('rows.number')}</th>
            <th scope="col" className={page.text}>
              {t('rows.about')}
            </th>
            <th scope="col" className={page.text}>
              {t('rows.customer')}
            </th>
            <th scope="col" className={page.text}>
              {t('rows.agent')}
            </th>
            <th scope="col" className={page.text}>
              {t('rows.status')}
            </th>
            <th scope="col">{t('rows.began')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Way row={row} />
              </th>
              <td className={`${page.text} ${page.wrap}`}>{row.firstMessage}</td>
              <td className={page.text}>{row.customer.name || '–'}</td>
              <td className={page.text}>{row.agent?.name ?? '–'}</td>
              <td className={page.text}>{t(`status.${row.status}`)}</td>
              <td>{format.date(row.startedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Way({ row }: { row: ChatView }) {
  return (
    <Link to="/$view/{-$chatId}" params={{ view: row.status === 'closed' ? 'closed' : 'all', chatId: row.id }}>
      #C-{row.number}
    </Link>
  );
}
