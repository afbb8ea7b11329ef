import type { ReactNode } from 'react';
import type { DurationFigures, ReportRow, ReportRows } from '../../../../src/contract/reports.dto';
import type { ReportKind } from '../../report-search';
import { usePageWords } from '../page/page-words';
import { Behind, RowsLink, share, stars, took } from './figures';
import styles from './reports.module.css';

interface Props {
  kind: ReportKind;
  whole: ReportRow;
}

/** The whole in numbers, each with the way to the rows behind it. */
export function Tiles({ kind, whole }: Props) {
  const { t, locale } = usePageWords();
  const { figures, rows } = whole;
  const { sla, satisfaction } = figures;
  const satisfied = share(satisfaction.satisfied, satisfaction.count - satisfaction.satisfied, locale);
  const behind = (what: keyof ReportRows, number: number, text: ReactNode) => (
    <Behind kind={kind} rows={rows[what]} number={number}>
      {text}
    </Behind>
  );
  return (
    <ul className={styles.tiles}>
      <Tile kind={kind} rows={rows.created} count={figures.created} name={t('figure.created')}>
        {figures.created}
      </Tile>
      <Tile kind={kind} rows={rows.closed} count={figures.closed} name={t('figure.closed')}>
        {figures.closed}
      </Tile>
      <Tile
        kind={kind}
        rows={rows.backlog}
        count={figures.backlog}
        name={t('figure.backlog')}
        more={
          <>
            {behind(
              'open',
              figures.open,
              t(kind === 'tickets' ? 'figure.open' : 'figure.waiting', { count: figures.open }),
            )}{' '}
            ·{' '}
            {behind(
              'inProgress',
              figures.inProgress,
              t(kind === 'tickets' ? 'figure.inProgress' : 'figure.taken', { count: figures.inProgress }),
            )}
            {kind === 'tickets' && (
              <> · {behind('onHold', figures.onHold, t('figure.onHold', { count: figures.onHold }))}</>
            )}
          </>
        }
      >
        {figures.backlog}
      </Tile>
      <DurationTile name={t('figure.firstResponse')} of={figures.firstResponse} kind={kind} rows={rows.firstResponse} />
      <DurationTile name={t('figure.resolution')} of={figures.resolution} kind={kind} rows={rows.closed} />
      {kind === 'tickets' && (
        <Tile
          name={t('figure.sla')}
          more={
            <>
              {behind('resolutionMet', sla.resolutionMet, t('figure.met', { count: sla.resolutionMet }))} ·{' '}
              {behind(
                'resolutionBreached',
                sla.resolutionBreached,
                t('figure.late', { count: sla.resolutionBreached }),
              )}{' '}
              · {behind('openBreached', sla.openBreached, t('figure.openLate', { count: sla.openBreached }))}
            </>
          }
        >
          {share(sla.resolutionMet, sla.resolutionBreached, locale)}
        </Tile>
      )}
      {kind === 'tickets' && (
        <Tile
          name={t('figure.responseSla')}
          more={
            <>
              {behind('firstResponseMet', sla.firstResponseMet, t('figure.met', { count: sla.firstResponseMet }))} ·{' '}
              {behind(
                'firstResponseBreached',
                sla.firstResponseBreached,
                t('figure.late', { count: sla.firstResponseBreached }),
              )}{' '}
              · {behind('openAtRisk', sla.openAtRisk, t('figure.atRisk', { count: sla.openAtRisk }))}
            </>
          }
        >
          {share(sla.firstResponseMet, sla.firstResponseBreached, locale)}
        </Tile>
      )}
      <Tile
        kind={kind}
        rows={rows.satisfaction}
        count={satisfaction.count}
        name={t('figure.satisfaction')}
        more={
          <>
            {behind('satisfaction', satisfaction.count, t('figure.ratings', { count: satisfaction.count }))}
            {satisfaction.count > 0 && (
              <>
                {' · '}
                {behind('satisfied', satisfaction.satisfied, t('figure.satisfied', { share: satisfied }))}
              </>
            )}
          </>
        }
      >
        {stars(satisfaction.average, locale)}
        {satisfaction.average !== null && <small> / 5</small>}
      </Tile>
    </ul>
  );
}

interface DurationProps {
  name: string;
  of: DurationFigures;
  kind: ReportKind;
  rows: Record<string, string>;
}

function DurationTile({ name, of, kind, rows }: DurationProps) {
  const { t, locale } = usePageWords();
  return (
    <Tile
      kind={kind}
      rows={rows}
      count={of.count}
      name={name}
      more={t('figure.spread', { average: took(of.average, locale), p90: took(of.p90, locale) })}
    >
      {took(of.median, locale)}
    </Tile>
  );
}

interface TileProps {
  name: string;
  children: ReactNode;
  more?: ReactNode;
  kind?: ReportKind;
  rows?: Record<string, string>;
  count?: number;
}

function Tile({ name, children, more, kind, rows, count = 0 }: TileProps) {
  return (
    <li className={styles.tile}>
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>
        {kind && rows && count > 0 ? (
          <RowsLink kind={kind} rows={rows} className={styles.way}>
            {children}
          </RowsLink>
        ) : (
          children
        )}
      </span>
      {more && <span className={styles.more}>{more}</span>}
    </li>
  );
}
