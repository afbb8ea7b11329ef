import { Button, SegmentedControl } from '@mantine/core';
import { Suspense, useState } from 'react';
import type { ReportRow } from '../../../../src/contract/reports.dto';
import { laterPart } from '../../../ui/later-part';
import type { Split, Stretch } from '../../report-search';
import { Card } from '../page/page';
import page from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import { Problem } from '../page/problem';
import { CsvButton } from './csv-button';
import { ReportTable } from './report-table';
import styles from './reports.module.css';
import { type Asked, useReport, useReportQuery } from './use-report';

/** The charts weigh more than the rest of the page, so they come after it. */
const Charts = {
  Time: laterPart(async () => (await import('./charts')).TimeChart),
  Split: laterPart(async () => (await import('./charts')).SplitChart),
};

interface Props<Dimension extends Split | Stretch> {
  title: string;
  asked: Asked & { by: Dimension };
  dimensions: readonly Dimension[];
  onSplit: (by: Dimension) => void;
}

/** The figures split one way: a chart, the table behind it, and the same as a file. */
export function SplitPanel<Dimension extends Split | Stretch>({ title, asked, dimensions, onSplit }: Props<Dimension>) {
  const { t } = usePageWords();
  const [isTable, setIsTable] = useState(false);
  const { data, error, refetch, isPlaceholderData } = useReport(asked);
  const { path, query } = useReportQuery()(asked);
  const nameOf = useRowName(asked.by);
  const isOverTime = dimensions.some((each) => each === 'day');
  const isEmpty = data?.items.every(({ figures }) => figures.created + figures.closed + figures.backlog === 0);
  const Chart = isOverTime ? Charts.Time : Charts.Split;
  return (
    <Card
      title={title}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label={title}
            value={asked.by}
            onChange={(by) => onSplit(by)}
            data={dimensions.map((value) => ({ value, label: t(`split.${value}`) }))}
          />
          <Button size="compact-sm" variant="default" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
            {t(isTable ? 'reports.showChart' : 'reports.showTable')}
          </Button>
          <CsvButton path={`${path}/csv`} query={query} name={`${asked.kind}-by-${asked.by}`} />
        </>
      }
    >
      {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className={page.ghost} role="status" aria-label={t('reports.loading')} />}
      {data && (
        <div className={styles.shown} data-old={isPlaceholderData}>
          {isEmpty ? (
            <p className={page.empty}>{t('reports.empty')}</p>
          ) : isTable ? (
            <ReportTable
              kind={asked.kind}
              first={t(`split.${asked.by}`)}
              rows={data.items}
              total={data.total}
              nameOf={nameOf}
            />
          ) : (
            <Suspense fallback={<div className={page.ghost} aria-busy="true" />}>
              <Chart rows={data.items} nameOf={nameOf} />
            </Suspense>
          )}
        </div>
      )}
    </Card>
  );
}

function useRowName(by: Split | Stretch): (row: ReportRow) => string {
  const { t, locale } = usePageWords();
  if (by === 'category' || by === 'agent' || by === 'team') return ({ name }) => name ?? t(`split.none.${by}`);
  const style: Intl.DateTimeFormatOptions =
    by === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' };
  const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
  return ({ key }) => (key ? format.format(new Date(`${key.slice(0, 10)}T12:00:00Z`)) : '');
}
