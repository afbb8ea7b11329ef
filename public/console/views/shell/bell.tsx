import { Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useSelected, useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import styles from './rail.module.css';

/** How many alerts I have not read, and the way to them. */
export function Bell() {
  const { alertBox, screen } = useDesk();
  const { t } = useWords();
  const unread = useStore(alertBox.unread);
  const isOpen = useSelected(screen.dialog, (dialog) => dialog?.kind === 'alerts');
  return (
    <Tooltip label={t('nav.alerts')} position="right">
      <button
        type="button"
        className={styles.item}
        data-current={isOpen}
        aria-label={t('nav.withUnread', { name: t('nav.alerts'), count: unread })}
        aria-haspopup="dialog"
        aria-keyshortcuts="G N"
        onClick={() => screen.open({ kind: 'alerts' })}
      >
        <IconBell size={20} stroke={1.75} />
        {unread > 0 && <span className={styles.badge}>{unread > 99 ? '99+' : unread}</span>}
      </button>
    </Tooltip>
  );
}
