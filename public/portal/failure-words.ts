import { asApiError, type FailureCode } from '../core/api-error';
import type { Translate } from '../core/i18n';
import type { PortalKey } from './context';

/** After these, only the server's own sentence says what exactly stood in the way. */
const NEEDS_REASON: ReadonlySet<FailureCode> = new Set([
  'STATE_CONFLICT',
  'UNPROCESSABLE',
  'VALIDATION_FAILED',
] satisfies FailureCode[]);

/** What went wrong, in the language of the reader. */
export function failureText(t: Translate<PortalKey>, thrown: unknown): string {
  const error = asApiError(thrown);
  const seconds = Math.ceil((error.retryAfterMs ?? 0) / 1000);
  if (error.code === 'RATE_LIMITED' && seconds > 0) return t('error.wait', { seconds });
  const text = t(`error.${error.code}`);
  return NEEDS_REASON.has(error.code) ? t('error.withReason', { text, reason: error.message }) : text;
}
