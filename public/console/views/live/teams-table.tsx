import type { ReportFigures, ReportRow, ReportRows } from '../../../../src/contract/reports.dto';
import { Card } from '../page/page';
import page from '../page/page.module.css';
import { type PageKey, usePageWords } from '../page/page-words';
import { Problem } from '../page/problem';
import { Behind } from '../reports/figures';
import styles from './tables.module.css';
import { TodayCsv } from './today-csv';
import { useToday } from './use-live';

interface Column {
  name: PageKey;
  rows: keyof ReportRows;
  of: (figures: ReportFigures) => number;
  /** How it looks when it is not nothing. */
  tone?: 'warn' | 'danger';
}

const COLUMNS: readonly Column[] = [
  { name: 'status.open', rows: 'open', of: ({ open }) => open },
  { name: 'status.in_progress', rows: 'inProgress', of: ({ inProgress }) => inProgress },
  { name: 'status.on_hold', rows: 'onHold', of: ({ onHold }) => onHold },
  { name: 'live.pastDueShort', rows: 'openBreached', of: ({ sla }) => sla.openBreached, tone: 'danger' },
  { name: 'live.dueSoon', rows: 'openDueSoon', of: ({ sla }) => sla.openDueSoon, tone: 'warn' },
];

/** How the tickets of each team stand now, and of all of them together. */
export function TeamsTable() {
  const { t } = usePageWords();
  const { data, error, refetch } = useToday('tickets/by/team');
  const teams = (data?.items ?? []).filter(({ key, figures }) => key !== null || figures.backlog > 0);
  return (
    <Card title={t('live.teams')} hint={t('live.categoriesHint')} actions={<TodayCsv by="team" />}>
      {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className={page.ghost} role="status" aria-label={t('reports.loading')} />}
      {data && (
        <div className={page.scroll}>
          <table className={`${page.table} ${styles.table}`}>
            <thead>
              <tr>
                <th scope="col">{t('split.team')}</th>
                {COLUMNS.map(({ name }) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {teams.map((row) => (
                <Row key={row.key ?? 'none'} name={row.name ?? t('split.none.team')} row={row} />
              ))}
            </tbody>
            <tfoot>
              <Row name={t('reports.whole')} row={data.total} />
            </tfoot>
          </table>
        </div>
      )}
    </Card>
  );
}

function Row({ name, row: { figures, rows } }: { name: string; row: ReportRow }) {
  return (
    <tr data-team={name}>
      <th scope="row" className={styles.who}>
        {name}
      </th>
      {COLUMNS.map((column) => {
        const number = column.of(figures);
        return (
          <td key={column.name} className={styles.standing} data-tone={number > 0 ? column.tone : undefined}>
            <Behind kind="tickets" rows={rows[column.rows]} number={number} />
          </td>
        );
      })}
    </tr>
  );
}
