import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { PERIODS, type Period, REPORTS, type ReportSearch } from '../../report-search';
import { usePageWords } from '../page/page-words';
import styles from './reports.module.css';

interface Props {
  search: ReportSearch;
  onChange: (search: ReportSearch) => void;
}

/** What is counted, and when. */
export function PeriodBar({ search, onChange }: Props) {
  const { t } = usePageWords();
  const { kind = 'tickets', period = 'month', from = '', to = '' } = search;
  return (
    <div className={styles.bar}>
      <SegmentedControl
        aria-label={t('reports.what')}
        value={kind}
        onChange={(chosen) => onChange({ kind: chosen })}
        data={REPORTS.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <NativeSelect
        aria-label={t('reports.period')}
        value={period}
        onChange={({ currentTarget }) => onChange({ period: currentTarget.value as Period, over: undefined })}
        data={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
      />
      {period === 'custom' && (
        <>
          <TextInput
            type="date"
            aria-label={t('reports.from')}
            value={from}
            max={to}
            onChange={({ currentTarget }) => onChange({ from: currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            aria-label={t('reports.to')}
            value={to}
            min={from}
            onChange={({ currentTarget }) => onChange({ to: currentTarget.value || undefined })}
          />
        </>
      )}
    </div>
  );
}
