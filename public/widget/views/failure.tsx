import type { ApiError } from '../../core/api-error';
import { useWidget, useWords } from '../context';
import { CloseButton } from './close-button';

/** The widget cannot be shown: why, and what can be done. */
export function Failure({ error }: { error: ApiError }) {
  const widget = useWidget();
  const { t } = useWords();
  const isGone = error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN';
  return (
    <div class="page">
      <div class="corner">
        <CloseButton />
      </div>
      <div class="notice" role="alert">
        <h1>{t(isGone ? 'failure.gone.title' : 'failure.away.title')}</h1>
        <p>{t(isGone ? 'failure.gone.text' : 'failure.away.text')}</p>
        {!isGone && (
          <button type="button" class="primary" onClick={() => widget.retry()}>
            {t('failure.retry')}
          </button>
        )}
      </div>
    </div>
  );
}
