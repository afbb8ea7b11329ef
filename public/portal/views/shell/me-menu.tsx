import { Menu, VisuallyHidden } from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { Avatar } from '../../../ui/avatar';
import { Preferences } from '../../../ui/preferences';
import { usePortal, useSession, useWords } from '../../context';
import styles from './header.module.css';

export function MeMenu() {
  const { me } = usePortal();
  const session = useSession();
  const navigate = useNavigate();
  const words = useWords();
  const { t } = words;
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <button type="button" className={styles.me}>
          <Avatar id={me.id} name={me.name} size={36} />
          <VisuallyHidden>{t('nav.me', { name: me.name })}</VisuallyHidden>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <strong>{me.name}</strong>
          <span>{me.email ?? me.username}</span>
        </div>
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => void navigate({ to: '/profile' })}>
          {t('nav.profile')}
        </Menu.Item>
        <div className={styles.choices}>
          <Preferences words={words} />
        </div>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void session.signOut()}>
          {t('action.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
