import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Card } from '../page/page';
import page from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import { Problem } from '../page/problem';
import { useImports } from './use-import';

/** The files of before, the newest first. */
export function ImportHistory() {
  const { t, format } = usePageWords();
  const list = useImports();
  const imports = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card title={t('imports.history')}>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <div className={page.ghost} role="status" aria-label={t('imports.loading')} />}
      {list.data && imports.length === 0 && <p className={page.empty}>{t('imports.none')}</p>}
      {imports.length > 0 && (
        <div className={page.scroll}>
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col">{t('imports.file')}</th>
                <th scope="col" className={page.text}>
                  {t('rows.status')}
                </th>
                <th scope="col">{t('imports.rows')}</th>
                <th scope="col">{t('imports.created')}</th>
                <th scope="col">{t('imports.refused')}</th>
                <th scope="col" className={page.text}>
                  {t('imports.by')}
                </th>
                <th scope="col">{t('imports.at')}</th>
              </tr>
            </thead>
            <tbody>
              {imports.map(({ id, fileName, status, rows, created, refused, startedBy, createdAt }) => (
                <tr key={id}>
                  <th scope="row" className={page.wrap}>
                    <Link to="/imports/{-$importId}" params={{ importId: id }}>
                      {fileName}
                    </Link>
                  </th>
                  <td className={page.text}>{t(`importStatus.${status}`)}</td>
                  <td>{rows}</td>
                  <td>{status === 'ready' ? '–' : created}</td>
                  <td>{refused}</td>
                  <td className={page.text}>{startedBy?.name ?? '–'}</td>
                  <td>
                    {format.date(createdAt)}, {format.time(createdAt)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <Button mt="md" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('rows.more')}
        </Button>
      )}
    </Card>
  );
}
