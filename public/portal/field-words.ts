import { type ApiError, asApiError } from '../core/api-error';
import type { Translate } from '../core/i18n';
import type { PortalKey } from './context';

/** What each field has to look like, in the language of the reader; for other fields the server's sentence is shown. */
const RULES = {
  username: 'field.username',
  email: 'field.email',
  phone: 'field.phone',
  password: 'field.password',
  newPassword: 'field.password',
  currentPassword: 'field.currentPassword',
  name: 'field.name',
  title: 'field.title',
  description: 'field.description',
  code: 'field.code',
  token: 'field.token',
} as const satisfies Record<string, PortalKey>;

const TAKEN = {
  username: 'field.username.taken',
  email: 'field.email.taken',
  phone: 'field.phone.taken',
} as const satisfies Record<string, PortalKey>;

/** What stands in the way of a form, by field. Empty when it is nothing that was typed. */
export function fieldErrors(t: Translate<PortalKey>, thrown: unknown): Record<string, string> {
  const error = asApiError(thrown);
  return Object.fromEntries(error.fields.map(({ field, message }) => [field, wordsFor(t, error, field) ?? message]));
}

function wordsFor(t: Translate<PortalKey>, error: ApiError, field: string): string | null {
  const words = error.code === 'NOT_UNIQUE' ? TAKEN : RULES;
  return isIn(words, field) ? t(words[field]) : null;
}

function isIn<Words extends object>(words: Words, field: PropertyKey): field is keyof Words {
  return field in words;
}
