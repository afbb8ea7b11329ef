import { useEffect } from 'react';
import { Store } from '../../../core/store';
import calm from '../../../ui/calm.svg';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import unreadIcon from '../../icons/unread.svg';

const nothing = new Store(0);

/** What waits for me is told by the tab as well: a count in its title, a dot on its icon. */
export function useTitle(): void {
  const { mine, offers, alertBox, direct } = useDesk();
  const { t } = useWords();
  const written = useStore(mine.unread) + useStore(direct?.unread ?? nothing);
  const count = written + useStore(offers.pending).length + useStore(alertBox.unread);

  useEffect(() => {
    document.title = count > 0 ? t('title.count', { count }) : t('title.plain');
    document.querySelector('link[rel=icon]')?.setAttribute('href', count > 0 ? unreadIcon : calm);
  }, [count, t]);
}
