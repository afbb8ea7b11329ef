import { asApiError, type FailureCode } from '../core/api-error';
import type { Translate } from '../core/i18n';
import type { ConsoleKey } from './context';

/** After these, only the server's own sentence says what exactly stood in the way. */
const NEEDS_REASON: ReadonlySet<FailureCode> = new Set([
  'STATE_CONFLICT',
  'UNPROCESSABLE',
  'VALIDATION_FAILED',
] satisfies FailureCode[]);

/** What went wrong, in the language of the reader. */
export function failureText(t: Translate<ConsoleKey>, thrown: unknown): string {
  const error = asApiError(thrown);
  const { holder } = error.details;
  if (error.code === 'ALREADY_TAKEN' && isNamed(holder)) return t('error.takenBy', { name: holder.name });
  const text = t(`error.${error.code}`);
  return NEEDS_REASON.has(error.code) ? t('error.withReason', { text, reason: error.message }) : text;
}

function isNamed(value: unknown): value is { name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}
