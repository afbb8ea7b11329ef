import { asApiError } from '../core/api-error';
import type { Translate } from '../core/i18n';
import { failureSentence } from '../ui/failure-sentence';
import type { PortalKey } from './context';

/** What went wrong, in the language of the reader. */
export function failureText(t: Translate<PortalKey>, thrown: unknown): string {
  const error = asApiError(thrown);
  const seconds = Math.ceil((error.retryAfterMs ?? 0) / 1000);
  if (error.code === 'RATE_LIMITED' && seconds > 0) return t('error.wait', { seconds });
  return failureSentence(t, error);
}
