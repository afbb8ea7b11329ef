import { Button, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './looking-on.module.css';
import type { More } from './more';

/** At the end of what is here: the list goes on by itself and says so. A long search may have pages with nothing. */
export function LookingOn({ more: { hasMore, isLoadingMore, error, loadMore } }: { more: More }) {
  const { t } = useWords();

  useEffect(() => {
    if (hasMore && !isLoadingMore && !error) loadMore();
  }, [hasMore, isLoadingMore, error, loadMore]);

  if (error && !isLoadingMore)
    return (
      <div className={styles.looking}>
        <span role="alert">{failureText(t, error)}</span>
        <Button size="compact-xs" variant="default" onClick={loadMore}>
          {t('action.tryAgain')}
        </Button>
      </div>
    );
  return (
    <p className={styles.looking} role="status">
      <Loader size={14} aria-hidden="true" />
      {t('list.lookingOn')}
    </p>
  );
}
