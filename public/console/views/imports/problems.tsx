import { Button } from '@mantine/core';
import type { ImportProblem, ImportProblemCount, ImportView } from '../../../../src/contract/imports.dto';
import { Chip } from '../../../ui/chip';
import { Card } from '../page/page';
import page from '../page/page.module.css';
import { type PageKey, usePageWords } from '../page/page-words';
import { Problem as Failure } from '../page/problem';
import styles from './imports.module.css';
import { useProblems } from './use-import';

/** What is wrong, counted by kind, and then row by row. */
export function Problems({ of }: { of: ImportView }) {
  const { t } = usePageWords();
  const list = useProblems(of);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = of.problemCounts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card title={t('problems.title')} hint={t('problems.count', { count: total })}>
      {total === 0 && <p className={page.empty}>{t('problems.none')}</p>}
      {total > 0 && (
        <ul className={styles.kinds}>
          {of.problemCounts.map((count) => (
            <Kind key={`${count.severity} ${count.kind} ${count.field}`} of={count} />
          ))}
        </ul>
      )}
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {rows.length > 0 && <ProblemTable rows={rows} />}
      {list.hasNextPage && (
        <Button mt="md" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('problems.more', { shown: rows.length, count: total })}
        </Button>
      )}
    </Card>
  );
}

function Kind({ of: { severity, kind, field, count } }: { of: ImportProblemCount }) {
  const { t } = usePageWords();
  return (
    <li>
      <Chip tone={severity === 'error' ? 'danger' : 'warn'}>
        {count} × {t(`problem.${kind}` as PageKey)}
        {field && ` (${t(`field.${field}` as PageKey)})`}
      </Chip>
    </li>
  );
}

function ProblemTable({ rows }: { rows: readonly ImportProblem[] }) {
  const { t } = usePageWords();
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{t('problems.line')}</th>
            <th scope="col" className={page.text}>
              {t('problems.what')}
            </th>
            <th scope="col" className={page.text}>
              {t('problems.field')}
            </th>
            <th scope="col" className={page.text}>
              {t('problems.value')}
            </th>
            <th scope="col" className={page.text}>
              {t('problems.outcome')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, severity, kind, field, value }) => (
            <tr key={`${line} ${kind} ${field}`}>
              <th scope="row">{line}</th>
              <td className={page.text}>{t(`problem.${kind}` as PageKey)}</td>
              <td className={page.text}>{field ? t(`field.${field}` as PageKey) : '–'}</td>
              <td className={`${page.text} ${page.wrap}`}>{value || '–'}</td>
              <td className={page.text}>
                <Chip tone={severity === 'error' ? 'danger' : 'warn'}>{t(`severity.${severity}`)}</Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
