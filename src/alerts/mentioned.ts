import { normalKey } from '../core/normal';

/** As many as a note calls by name in earnest. */
const MOST = 20;

/** Usernames as people may choose them; an address of somebody's mailbox mentions nobody. */
const MENTION = /(?<![\p{L}\p{N}._@-])@([\p{L}\p{N}][\p{L}\p{N}._-]{1,59})/gu;

/** Whom a text calls by username, in normal form. What ends a sentence may also end a name, so both are tried. */
export function mentionedIn(text: string): string[] {
  const names = new Set<string>();
  for (const [, name = ''] of text.normalize('NFC').matchAll(MENTION)) {
    if (names.size >= MOST) break;
    names.add(normalKey(name));
    names.add(normalKey(name.replace(/[._-]+$/, '')));
  }
  return [...names];
}
