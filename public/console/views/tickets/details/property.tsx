import type { ReactNode } from 'react';
import { useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import styles from './properties.module.css';

interface Props {
  label: string;
  labelId?: string;
  failure?: unknown;
  children: ReactNode;
}

/** A property with its name, and beside it why it could not be saved. */
export function Property({ label, labelId, failure = null, children }: Props) {
  const { t } = useWords();
  return (
    <div className={styles.property}>
      <span id={labelId} className={styles.label}>
        {label}
      </span>
      <div className={styles.value}>
        {children}
        {failure !== null && (
          <p className={styles.failure} role="alert">
            {failureText(t, failure)}
          </p>
        )}
      </div>
    </div>
  );
}
