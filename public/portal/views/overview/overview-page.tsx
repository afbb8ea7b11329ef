import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense, useState } from 'react';
import type { TicketOverview } from '../../../../src/contract/reports.dto';
import { durationText } from '../../../core/duration';
import { laterPart } from '../../../ui/later-part';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import type { TicketFilter } from '../../model/ticket-filter';
import shell from '../shell/shell.module.css';
import { CategoryTable, MonthTable } from './figure-tables';
import styles from './overview.module.css';

/** The charts weigh more than the rest of the portal together, so only who looks at them loads them. */
const Charts = {
  Categories: laterPart(async () => (await import('./charts')).CategoryChart),
  Months: laterPart(async () => (await import('./charts')).MonthChart),
};

/** One's own numbers: how many, how long, about what, when. Each chart has its table. */
export function OverviewPage() {
  const { api } = usePortal();
  const { t } = useWords();
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { data, error, refetch } = useQuery({
    queryKey: ['tickets', 'overview'],
    queryFn: ({ signal }) => api.get<TicketOverview>('/my/tickets/overview', { timeZone }, signal),
  });
  return (
    <div className={shell.page}>
      <div className={shell.head}>
        <h1 className={shell.title}>{t('nav.overview')}</h1>
      </div>
      {error && (
        <>
          <p className={shell.failure} role="alert">
            {failureText(t, error)}
          </p>
          <Button mt="md" variant="default" onClick={() => void refetch()}>
            {t('action.tryAgain')}
          </Button>
        </>
      )}
      {data && <Figures overview={data} />}
    </div>
  );
}

function Figures({ overview: { total, byCategory, overTime } }: { overview: TicketOverview }) {
  const { t, locale } = useWords();
  if (total.created === 0) {
    return (
      <div className={styles.empty}>
        <p>{t('overview.empty')}</p>
        <Button component={Link} to="/new" size="md">
          {t('nav.new')}
        </Button>
      </div>
    );
  }
  const took = (seconds: number | null) => (seconds === null ? '–' : durationText(seconds, locale));
  return (
    <>
      <ul className={styles.tiles}>
        <Tile name={t('overview.total')} value={String(total.created)} search={{}} />
        <Tile name={t('overview.open')} value={String(total.open)} search={{ status: 'open' }} />
        <Tile name={t('overview.inProgress')} value={String(total.inProgress)} search={{ status: 'in_progress' }} />
        <Tile name={t('overview.onHold')} value={String(total.onHold)} search={{ status: 'on_hold' }} />
        <Tile name={t('overview.closed')} value={String(total.created - total.backlog)} search={{ status: 'closed' }} />
      </ul>
      <ul className={styles.tiles}>
        <Tile name={t('overview.average')} value={took(total.resolution.average)} />
        <Tile name={t('overview.median')} value={took(total.resolution.median)} />
      </ul>
      <div className={styles.panels}>
        <Panel
          title={t('overview.byMonth')}
          chart={<Charts.Months rows={overTime} />}
          table={<MonthTable rows={overTime} />}
        />
        <Panel
          title={t('overview.byCategory')}
          chart={<Charts.Categories rows={byCategory} />}
          table={<CategoryTable rows={byCategory} />}
        />
      </div>
    </>
  );
}

/** A number; where there are tickets behind it, the way to them. */
function Tile({ name, value, search }: { name: string; value: string; search?: TicketFilter }) {
  const content = (
    <>
      <span className={styles.value}>{value}</span>
      <span className={styles.name}>{name}</span>
    </>
  );
  return (
    <li>
      {search ? (
        <Link to="/tickets" search={search} className={styles.tile}>
          {content}
        </Link>
      ) : (
        <div className={styles.tile}>{content}</div>
      )}
    </li>
  );
}

function Panel({ title, chart, table }: { title: string; chart: ReactNode; table: ReactNode }) {
  const { t } = useWords();
  const [isTable, setIsTable] = useState(false);
  return (
    <section className={`${shell.card} ${styles.panel}`} aria-label={title}>
      <div className={styles.panelHead}>
        <h2 className={shell.sectionTitle}>{title}</h2>
        <Button variant="default" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {t(isTable ? 'overview.showChart' : 'overview.showTable')}
        </Button>
      </div>
      {isTable ? (
        <div className={styles.scroll}>{table}</div>
      ) : (
        <Suspense fallback={<div className={styles.waiting} aria-busy="true" />}>{chart}</Suspense>
      )}
    </section>
  );
}
