import { VisuallyHidden } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useStore } from '../../../ui/use-store';
import { usePortal, useWords } from '../../context';
import { alertText } from './alert-text';
import styles from './bell.module.css';

/** How many alerts I have not read, and the way to them. What comes is said to those who hear the page. */
export function Bell() {
  const { alertBox } = usePortal();
  const { t } = useWords();
  const unread = useStore(alertBox.unread);
  const latest = useStore(alertBox.latest);
  return (
    <>
      <Link to="/alerts" className={styles.bell} aria-label={t('nav.alertsUnread', { count: unread })}>
        <IconBell size={22} stroke={1.75} aria-hidden="true" />
        {unread > 0 && (
          <span className={styles.badge} aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </Link>
      <VisuallyHidden role="status" aria-live="polite">
        {latest && t('alert.new', { text: alertText(t, latest), title: latest.ticket?.title ?? '' })}
      </VisuallyHidden>
    </>
  );
}
