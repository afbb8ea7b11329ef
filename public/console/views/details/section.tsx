import type { ReactNode } from 'react';
import styles from './details.module.css';

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>
        {title}
        {aside !== undefined && <span>{aside}</span>}
      </h3>
      {children}
    </section>
  );
}
