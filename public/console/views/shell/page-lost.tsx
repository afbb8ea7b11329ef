import { Button } from '@mantine/core';
import { asApiError } from '../../../core/api-error';
import { useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './shell.module.css';

/** A page whose files did not come, most likely for want of a connection. What failed once is fetched by a reload only. */
export function PageLost({ error }: { error: unknown }) {
  const { t } = useWords();
  return (
    <main className={styles.lost}>
      <p role="alert">{failureText(t, asApiError(error))}</p>
      <Button variant="default" onClick={() => window.location.reload()}>
        {t('action.reload')}
      </Button>
    </main>
  );
}
