import type { ReactNode } from 'react';
import styles from './drop-veil.module.css';

/** Lies over what takes files while some are held over it, and says so. */
export function DropVeil({ children }: { children: ReactNode }) {
  return <div className={styles.veil}>{children}</div>;
}
