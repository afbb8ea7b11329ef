import type { ReactNode } from 'react';
import styles from './kbd.module.css';

/** A key. It repeats what the control says anyway, so it is not read out. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <span className={styles.kbd} aria-hidden="true">
      {children}
    </span>
  );
}
