import { Menu } from '@mantine/core';
import {
  IconBell,
  IconCheck,
  IconDevices,
  IconListCheck,
  IconLogout,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Preferences } from '../../../ui/preferences';
import { useStore } from '../../../ui/use-store';
import { useDesk, useSession, useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './me-menu.module.css';
import { PresenceDot } from './presence-dot';
import { PRESENCES, type Presence } from './presences';

/** What is set for me and for this browser, and the way out. */
export function MeItems() {
  const { duty, chimes, screen, ticketWatch } = useDesk();
  const session = useSession();
  const words = useWords();
  const { t } = words;
  const state = useStore(duty.state);
  const isOn = useStore(chimes.isOn);
  const isBlocked = useStore(chimes.isBlocked);
  const [failure, setFailure] = useState<unknown>(null);
  const [permission, setPermission] = useState(() => notificationPermission());

  function set(presence: Presence): void {
    setFailure(null);
    duty.set(presence).catch(setFailure);
  }

  function leave(everywhere: boolean): void {
    setFailure(null);
    session.signOut(everywhere).catch(setFailure);
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
      {ticketWatch && (
        <Menu.Item
          leftSection={<IconListCheck size={16} />}
          closeMenuOnClick
          onClick={() => screen.open({ kind: 'myDay' })}
        >
          {t('myDay.open')}
        </Menu.Item>
      )}
      <div className={styles.sound}>
        <Menu.Item
          leftSection={isOn ? <IconVolume size={16} /> : <IconVolumeOff size={16} />}
          onClick={() => chimes.turn(!isOn)}
        >
          {t(isOn ? 'sound.on' : 'sound.off')}
          {isOn && isBlocked && <span className={styles.hint}>{t('sound.blocked')}</span>}
        </Menu.Item>
        <Menu.Item className={styles.test} disabled={!isOn} onClick={() => void chimes.test()}>
          {t('sound.test')}
        </Menu.Item>
      </div>
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
        <Preferences words={words} isStacked />
      </div>
      <Menu.Divider />
      <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave(false)}>
        {t('action.signOut')}
      </Menu.Item>
      <Menu.Item leftSection={<IconDevices size={16} />} onClick={() => leave(true)}>
        {t('action.signOutEverywhere')}
        <span className={styles.hint}>{t('action.signOutEverywhereHint')}</span>
      </Menu.Item>
    </>
  );
}

function notificationPermission(): NotificationPermission | 'missing' {
  return 'Notification' in window ? Notification.permission : 'missing';
}
