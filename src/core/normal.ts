/** The form in which names, e-mails and search words are compared: composed, trimmed, lower case. */
export function normalKey(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The stored text that a list searches. */
export function searchTextOf(...parts: (string | null | undefined)[]): string {
  return normalKey(parts.filter(Boolean).join(' '));
}

const MOST_WORDS = 10;

/** The words of what somebody looks for, each to be contained. */
export function searchWords(search = ''): string[] {
  return normalKey(search).split(' ').filter(Boolean).slice(0, MOST_WORDS);
}

/** A `LIKE` pattern that finds the words literally; use it with `ESCAPE '!'`. */
export function containsPattern(words: string): string {
  return `%${normalKey(words).replace(/[!%_]/g, '!$&')}%`;
}
