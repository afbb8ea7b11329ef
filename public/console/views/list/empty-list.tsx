import { Button } from '@mantine/core';
import { useWords } from '../../context';
import { failureText } from '../../failure-words';
import { useGo, usePlace } from '../../place';
import { TakeNext } from '../shell/take-next';
import { useCounts } from '../shell/use-counts';
import styles from './empty-list.module.css';
import { LookingOn } from './looking-on';
import type { useList } from './use-list';

/** A list with nothing in it says why, and what to do now. */
export function EmptyList({ list }: { list: ReturnType<typeof useList> }) {
  const { t } = useWords();
  const { view, find } = usePlace();
  const go = useGo();
  const { queue } = useCounts();

  if (list.isLoading) return <Skeletons label={t('list.loading')} />;
  if (list.hasMore) return <LookingOn more={list} />;
  if (list.error) {
    return (
      <div className={styles.empty} role="alert">
        <p>{failureText(t, list.error)}</p>
      </div>
    );
  }
  if (find) {
    return (
      <div className={styles.empty}>
        <p>{t('list.notFound', { words: find })}</p>
        <Button variant="default" onClick={() => go({ find: undefined })}>
          {t('list.findClear')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{t(`list.empty.${view}`)}</p>
      {view === 'mine' && <p>{t('list.empty.waiting', { count: queue })}</p>}
      {view === 'mine' && queue > 0 && <TakeNext />}
    </div>
  );
}

export function Skeletons({ label }: { label: string }) {
  return (
    <div className={styles.skeletons} role="status" aria-label={label}>
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className={styles.skeleton} />
      ))}
    </div>
  );
}
