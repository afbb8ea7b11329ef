import type { ReactNode } from 'react';
import styles from './chip.module.css';

export type Tone = 'neutral' | 'ok' | 'warn' | 'danger' | 'info';

interface Props {
  tone?: Tone;
  title?: string;
  children: ReactNode;
}

export function Chip({ tone = 'neutral', title, children }: Props) {
  return (
    <span className={styles.chip} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
