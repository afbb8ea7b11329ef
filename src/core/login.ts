import { AppError } from './app-error';
import { normalKey } from './normal';
import { internationalPhone } from './phone';
import { tidy } from './text';

/** What somebody wrote to say who they are. A username has a letter and no @, so each text is one of the three. */
export type Login =
  | { kind: 'username'; key: string }
  | { kind: 'email'; key: string }
  /** `local`: the digits alone, for who dials the number without its country. */
  | { kind: 'phone'; e164: string | null; local: string };

export function loginOf(text: string): Login {
  if (text.includes('@')) return { kind: 'email', key: normalKey(text) };
  if (/^[+\d\s()./-]{5,40}$/.test(text))
    return { kind: 'phone', e164: internationalPhone(text), local: text.replace(/\D/g, '') };
  return { kind: 'username', key: normalKey(text) };
}

/** As a number may be stored that is dialled within its country: with the zero in front, which many leave out. */
export function dialled(local: string): string[] {
  return [local, `0${local}`];
}

/** Of the accounts a number may mean, the one it names with its country, or the only one that dials it like this. */
export function meant<T>(accounts: readonly T[], login: Login, phoneOf: (account: T) => string | null): T | null {
  const exact = login.kind === 'phone' ? accounts.filter((account) => phoneOf(account) === login.e164) : [];
  const candidates = exact.length > 0 ? exact : accounts;
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

/** A name of digits only could be taken for somebody's phone number at sign-in. */
export function usernameOf(text: string): { username: string; usernameKey: string } {
  const username = tidy(text);
  if (!/\p{L}/u.test(username)) throw AppError.field('username', 'A username needs a letter.');
  return { username, usernameKey: normalKey(username) };
}
