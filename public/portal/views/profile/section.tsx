import { type ReactNode, useId } from 'react';
import shell from '../shell/shell.module.css';
import styles from './profile.module.css';

interface Props {
  title: string;
  hint?: string;
  children: ReactNode;
}

export function Section({ title, hint, children }: Props) {
  const id = useId();
  return (
    <section className={`${shell.card} ${styles.section}`} aria-labelledby={id}>
      <div>
        <h2 id={id} className={shell.sectionTitle}>
          {title}
        </h2>
        {hint && <p className={shell.hint}>{hint}</p>}
      </div>
      {children}
    </section>
  );
}
