import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { type Moments, momentsOf, type ReportSearch, SPLITS, STRETCHES, stretchOf } from '../../report-search';
import { Page } from '../page/page';
import page from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import { Problem } from '../page/problem';
import { PeriodBar } from './period-bar';
import styles from './reports.module.css';
import { SplitPanel } from './split-panel';
import { Tiles } from './tiles';
import { TIME_ZONE, useReport } from './use-report';

/** Tickets or chats of a period in numbers. */
export function ReportsPage() {
  const { clock, me, shopId } = useDesk();
  const { t } = usePageWords();
  const navigate = useNavigate();
  const shop = useStore(shopId);
  const search = useSearch({ from: '/reports' });
  const { period, from, to } = search;
  const moments = useMemo(() => momentsOf({ period, from, to }, clock.now()), [period, from, to, clock]);
  const change = (changed: ReportSearch) =>
    void navigate({ to: '/reports', search: { ...search, ...changed }, replace: true });
  return (
    <Page title={t('reports.title')} aside={<PeriodBar search={search} onChange={change} />}>
      {!moments && <p className={page.empty}>{t('reports.chooseDays')}</p>}
      {moments && (me.shopId ?? shop) && <Figures search={search} moments={moments} onChange={change} />}
    </Page>
  );
}

interface Props {
  search: ReportSearch;
  moments: Moments;
  onChange: (search: ReportSearch) => void;
}

function Figures({ search, moments, onChange }: Props) {
  const { t, format } = usePageWords();
  const { kind = 'tickets', by = 'category' } = search;
  const { data, error, refetch, isPlaceholderData } = useReport({ kind, ...moments });
  if (error && !data) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className={page.ghost} role="status" aria-label={t('reports.loading')} />;
  return (
    <>
      <div className={styles.shown} data-old={isPlaceholderData}>
        <Tiles kind={kind} whole={data.total} />
      </div>
      <SplitPanel
        title={t('reports.overTime')}
        asked={{ kind, ...moments, by: stretchOf(search) }}
        dimensions={STRETCHES}
        onSplit={(over) => onChange({ over })}
      />
      <SplitPanel
        title={t('reports.split')}
        asked={{ kind, ...moments, by }}
        dimensions={SPLITS}
        onSplit={(chosen) => onChange({ by: chosen })}
      />
      <p className={styles.asOf}>{t('reports.asOf', { at: format.time(data.asOf), zone: TIME_ZONE })}</p>
    </>
  );
}
