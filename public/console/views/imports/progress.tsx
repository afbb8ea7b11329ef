import styles from './imports.module.css';

/** How far something is; null where that cannot be known. */
export function Progress({ label, done }: { label: string; done: number | null }) {
  const percent = done === null ? undefined : Math.round(done * 100);
  return (
    <div className={styles.progress}>
      <span role="status">{label}</span>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        data-unknown={done === null}
      >
        <span className={styles.bar} style={{ width: `${percent ?? 100}%` }} />
      </div>
    </div>
  );
}
