import styles from './me-menu.module.css';
import type { Presence } from './presences';

/** Filled, a ring, or hollow: shape tells as much as colour. */
export function PresenceDot({ presence }: { presence: Presence }) {
  return <span className={styles.dot} data-presence={presence} aria-hidden="true" />;
}
