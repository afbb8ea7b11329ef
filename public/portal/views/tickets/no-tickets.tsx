import { Button } from '@mantine/core';
import { IconTicket } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../context';
import styles from './tickets.module.css';

interface Props {
  isNarrowed: boolean;
  find: string | undefined;
  onReset: () => void;
}

/** Nothing there yet, or nothing that fits. */
export function NoTickets({ isNarrowed, find, onReset }: Props) {
  const { t } = useWords();
  if (isNarrowed) {
    return (
      <div className={styles.empty} role="status">
        <p>{find ? t('tickets.notFound', { words: find }) : t('tickets.noneFit')}</p>
        <Button variant="default" onClick={onReset}>
          {t('tickets.reset')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <span className={styles.emptyMark}>
        <IconTicket size={32} stroke={1.5} aria-hidden="true" />
      </span>
      <p>
        <strong>{t('tickets.empty')}</strong>
      </p>
      <p className={styles.emptyText}>{t('tickets.emptyHint')}</p>
      <Button component={Link} to="/new" size="md">
        {t('nav.new')}
      </Button>
    </div>
  );
}
