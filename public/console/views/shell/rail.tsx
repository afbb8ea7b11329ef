import { Tooltip } from '@mantine/core';
import {
  IconClock,
  IconInbox,
  IconKeyboard,
  IconMenu2,
  IconMessageCheck,
  IconMessageCircle,
  IconMessages,
  IconTicket,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { Logo } from '../../../ui/logo';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import type { View } from '../../lists';
import type { DirectWatch } from '../../model/direct-watch';
import { usePlace, useSection } from '../../place';
import { Bell } from './bell';
import { MeMenu } from './me-menu';
import { PageLinks } from './page-links';
import styles from './rail.module.css';
import { TakeNext } from './take-next';
import { useCounts } from './use-counts';
import { useTicketCounts } from './use-ticket-counts';

const ICONS: Record<View, ComponentType<{ size?: number; stroke?: number }>> = {
  queue: IconClock,
  mine: IconMessageCircle,
  all: IconMessages,
  closed: IconMessageCheck,
};

/** What is always at hand. Where there is no room for the navigation, its lists are here as well. */
export function Rail() {
  const { screen, mine, ticketWatch, direct } = useDesk();
  const { t } = useWords();
  const section = useSection();
  const unread = useStore(mine.unread);
  const isNavKept = useStore(screen.isNavKept);

  function openNav(): void {
    screen.isNavKept.set(true);
    screen.isNavOpen.set(!window.matchMedia('(min-width: 1440px)').matches);
  }

  return (
    <div className={styles.rail} data-pane="rail" data-alone={!isNavKept}>
      <Logo size={32} />
      <div className={styles.narrow}>
        <IconButton icon={IconMenu2} label={t('nav.open')} shortcut="[" size={36} onClick={openNav} />
        <TakeNext isCompact />
        <Lists />
      </div>
      <span className={styles.wide}>
        <Tooltip label={t('nav.chats')} position="right">
          <Link
            to="/$view/{-$chatId}"
            params={{ view: 'mine', chatId: undefined }}
            className={styles.item}
            data-current={section === 'chats'}
            aria-label={t('nav.listWithCount', { list: t('nav.chats'), count: unread })}
          >
            <IconInbox size={20} stroke={1.75} />
            {unread > 0 && <span className={styles.badge}>{unread > 99 ? '99+' : unread}</span>}
          </Link>
        </Tooltip>
      </span>
      {ticketWatch && <Tickets />}
      {direct && <Direct watch={direct} />}
      <PageLinks />
      <div className={styles.end}>
        <Bell />
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

function Tickets() {
  const { t } = useWords();
  const section = useSection();
  const { open } = useTicketCounts();
  return (
    <Tooltip label={t('nav.tickets')} position="right">
      <Link
        to="/tickets/$list/{-$ticketId}"
        params={{ list: 'open', ticketId: undefined }}
        className={styles.item}
        data-current={section === 'tickets'}
        aria-label={t('nav.listWithCount', { list: t('nav.tickets'), count: open ?? 0 })}
        aria-keyshortcuts="G T"
      >
        <IconTicket size={20} stroke={1.75} />
        {(open ?? 0) > 0 && <span className={styles.count}>{(open ?? 0) > 99 ? '99+' : open}</span>}
      </Link>
    </Tooltip>
  );
}

function Direct({ watch }: { watch: DirectWatch }) {
  const { t } = useWords();
  const section = useSection();
  const unread = useStore(watch.unread);
  return (
    <Tooltip label={t('nav.direct')} position="right">
      <Link
        to="/direct/{-$colleagueId}"
        params={{ colleagueId: undefined }}
        className={styles.item}
        data-current={section === 'direct'}
        aria-label={t('nav.withUnread', { name: t('nav.direct'), count: unread })}
        aria-keyshortcuts="G D"
      >
        <IconUsers size={20} stroke={1.75} />
        {unread > 0 && <span className={styles.badge}>{unread > 99 ? '99+' : unread}</span>}
      </Link>
    </Tooltip>
  );
}

function Lists() {
  const { t } = useWords();
  const section = useSection();
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
              data-current={section === 'chats' && place.view === view}
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
