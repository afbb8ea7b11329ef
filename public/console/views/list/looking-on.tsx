import { Loader } from '@mantine/core';
import { useEffect } from 'react';
import { useWords } from '../../context';
import styles from './looking-on.module.css';

/** The pages of a list that are not here yet. */
export interface More {
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
}

/** At the end of what is here: the list goes on by itself and says so. A long search may find nothing for some pages. */
export function LookingOn({ more: { hasMore, isLoadingMore, loadMore } }: { more: More }) {
  const { t } = useWords();

  useEffect(() => {
    if (hasMore && !isLoadingMore) loadMore();
  }, [hasMore, isLoadingMore, loadMore]);

  return (
    <p className={styles.looking} role="status">
      <Loader size={14} aria-hidden="true" />
      {t('list.lookingOn')}
    </p>
  );
}
