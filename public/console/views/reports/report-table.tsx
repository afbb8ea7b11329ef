import type { ReportRow } from '../../../../src/contract/reports.dto';
import type { ReportKind } from '../../report-search';
import styles from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import { Cell, columnsOf } from './figures';

interface Props {
  kind: ReportKind;
  first: string;
  rows: readonly ReportRow[];
  total: ReportRow;
  nameOf: (row: ReportRow) => string;
}

/** The same numbers as the chart, and the whole below. */
export function ReportTable({ kind, first, rows, total, nameOf }: Props) {
  const { t, locale } = usePageWords();
  const columns = columnsOf(kind);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key ?? 'none'} name={nameOf(row)} row={row} />
          ))}
        </tbody>
        <tfoot>
          <Row name={t('reports.whole')} row={total} />
        </tfoot>
      </table>
    </div>
  );

  function Row({ name, row }: { name: string; row: ReportRow }) {
    return (
      <tr>
        <th scope="row">{name}</th>
        {columns.map((column) => (
          <td key={column.name}>
            <Cell column={column} row={row} kind={kind} locale={locale} />
          </td>
        ))}
      </tr>
    );
  }
}
