import { type ReactNode, Suspense } from 'react';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import styles from './shell.module.css';

/** Beside the conversation where there is room, over it where there is not. */
export function DetailsPane({ label, children }: { label: string; children: ReactNode }) {
  const { screen } = useDesk();
  const isOver = useStore(screen.isDetailsOver);
  return (
    <aside className={styles.details} data-open={isOver} aria-label={label}>
      <Suspense>{children}</Suspense>
    </aside>
  );
}
