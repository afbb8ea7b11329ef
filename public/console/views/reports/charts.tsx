import '@mantine/core/styles/ColorSwatch.css';
import '@mantine/charts/styles.css';
import './charts.css';
import { AreaChart, BarChart } from '@mantine/charts';
import type { ReportRow } from '../../../../src/contract/reports.dto';
import { usePageWords } from '../page/page-words';

const ROW_PX = 36;
const FRAME_PX = 60;
const NAME_PX = 148;

interface Props {
  rows: readonly ReportRow[];
  nameOf: (row: ReportRow) => string;
}

/** What came and what was closed. The second line is dashed, so that it is known without colour. */
export function TimeChart({ rows, nameOf }: Props) {
  const { t } = usePageWords();
  const data = rows.map((row) => ({ name: nameOf(row), created: row.figures.created, closed: row.figures.closed }));
  return (
    <AreaChart
      h={260}
      data={data}
      dataKey="name"
      curveType="monotone"
      withLegend
      withDots={rows.length < 40}
      gridAxis="x"
      yAxisProps={{ allowDecimals: false, width: 40 }}
      areaProps={{ isAnimationActive: false }}
      series={[
        { name: 'created', label: t('figure.created'), color: 'var(--series-1)' },
        { name: 'closed', label: t('figure.closed'), color: 'var(--series-2)', strokeDasharray: '6 4' },
      ]}
    />
  );
}

/** Bars, the longest first; the names are part of the chart, so that no colour has to be learned. */
export function SplitChart({ rows, nameOf }: Props) {
  const { t } = usePageWords();
  const data = rows
    .map((row) => ({ name: nameOf(row), closed: row.figures.closed, backlog: row.figures.backlog }))
    .sort((a, b) => b.closed + b.backlog - a.closed - a.backlog);
  return (
    <BarChart
      h={data.length * ROW_PX + FRAME_PX}
      data={data}
      dataKey="name"
      orientation="vertical"
      type="stacked"
      withLegend
      gridAxis="y"
      yAxisProps={{ width: NAME_PX, interval: 0 }}
      xAxisProps={{ allowDecimals: false }}
      barProps={{ isAnimationActive: false, maxBarSize: 20 }}
      series={[
        { name: 'closed', label: t('figure.closed'), color: 'var(--series-2)' },
        { name: 'backlog', label: t('figure.backlog'), color: 'var(--series-1)' },
      ]}
    />
  );
}
