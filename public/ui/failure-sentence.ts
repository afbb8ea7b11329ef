import type { ApiError, FailureCode } from '../core/api-error';
import type { Translate } from '../core/i18n';
import type { SharedKey } from './surroundings';

/** After these, only the server's own sentence says what exactly stood in the way. */
const NEEDS_REASON: ReadonlySet<FailureCode> = new Set([
  'STATE_CONFLICT',
  'UNPROCESSABLE',
  'VALIDATION_FAILED',
] satisfies FailureCode[]);

/** What went wrong, as far as its code tells. */
export function failureSentence(t: Translate<SharedKey>, { code, message }: ApiError): string {
  const text = t(`error.${code}`);
  return NEEDS_REASON.has(code) ? t('error.withReason', { text, reason: message }) : text;
}
