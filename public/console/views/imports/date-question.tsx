import { Button } from '@mantine/core';
import type { DateOrder } from '../../../../src/contract/imports.dto';
import { usePageWords } from '../page/page-words';
import styles from './imports.module.css';

const ORDERS = ['dmy', 'mdy'] as const satisfies readonly DateOrder[];

interface Props {
  /** What the server found out about the dates. */
  about: unknown;
  onAnswer: (order: DateOrder) => void;
}

/** No guess is made where day and month could be mistaken for each other: somebody says which is which. */
export function DateQuestion({ about, onAnswer }: Props) {
  const { t } = usePageWords();
  const { example, dayFirst, monthFirst } = evidenceOf(about);
  const isBoth = dayFirst > 0 && monthFirst > 0;
  return (
    <div className={styles.question} role="alert">
      <p>
        <strong>{t('dates.question')}</strong>
      </p>
      <p>{isBoth ? t('dates.both', { dayFirst, monthFirst }) : t('dates.unknown', { example })}</p>
      <div className={styles.answers}>
        {ORDERS.map((order) => (
          <Button key={order} variant="default" onClick={() => onAnswer(order)}>
            {t(`dates.answer.${order}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

function evidenceOf(about: unknown): { example: string; dayFirst: number; monthFirst: number } {
  const given: Record<string, unknown> = typeof about === 'object' && about !== null ? { ...about } : {};
  const count = (value: unknown) => (typeof value === 'number' ? value : 0);
  return {
    example: typeof given.example === 'string' ? given.example : '',
    dayFirst: count(given.dayFirst),
    monthFirst: count(given.monthFirst),
  };
}
