import type { OverviewPart } from '../../../../src/contract/reports.dto';
import { durationText } from '../../../core/duration';
import { useWords } from '../../context';
import { monthName } from './month-name';
import styles from './overview.module.css';

interface Props {
  rows: readonly OverviewPart[];
}

export function CategoryTable({ rows }: Props) {
  const { t } = useWords();
  return (
    <FigureTable rows={rows} first={t('filters.category')} nameOf={({ key }) => key ?? t('overview.noCategory')} />
  );
}

export function MonthTable({ rows }: Props) {
  const { t, locale } = useWords();
  return <FigureTable rows={rows} first={t('overview.month')} nameOf={({ key }) => monthName(key, locale)} />;
}

function FigureTable({ rows, first, nameOf }: Props & { first: string; nameOf: (row: OverviewPart) => string }) {
  const { t, locale } = useWords();
  const took = (seconds: number | null) => (seconds === null ? '–' : durationText(seconds, locale));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">{t('overview.created')}</th>
          <th scope="col">{t('overview.closed')}</th>
          <th scope="col">{t('overview.unfinished')}</th>
          <th scope="col">{t('overview.average')}</th>
          <th scope="col">{t('overview.median')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key ?? 'none'}>
            <th scope="row">{nameOf(row)}</th>
            <td>{row.created}</td>
            <td>{row.closed}</td>
            <td>{row.backlog}</td>
            <td>{took(row.resolution.average)}</td>
            <td>{took(row.resolution.median)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
