import type { Readable } from 'node:stream';
import type { ReportDimension, ReportFigures, ReportView } from '../contract/reports.dto';
import { type Cell, csvStream } from '../core/csv';

/** Durations are in seconds, as in the API. */
const COLUMNS: [name: string, of: (figures: ReportFigures) => Cell][] = [
  ['created', ({ created }) => created],
  ['closed', ({ closed }) => closed],
  ['backlog', ({ backlog }) => backlog],
  ['open', ({ open }) => open],
  ['in_progress', ({ inProgress }) => inProgress],
  ['on_hold', ({ onHold }) => onHold],
  ['resolution_average', ({ resolution }) => resolution.average],
  ['resolution_median', ({ resolution }) => resolution.median],
  ['resolution_p90', ({ resolution }) => resolution.p90],
  ['first_responses', ({ firstResponse }) => firstResponse.count],
  ['first_response_average', ({ firstResponse }) => firstResponse.average],
  ['first_response_median', ({ firstResponse }) => firstResponse.median],
  ['first_response_p90', ({ firstResponse }) => firstResponse.p90],
  ['first_response_met', ({ sla }) => sla.firstResponseMet],
  ['first_response_breached', ({ sla }) => sla.firstResponseBreached],
  ['resolution_met', ({ sla }) => sla.resolutionMet],
  ['resolution_breached', ({ sla }) => sla.resolutionBreached],
  ['open_breached', ({ sla }) => sla.openBreached],
  ['open_at_risk', ({ sla }) => sla.openAtRisk],
  ['open_due_soon', ({ sla }) => sla.openDueSoon],
  ['ratings', ({ satisfaction }) => satisfaction.count],
  ['rating_average', ({ satisfaction }) => satisfaction.average],
  ['satisfied', ({ satisfaction }) => satisfaction.satisfied],
];

/** The rows of a report and, last, the whole. */
export function reportCsv(dimension: ReportDimension, { items, total }: ReportView): Readable {
  const header = [dimension, 'name', ...COLUMNS.map(([name]) => name)];
  return csvStream(header, lines());

  async function* lines(): AsyncGenerator<Cell[]> {
    for (const { key, name, figures } of items) yield [key, name, ...COLUMNS.map(([, of]) => of(figures))];
    yield ['total', null, ...COLUMNS.map(([, of]) => of(total.figures))];
  }
}
