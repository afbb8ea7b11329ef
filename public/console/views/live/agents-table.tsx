import type { AgentView } from '../../../../src/contract/chats.dto';
import type { ReportRow } from '../../../../src/contract/reports.dto';
import { Card } from '../page/page';
import page from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import { Problem } from '../page/problem';
import { Behind } from '../reports/figures';
import { PresenceDot } from '../shell/presence-dot';
import { BalanceButton } from './balance-button';
import styles from './tables.module.css';
import { TodayCsv } from './today-csv';
import { useAgents, useToday } from './use-live';

/** Above this a row of marks is no longer seen at a glance; the number is. */
const MOST_PIPS = 12;

/** Who is there, and who has how many chats and tickets. By name, so that nobody moves while one reads. */
export function AgentsTable() {
  const { t } = usePageWords();
  const { data, error, refetch } = useAgents();
  const tickets = useToday('tickets/by/agent');
  const rowOf = new Map((tickets.data?.items ?? []).map((row) => [row.key, row]));
  const agents = (data?.items ?? [])
    .filter(({ id, capacity, isConnected }) => capacity > 0 || isConnected || rowOf.has(id))
    .sort((a, b) => Number(b.isConnected) - Number(a.isConnected) || a.name.localeCompare(b.name));
  return (
    <Card
      title={t('live.agents')}
      actions={
        <>
          <BalanceButton />
          <TodayCsv by="agent" />
        </>
      }
    >
      {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className={page.ghost} role="status" aria-label={t('reports.loading')} />}
      {data && (
        <div className={page.scroll}>
          <table className={`${page.table} ${styles.table}`}>
            <thead>
              <tr>
                <th scope="col">{t('split.agent')}</th>
                <th scope="col" className={page.text}>
                  {t('rows.status')}
                </th>
                <th scope="col" className={page.text}>
                  {t('kind.chats')}
                </th>
                <th scope="col">{t('kind.tickets')}</th>
                <th scope="col">{t('live.pastDueShort')}</th>
                <th scope="col">{t('live.closedToday')}</th>
              </tr>
            </thead>
            <tbody>
              {agents.map((agent) => (
                <Row
                  key={agent.id}
                  agent={agent}
                  tickets={rowOf.get(agent.id)}
                  isCounted={tickets.data !== undefined}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

interface RowProps {
  agent: AgentView;
  /** None for an agent without a ticket, nor before tickets are counted. */
  tickets: ReportRow | undefined;
  isCounted: boolean;
}

function Row({ agent, tickets, isCounted }: RowProps) {
  const { t } = usePageWords();
  const { name, presence, isConnected, load, capacity } = agent;
  const shown = isConnected ? presence : 'offline';
  const number = (what: 'backlog' | 'closed' | 'openBreached', count: number | undefined) => {
    if (!isCounted) return '–';
    return tickets && count ? <Behind kind="tickets" rows={tickets.rows[what]} number={count} /> : 0;
  };
  return (
    <tr data-agent={name}>
      <th scope="row" className={styles.who}>
        {name}
      </th>
      <td className={page.text}>
        <span className={styles.presence} data-presence={shown}>
          <PresenceDot presence={isConnected ? presence : 'invisible'} />
          <span className={styles.presenceWord}>{t(`presence.${shown}`)}</span>
        </span>
      </td>
      <td className={page.text}>
        <span className={styles.chats}>
          {capacity <= MOST_PIPS && (
            <span className={styles.pips} aria-hidden="true">
              {Array.from({ length: Math.max(capacity, load) }, (_, at) => (
                <i key={at} data-taken={at < load} data-over={at >= capacity} />
              ))}
            </span>
          )}
          {load} / {capacity}
        </span>
      </td>
      <td>{number('backlog', tickets?.figures.backlog)}</td>
      <td>{number('openBreached', tickets?.figures.sla.openBreached)}</td>
      <td>{number('closed', tickets?.figures.closed)}</td>
    </tr>
  );
}
