import '@mantine/core/styles/ColorSwatch.css';
import '@mantine/charts/styles.css';
import { AreaChart, BarChart } from '@mantine/charts';
import type { OverviewPart } from '../../../../src/contract/reports.dto';
import { useWords } from '../../context';
import { monthName } from './month-name';

const ROW_PX = 40;
const FRAME_PX = 60;

/** Bars, the longest first; the names are part of the chart, so that no colour has to be learned. */
export function CategoryChart({ rows }: { rows: readonly OverviewPart[] }) {
  const { t } = useWords();
  const data = [...rows]
    .sort((a, b) => b.created - a.created)
    .map(({ key, created, backlog }) => ({
      name: key ?? t('overview.noCategory'),
      closed: created - backlog,
      unfinished: backlog,
    }));
  return (
    <BarChart
      h={data.length * ROW_PX + FRAME_PX}
      data={data}
      dataKey="name"
      orientation="vertical"
      type="stacked"
      withLegend
      gridAxis="x"
      yAxisProps={{ width: 132, interval: 0 }}
      xAxisProps={{ allowDecimals: false }}
      barProps={{ isAnimationActive: false, maxBarSize: 22 }}
      series={[
        { name: 'closed', label: t('overview.closed'), color: 'var(--series-2)' },
        { name: 'unfinished', label: t('overview.unfinished'), color: 'var(--series-1)' },
      ]}
    />
  );
}

/** What was asked and what was closed, month by month. The second line is dashed, so that it is known without colour. */
export function MonthChart({ rows }: { rows: readonly OverviewPart[] }) {
  const { t, locale } = useWords();
  const data = rows.map(({ key, created, closed }) => ({
    month: monthName(key, locale),
    created,
    closed,
  }));
  return (
    <AreaChart
      h={260}
      data={data}
      dataKey="month"
      curveType="monotone"
      withLegend
      gridAxis="y"
      yAxisProps={{ allowDecimals: false, width: 36 }}
      areaProps={{ isAnimationActive: false }}
      series={[
        { name: 'created', label: t('overview.created'), color: 'var(--series-1)' },
        { name: 'closed', label: t('overview.closed'), color: 'var(--series-2)', strokeDasharray: '6 4' },
      ]}
    />
  );
}
