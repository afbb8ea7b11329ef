import type { ReactNode } from 'react';
import type { ImportView } from '../../../../src/contract/imports.dto';
import { Card } from '../page/page';
import { type PageKey, usePageWords } from '../page/page-words';
import styles from './imports.module.css';

const SEPARATORS: Record<string, PageKey> = {
  ',': 'separator.comma',
  ';': 'separator.semicolon',
  '\t': 'separator.tab',
  '|': 'separator.pipe',
};

/** How the file was understood, so that a misunderstanding is seen before anything comes in. */
export function Findings({ of }: { of: ImportView }) {
  const { t } = usePageWords();
  const { findings } = of;
  const { byStatus } = findings;
  const separator = SEPARATORS[findings.separator];
  return (
    <Card title={t('findings.title')}>
      <dl className={styles.findings}>
        <Fact name={t('findings.dates')}>
          <Dates of={of} />
        </Fact>
        <Fact name={t('findings.states')}>
          {t('findings.byStatus', {
            open: byStatus.open,
            inProgress: byStatus.in_progress,
            onHold: byStatus.on_hold,
            closed: byStatus.closed,
          })}
        </Fact>
        <Fact name={t('findings.file')}>
          {findings.encoding} · {separator ? t(separator) : findings.separator}
        </Fact>
        <Fact name={t('findings.country')}>
          {t('findings.countryAndZone', { country: findings.country, timeZone: findings.timeZone })}
        </Fact>
        {findings.newCategories.length > 0 && (
          <Fact name={t('findings.newCategories')}>{findings.newCategories.join(', ')}</Fact>
        )}
        {findings.unreadColumns.length > 0 && (
          <Fact name={t('findings.unread')}>{findings.unreadColumns.join(', ')}</Fact>
        )}
      </dl>
      <h3 className={styles.subtitle}>{t('findings.columns')}</h3>
      <ul className={styles.columns}>
        {findings.columns.map(({ field, header }) => (
          <li key={field}>
            <span className={styles.header}>{header}</span> → {t(`field.${field}` as PageKey)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Dates({ of }: { of: ImportView }) {
  const { t } = usePageWords();
  const { order, isGiven, dayFirst, monthFirst, either } = of.findings.dates;
  if (!order) return t('dates.plain');
  if (isGiven) return t(`dates.given.${order}`);
  return t(`dates.found.${order}`, { count: order === 'dmy' ? dayFirst : monthFirst, either });
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
