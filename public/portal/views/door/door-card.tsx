import type { FormEvent, ReactNode } from 'react';
import styles from './door.module.css';

interface Props {
  title: string;
  hint?: string;
  failure?: string | null;
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void;
  children: ReactNode;
  /** Other ways to go on. */
  ways?: ReactNode;
}

/** One question at the door: what it is about, the fields, and what else one could do. */
export function DoorCard({ title, hint, failure, onSubmit, children, ways }: Props) {
  const content = (
    <>
      <h1 className={styles.title}>{title}</h1>
      {hint && <p className={styles.hint}>{hint}</p>}
      {failure && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      {children}
      {ways}
    </>
  );
  if (!onSubmit) return <div className={styles.card}>{content}</div>;
  return (
    <form className={styles.card} onSubmit={onSubmit} noValidate>
      {content}
    </form>
  );
}
