import { Button } from '@mantine/core';
import { useSession, useWords } from '../../context';
import styles from './door.module.css';
import { DoorCard } from './door-card';

/** For the moment in which it is not known who is here; says so when the server cannot be asked. */
export function Opening({ isUnreachable }: { isUnreachable: boolean }) {
  const session = useSession();
  const { t } = useWords();
  if (!isUnreachable) return <div className={styles.page} aria-busy="true" />;
  return (
    <main className={styles.page}>
      <DoorCard title={t('opening.unreachable')} hint={t('opening.unreachableHint')}>
        <Button size="md" onClick={() => void session.resume()}>
          {t('action.tryAgain')}
        </Button>
      </DoorCard>
    </main>
  );
}
