import { useEffect } from 'react';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import calm from '../../icons/calm.svg';
import unreadIcon from '../../icons/unread.svg';

/** What waits for me is told by the tab as well: a count in its title, a dot on its icon. */
export function useTitle(): void {
  const { mine, offers } = useDesk();
  const { t } = useWords();
  const count = useStore(mine.unread) + useStore(offers.pending).length;

  useEffect(() => {
    document.title = count > 0 ? t('title.count', { count }) : t('title.plain');
    document.querySelector('link[rel=icon]')?.setAttribute('href', count > 0 ? unreadIcon : calm);
  }, [count, t]);
}
