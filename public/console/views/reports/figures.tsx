import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReportFigures, ReportRow, ReportRows } from '../../../../src/contract/reports.dto';
import { durationText } from '../../../core/duration';
import { filtersOf } from '../../model/ticket-filters';
import type { ReportKind } from '../../report-search';
import type { PageKey } from '../page/page-words';

/** The way to the rows that were counted: tickets in their list, where they are narrowed further, chats in a table. */
export function RowsLink({ kind, rows, ...rest }: RowsProps & { className?: string; children: ReactNode }) {
  if (kind === 'chats') return <Link to="/reports/rows" search={{ ...rows, kind }} {...rest} />;
  const params = { list: 'all', ticketId: undefined };
  return <Link to="/tickets/$list/{-$ticketId}" params={params} search={filtersOf(rows)} {...rest} />;
}

interface RowsProps {
  kind: ReportKind;
  rows: Record<string, string>;
}

/** A number, and the way to the rows that were counted. Nothing is behind a zero. */
export function Behind({ kind, rows, number, children }: RowsProps & { number: number; children?: ReactNode }) {
  const shown = children ?? number;
  if (number === 0) return shown;
  return (
    <RowsLink kind={kind} rows={rows}>
      {shown}
    </RowsLink>
  );
}

export interface Column {
  name: PageKey;
  /** What is shown. */
  text: (figures: ReportFigures, locale: string) => string;
  /** How many rows are behind it, and which. */
  behind?: { rows: keyof ReportRows; count: (figures: ReportFigures) => number };
  /** Only tickets have it. */
  isOfTickets?: boolean;
}

export const took = (seconds: number | null, locale: string): string =>
  seconds === null ? '–' : durationText(seconds, locale);

export const share = (part: number, rest: number, locale: string): string =>
  part + rest === 0
    ? '–'
    : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(part / (part + rest));

export const stars = (average: number | null, locale: string): string =>
  average === null ? '–' : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(average);

const counted = (name: PageKey, rows: keyof ReportRows, count: (figures: ReportFigures) => number): Column => ({
  name,
  text: (figures) => String(count(figures)),
  behind: { rows, count },
});

/** The columns of every table of a report; each has one definition, on the server. */
export const COLUMNS: readonly Column[] = [
  counted('figure.created', 'created', ({ created }) => created),
  counted('figure.closed', 'closed', ({ closed }) => closed),
  counted('figure.backlog', 'backlog', ({ backlog }) => backlog),
  {
    name: 'figure.responseMedian',
    text: ({ firstResponse }, locale) => took(firstResponse.median, locale),
    behind: { rows: 'firstResponse', count: ({ firstResponse }) => firstResponse.count },
  },
  {
    name: 'figure.resolutionMedian',
    text: ({ resolution }, locale) => took(resolution.median, locale),
    behind: { rows: 'closed', count: ({ resolution }) => resolution.count },
  },
  {
    name: 'figure.resolutionP90',
    text: ({ resolution }, locale) => took(resolution.p90, locale),
    behind: { rows: 'closed', count: ({ resolution }) => resolution.count },
  },
  {
    ...counted('figure.breached', 'resolutionBreached', ({ sla }) => sla.resolutionBreached),
    isOfTickets: true,
  },
  {
    ...counted('figure.openBreached', 'openBreached', ({ sla }) => sla.openBreached),
    isOfTickets: true,
  },
  {
    name: 'figure.rating',
    text: ({ satisfaction }, locale) => stars(satisfaction.average, locale),
    behind: { rows: 'satisfaction', count: ({ satisfaction }) => satisfaction.count },
  },
];

export function columnsOf(kind: ReportKind): readonly Column[] {
  return COLUMNS.filter(({ isOfTickets }) => kind === 'tickets' || !isOfTickets);
}

export function Cell({
  column,
  row,
  kind,
  locale,
}: {
  column: Column;
  row: ReportRow;
  kind: ReportKind;
  locale: string;
}) {
  const text = column.text(row.figures, locale);
  if (!column.behind) return text;
  return (
    <Behind kind={kind} rows={row.rows[column.behind.rows]} number={column.behind.count(row.figures)}>
      {text}
    </Behind>
  );
}
