import { Link } from '@tanstack/react-router';
import type { TicketView } from '../../../../src/contract/tickets.dto';
import { durationText } from '../../../core/duration';
import { useNow } from '../../../ui/ticker';
import { slaStanding } from '../../model/ticket-sla';
import { Card } from '../page/page';
import page from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import { Problem } from '../page/problem';
import { CsvButton } from '../reports/csv-button';
import { TIME_ZONE } from '../reports/use-report';
import styles from './tables.module.css';
import { useDue } from './use-live';

/** What will be late next, and what is late already, each in the order of its time. */
export function DueSoon() {
  const { t } = usePageWords();
  const soon = useDue('atRisk');
  const late = useDue('breached');
  const error = soon.error ?? late.error;
  const tickets = [...(soon.data?.items ?? []), ...(late.data?.items ?? [])];
  const isKnown = soon.data !== undefined && late.data !== undefined;
  return (
    <Card title={t('live.due')} hint={t('live.dueHint')} actions={tickets.length > 0 && <DueCsv tickets={tickets} />}>
      {error && !isKnown && (
        <Problem error={error} onRetry={() => void Promise.all([soon.refetch(), late.refetch()])} />
      )}
      {!isKnown && !error && <div className={page.ghost} role="status" aria-label={t('reports.loading')} />}
      {isKnown && tickets.length === 0 && <p className={page.empty}>{t('live.nothingDue')}</p>}
      {tickets.length > 0 && (
        <div className={page.scroll}>
          <table className={`${page.table} ${styles.table}`}>
            <thead>
              <tr>
                <th scope="col">{t('kind.tickets')}</th>
                <th scope="col" className={page.text}>
                  {t('rows.about')}
                </th>
                <th scope="col" className={`${page.text} ${styles.wide}`}>
                  {t('rows.agent')}
                </th>
                <th scope="col">{t('live.time')}</th>
              </tr>
            </thead>
            <tbody>
              {tickets.map((ticket) => (
                <Row key={ticket.id} ticket={ticket} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

/** Exactly the rows that stand here. */
function DueCsv({ tickets }: { tickets: readonly TicketView[] }) {
  const ids = tickets.map(({ id }) => id).join();
  return <CsvButton path="/tickets/export.csv" query={{ ids, tz: TIME_ZONE }} name="tickets-due-next" />;
}

function Row({ ticket }: { ticket: TicketView }) {
  const { t, locale } = usePageWords();
  const standing = slaStanding(ticket, useNow());
  const time = standing && durationText(standing.ms / 1000, locale);
  return (
    <tr>
      <th scope="row">
        <Link to="/tickets/$list/{-$ticketId}" params={{ list: 'all', ticketId: ticket.id }}>
          #{ticket.number}
        </Link>
      </th>
      <td className={`${page.text} ${styles.about}`}>
        <span className={styles.cut} title={ticket.title}>
          {ticket.title}
        </span>
      </td>
      <td className={`${page.text} ${styles.wide}`}>{ticket.assignee?.name ?? t('split.none.agent')}</td>
      <td className={styles.due} data-tone={standing?.tone}>
        {standing?.tone === 'danger' ? t('live.lateBy', { time }) : t('live.left', { time })}
      </td>
    </tr>
  );
}
