import { Loader } from '@mantine/core';
import { useEffect } from 'react';
import { useWords } from '../../context';
import styles from './looking-on.module.css';

interface Props {
  hasMore: boolean;
  loadMore: () => void;
}

/** A long search goes on by itself and says so; what it finds comes in meanwhile. */
export function LookingOn({ hasMore, loadMore }: Props) {
  const { t } = useWords();

  useEffect(() => {
    if (hasMore) loadMore();
  }, [hasMore, loadMore]);

  return (
    <p className={styles.looking} role="status">
      <Loader size={14} aria-hidden="true" />
      {t('list.lookingOn')}
    </p>
  );
}
