import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../context';
import styles from './shell.module.css';

export function NotFound() {
  const { t } = useWords();
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('notFound.title')}</h1>
      </div>
      <p>{t('notFound.text')}</p>
      <Button component={Link} to="/tickets" size="md" mt="md">
        {t('nav.tickets')}
      </Button>
    </div>
  );
}
