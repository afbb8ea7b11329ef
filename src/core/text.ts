import { AppError } from './app-error';

/** A name as it is kept: composed, without the spaces around it, and not empty. */
export function nameOf(text: string, field = 'name'): string {
  const name = tidy(text);
  if (!name) throw AppError.field(field, 'This cannot be empty.');
  return name;
}

/** Cut between characters, never inside of one. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/\p{Surrogate}$/u, '');
}

export function tidy(text: string): string {
  return text.normalize('NFC').trim();
}
