import { Card } from '../page/page';
import page from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import { Problem } from '../page/problem';
import { RowsLink } from '../reports/figures';
import styles from './live.module.css';
import { TodayCsv } from './today-csv';
import { useToday } from './use-live';

/** What the open tickets are about, the most first. */
export function CategoryLoad() {
  const { t } = usePageWords();
  const { data, error, refetch } = useToday('tickets/by/category');
  const loaded = (data?.items ?? [])
    .filter(({ figures }) => figures.backlog > 0)
    .sort((a, b) => b.figures.backlog - a.figures.backlog);
  const most = loaded[0]?.figures.backlog ?? 1;
  return (
    <Card title={t('live.categories')} hint={t('live.categoriesHint')} actions={<TodayCsv by="category" />}>
      {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className={page.ghost} role="status" aria-label={t('reports.loading')} />}
      {data && loaded.length === 0 && <p className={page.empty}>{t('live.noBacklog')}</p>}
      <ul className={styles.loads}>
        {loaded.map(({ key, name, figures, rows }) => (
          <li key={key ?? 'none'}>
            <RowsLink kind="tickets" rows={rows.backlog} className={styles.load}>
              <span className={styles.loadName}>{name ?? t('split.none.category')}</span>
              <span className={styles.track}>
                <span className={styles.bar} style={{ width: `${(figures.backlog / most) * 100}%` }} />
              </span>
              <span className={styles.loadCount}>{figures.backlog}</span>
            </RowsLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
