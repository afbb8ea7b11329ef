import { Button } from '@mantine/core';
import { useSession, useWords } from '../../context';
import styles from './sign-in.module.css';

/** For the moment in which it is not known who is here; says so when the server cannot be asked. */
export function Opening({ isUnreachable }: { isUnreachable: boolean }) {
  const session = useSession();
  const { t } = useWords();
  if (!isUnreachable) return <div className={styles.page} aria-busy="true" />;
  return (
    <main className={styles.page}>
      <div className={styles.card} role="alert">
        <h1 className={styles.title}>{t('opening.unreachable')}</h1>
        <p className={styles.hint}>{t('opening.unreachableHint')}</p>
        <Button onClick={() => void session.resume()}>{t('action.tryAgain')}</Button>
      </div>
    </main>
  );
}
