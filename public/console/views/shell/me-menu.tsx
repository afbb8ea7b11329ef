import { Menu, VisuallyHidden } from '@mantine/core';
import { Suspense } from 'react';
import { Avatar, type PresenceMark } from '../../../ui/avatar';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { MeItems } from '../later';
import styles from './me-menu.module.css';
import type { Presence } from './presences';

const MARKS: Record<Presence, PresenceMark> = { available: 'here', away: 'away', invisible: 'gone' };

/** Me: whether I take chats, how many I have, and what is set for this browser. */
export function MeMenu({ isCompact = false }: { isCompact?: boolean }) {
  const { me, duty } = useDesk();
  const { t } = useWords();
  const state = useStore(duty.state);
  const presence = state?.presence ?? 'invisible';
  const label = t(`presence.${presence}`);
  const load = state && state.capacity > 0 ? t('duty.load', { load: state.load, capacity: state.capacity }) : null;
  const line = load ? t('duty.line', { presence: label, load }) : label;
  return (
    <>
      <Menu width={248} position={isCompact ? 'right-end' : 'bottom-start'} closeOnItemClick={false}>
        <Menu.Target>
          <button
            type="button"
            className={styles.me}
            data-compact={isCompact}
            aria-label={isCompact ? t('duty.menu', { name: me.name, presence: label }) : undefined}
          >
            <Avatar id={me.id} name={me.name} size={32} presence={MARKS[presence]} />
            {!isCompact && (
              <span className={styles.text}>
                <span className={styles.name}>{me.name}</span>
                <span className={styles.state}>{line}</span>
                <VisuallyHidden>{t('duty.settings')}</VisuallyHidden>
              </span>
            )}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Suspense>
            <MeItems />
          </Suspense>
        </Menu.Dropdown>
      </Menu>
      {!isCompact && state?.isAutomatic && <AutomaticAway />}
    </>
  );
}

/** Said plainly, since the agent did not do it. */
function AutomaticAway() {
  const { duty } = useDesk();
  const { t } = useWords();
  return (
    <div className={styles.automatic} role="status">
      {t('duty.automaticAway')}
      <button
        type="button"
        className={styles.back}
        onClick={() => void duty.set('available').catch(() => duty.refresh())}
      >
        {t('duty.back')}
      </button>
    </div>
  );
}
