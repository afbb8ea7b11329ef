import type { ImportView } from '../../../../src/contract/imports.dto';
import { usePageWords } from '../page/page-words';
import styles from './imports.module.css';

/** What became of the rows; before it is confirmed, what would. */
export function ImportCounts({ of }: { of: ImportView }) {
  const { t } = usePageWords();
  const isReady = of.status === 'ready';
  return (
    <dl className={styles.counts}>
      <Count name={t('imports.rows')} value={of.rows} />
      <Count name={t(isReady ? 'imports.wouldCreate' : 'imports.created')} value={of.created} />
      <Count name={t('imports.existing')} value={of.existing} />
      <Count name={t('imports.refused')} value={of.refused} tone={of.refused > 0 ? 'danger' : undefined} />
      <Count name={t('imports.flagged')} value={of.flagged} tone={of.flagged > 0 ? 'warn' : undefined} />
    </dl>
  );
}

function Count({ name, value, tone }: { name: string; value: number; tone?: 'warn' | 'danger' }) {
  return (
    <div className={styles.count} data-tone={tone}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
