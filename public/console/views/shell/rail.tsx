import { Tooltip } from '@mantine/core';
import {
  IconClock,
  IconInbox,
  IconKeyboard,
  IconMenu2,
  IconMessageCheck,
  IconMessageCircle,
  IconMessages,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import type { View } from '../../lists';
import { usePlace } from '../../place';
import { Logo } from './logo';
import { MeMenu } from './me-menu';
import styles from './rail.module.css';
import { TakeNext } from './take-next';
import { useCounts } from './use-counts';

const ICONS: Record<View, ComponentType<{ size?: number; stroke?: number }>> = {
  queue: IconClock,
  mine: IconMessageCircle,
  all: IconMessages,
  closed: IconMessageCheck,
};

/** What is always at hand. Where there is no room for the navigation, its lists are here as well. */
export function Rail() {
  const { screen, mine } = useDesk();
  const { t } = useWords();
  const unread = useStore(mine.unread);
  return (
    <div className={styles.rail} data-pane="rail">
      <Logo size={32} />
      <div className={styles.narrow}>
        <IconButton
          icon={IconMenu2}
          label={t('nav.open')}
          shortcut="["
          size={36}
          onClick={() => screen.isNavOpen.set(true)}
        />
        <TakeNext isCompact />
        <Lists />
      </div>
      <span className={styles.wide}>
        <span className={styles.item} data-current="true" title={t('nav.chats')}>
          <IconInbox size={20} stroke={1.75} />
          {unread > 0 && <span className={styles.badge}>{unread > 99 ? '99+' : unread}</span>}
        </span>
      </span>
      <div className={styles.end}>
        <IconButton
          icon={IconKeyboard}
          label={t('shortcuts.title')}
          shortcut="?"
          size={36}
          onClick={() => screen.open({ kind: 'shortcuts' })}
        />
        <span className={styles.narrow}>
          <MeMenu isCompact />
        </span>
      </div>
    </div>
  );
}

function Lists() {
  const { t } = useWords();
  const place = usePlace();
  const counts = useCounts();
  return (
    <nav className={styles.lists} aria-label={t('nav.lists')}>
      {(['queue', 'mine', 'all', 'closed'] as const).map((view) => {
        const Icon = ICONS[view];
        const count = view === 'closed' ? 0 : counts[view];
        return (
          <Tooltip key={view} label={t(`view.${view}`)} position="right">
            <Link
              to="/$view/{-$chatId}"
              params={{ view, chatId: undefined }}
              className={styles.item}
              data-current={place.view === view}
              aria-label={t('nav.listWithCount', { list: t(`view.${view}`), count })}
            >
              <Icon size={20} stroke={1.75} />
              {count > 0 && view !== 'all' && (
                <span className={view === 'queue' ? styles.count : styles.badge}>{count > 99 ? '99+' : count}</span>
              )}
            </Link>
          </Tooltip>
        );
      })}
    </nav>
  );
}
