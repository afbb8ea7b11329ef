import { asApiError } from '../core/api-error';
import type { Translate } from '../core/i18n';
import { failureSentence } from '../ui/failure-sentence';
import type { ConsoleKey } from './context';

/** What went wrong, in the language of the reader. */
export function failureText(t: Translate<ConsoleKey>, thrown: unknown): string {
  const error = asApiError(thrown);
  const { holder } = error.details;
  if (error.code === 'ALREADY_TAKEN' && isNamed(holder)) return t('error.takenBy', { name: holder.name });
  return failureSentence(t, error);
}

function isNamed(value: unknown): value is { name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}
