import { Button } from '@mantine/core';
import { asApiError } from '../../../core/api-error';
import { useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './page.module.css';
import { usePageWords } from './page-words';

/** What could not be shown, why, and the way to ask again. A server that is still counting says so by 503. */
export function Problem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useWords();
  const words = usePageWords();
  const { code } = asApiError(error);
  const isSoon = code === 'UNAVAILABLE' || code === 'TIMEOUT';
  return (
    <div className={styles.problem}>
      <p role="alert">{isSoon ? words.t('problem.soon') : failureText(t, error)}</p>
      <Button variant="default" onClick={onRetry}>
        {t('action.tryAgain')}
      </Button>
    </div>
  );
}
