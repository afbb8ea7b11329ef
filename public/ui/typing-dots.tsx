import styles from './typing-dots.module.css';

/** Somebody is writing. It is told in words beside it. */
export function TypingDots() {
  return (
    <span className={styles.dots} aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
