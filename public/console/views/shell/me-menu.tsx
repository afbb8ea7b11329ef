import { Menu } from '@mantine/core';
import { IconBell, IconCheck, IconLogout, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Avatar, type PresenceMark } from '../../../ui/avatar';
import { useStore } from '../../../ui/use-store';
import { useDesk, useSession, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { Preferences } from '../sign-in/preferences';
import styles from './me-menu.module.css';
import { PresenceDot } from './presence-dot';
import { PRESENCES, type Presence } from './presences';

const MARKS: Record<Presence, PresenceMark> = { available: 'here', away: 'away', invisible: 'gone' };

/** Me: whether I take chats, how many I have, and what is set for this browser. */
export function MeMenu({ isCompact = false }: { isCompact?: boolean }) {
  const { me, duty } = useDesk();
  const { t } = useWords();
  const state = useStore(duty.state);
  const presence = state?.presence ?? 'invisible';
  const label = t(`presence.${presence}`);
  const load = state && state.capacity > 0 ? t('duty.load', { load: state.load, capacity: state.capacity }) : null;
  return (
    <>
      <Menu width={248} position={isCompact ? 'right-end' : 'bottom-start'} closeOnItemClick={false}>
        <Menu.Target>
          <button
            type="button"
            className={styles.me}
            data-compact={isCompact}
            aria-label={t('duty.menu', { name: me.name, presence: label })}
          >
            <Avatar id={me.id} name={me.name} size={32} presence={MARKS[presence]} />
            {!isCompact && (
              <span className={styles.text}>
                <span className={styles.name}>{me.name}</span>
                <span className={styles.state}>{load ? t('duty.line', { presence: label, load }) : label}</span>
              </span>
            )}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Items />
        </Menu.Dropdown>
      </Menu>
      {!isCompact && state?.isAutomatic && <AutomaticAway />}
    </>
  );
}

function Items() {
  const { duty, chimes } = useDesk();
  const session = useSession();
  const { t } = useWords();
  const state = useStore(duty.state);
  const isOn = useStore(chimes.isOn);
  const isBlocked = useStore(chimes.isBlocked);
  const [failure, setFailure] = useState<unknown>(null);
  const [permission, setPermission] = useState(() => notificationPermission());

  function set(presence: Presence): void {
    setFailure(null);
    duty.set(presence).catch(setFailure);
  }

  return (
    <>
      {PRESENCES.map((presence) => (
        <Menu.Item
          key={presence}
          leftSection={<PresenceDot presence={presence} />}
          rightSection={state?.presence === presence ? <IconCheck size={14} /> : null}
          onClick={() => set(presence)}
        >
          {t(`presence.${presence}`)}
          <span className={styles.hint}>{t(`presence.${presence}Hint`)}</span>
        </Menu.Item>
      ))}
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
      <Menu.Divider />
      <Menu.Item
        leftSection={isOn ? <IconVolume size={16} /> : <IconVolumeOff size={16} />}
        onClick={() => chimes.turn(!isOn)}
      >
        {t(isOn ? 'sound.on' : 'sound.off')}
        {isOn && isBlocked && <span className={styles.hint}>{t('sound.blocked')}</span>}
      </Menu.Item>
      {permission !== 'granted' && permission !== 'missing' && (
        <Menu.Item
          leftSection={<IconBell size={16} />}
          disabled={permission === 'denied'}
          onClick={() => void Notification.requestPermission().then(setPermission)}
        >
          {t(permission === 'denied' ? 'notifications.denied' : 'notifications.allow')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <div className={styles.preferences}>
        <Preferences />
      </div>
      <Menu.Divider />
      <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void session.signOut()}>
        {t('action.signOut')}
      </Menu.Item>
    </>
  );
}

function notificationPermission(): NotificationPermission | 'missing' {
  return 'Notification' in window ? Notification.permission : 'missing';
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
