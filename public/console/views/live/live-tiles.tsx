import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { clockText } from '../../../core/format';
import { useNow } from '../../../ui/ticker';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { LONG_WAIT_MS } from '../../model/queue-watch';
import type { ReportKind } from '../../report-search';
import { usePageWords } from '../page/page-words';
import { RowsLink, took } from '../reports/figures';
import { useCounts } from '../shell/use-counts';
import styles from './live.module.css';
import { useAgents, useToday } from './use-live';

/** Six numbers, each of which somebody can do something about. */
export function LiveTiles() {
  return (
    <ul className={styles.tiles}>
      <LongestWait />
      <Waiting />
      <Available />
      <FirstReply />
      <AtRisk />
      <Backlog />
    </ul>
  );
}

function LongestWait() {
  const { t } = usePageWords();
  const { longestWaitingSince: since } = useCounts();
  const waitedMs = useNow() - Date.parse(since ?? '');
  const isLong = since !== null && waitedMs > LONG_WAIT_MS;
  const target = clockText(LONG_WAIT_MS);
  return (
    <Tile
      name={t('live.longestWait')}
      tone={isLong ? 'danger' : undefined}
      more={since ? t(isLong ? 'live.overTarget' : 'live.target', { target }) : t('live.nobodyWaits')}
      view="queue"
    >
      {since ? clockText(waitedMs) : '–'}
    </Tile>
  );
}

function Waiting() {
  const { queue, chats } = useDesk();
  const { t } = usePageWords();
  const { queue: waiting } = useCounts();
  const ids = useStore(queue.ids);
  const now = useNow();
  const late = ids.filter((id) => now - Date.parse(chats.get(id)?.queuedAt ?? '') > LONG_WAIT_MS).length;
  return (
    <Tile
      name={t('live.waiting')}
      tone={late > 0 ? 'warn' : undefined}
      more={t('live.pastTarget', { late, onTime: waiting - late })}
      view="queue"
    >
      {waiting}
    </Tile>
  );
}

function Available() {
  const { t } = usePageWords();
  const agents = (useAgents().data?.items ?? []).filter(({ capacity }) => capacity > 0);
  const here = agents.filter(({ isConnected, presence }) => isConnected && presence !== 'invisible');
  const away = here.filter(({ presence }) => presence === 'away').length;
  const full = here.filter(({ presence, load, capacity }) => presence === 'available' && load >= capacity).length;
  const available = here.length - away - full;
  return (
    <Tile
      name={t('live.available')}
      tone={agents.length > 0 && available === 0 ? 'warn' : undefined}
      more={t('live.awayAndFull', { away, full })}
    >
      {available}
      <small> / {agents.length}</small>
    </Tile>
  );
}

function FirstReply() {
  const { t, locale } = usePageWords();
  const { data } = useToday('chats');
  const of = data?.total.figures.firstResponse;
  return (
    <Tile
      name={t('live.firstReply')}
      more={of?.count ? t('live.medianOf', { count: of.count, p90: took(of.p90, locale) }) : t('live.noReply')}
      rows={data && of?.count ? { kind: 'chats', rows: data.total.rows.firstResponse } : undefined}
    >
      {took(of?.median ?? null, locale)}
    </Tile>
  );
}

function AtRisk() {
  const { t } = usePageWords();
  const { data } = useToday('tickets/by/agent');
  const { openAtRisk = 0, openBreached = 0 } = data?.total.figures.sla ?? {};
  return (
    <Tile
      name={t('live.atRisk')}
      tone={openBreached > 0 ? 'danger' : openAtRisk > 0 ? 'warn' : undefined}
      more={t('live.pastDue', { count: openBreached })}
      rows={data && openAtRisk > 0 ? { kind: 'tickets', rows: data.total.rows.openAtRisk } : undefined}
    >
      {openAtRisk}
    </Tile>
  );
}

function Backlog() {
  const { t } = usePageWords();
  const { data } = useToday('tickets/by/agent');
  const { backlog = 0, open = 0, inProgress = 0, onHold = 0 } = data?.total.figures ?? {};
  return (
    <Tile
      name={t('live.backlog')}
      more={t('figure.backlogOf', { open, inProgress, onHold })}
      rows={data && backlog > 0 ? { kind: 'tickets', rows: data.total.rows.backlog } : undefined}
    >
      {backlog}
    </Tile>
  );
}

interface Props {
  name: string;
  tone?: 'warn' | 'danger';
  more: string;
  children: ReactNode;
  /** Where it leads: a list of chats, or the rows that were counted. */
  view?: 'queue';
  rows?: { kind: ReportKind; rows: Record<string, string> };
}

function Tile({ name, tone, more, children, view, rows }: Props) {
  const content = (
    <>
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>{children}</span>
      <span className={styles.more}>{more}</span>
    </>
  );
  return (
    <li className={styles.tile} data-tone={tone}>
      {view && (
        <Link to="/$view/{-$chatId}" params={{ view, chatId: undefined }} className={styles.way}>
          {content}
        </Link>
      )}
      {rows && (
        <RowsLink kind={rows.kind} rows={rows.rows} className={styles.way}>
          {content}
        </RowsLink>
      )}
      {!view && !rows && <div className={styles.way}>{content}</div>}
    </li>
  );
}
