import type { SavedReplyView } from '../../../src/contract/saved-replies.dto';

export interface Known {
  customer: string;
  agent: string;
}

/** `{{customer.first_name|there}}` becomes what is known, or the fallback; what is neither stays to be seen. */
export function fillIn(body: string, known: Known): string {
  const values: Record<string, string> = {
    'customer.name': known.customer.trim(),
    'customer.first_name': known.customer.trim().split(/\s+/u)[0] ?? '',
    'agent.name': known.agent,
  };
  return body.replace(/\{\{\s*([\w.]+)\s*(?:\|([^{}]*))?\}\}/g, (whole, name: string, fallback: string | undefined) => {
    return values[name] || fallback?.trim() || whole;
  });
}

export interface SlashQuery {
  /** Where the `/` stands. */
  start: number;
  words: string;
}

/** What stands between the caret and a `/` at the start of a word. */
export function slashQuery(text: string, caret: number): SlashQuery | null {
  const match = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
  if (!match) return null;
  const words = match[1] ?? '';
  return { start: caret - words.length - 1, words: words.toLocaleLowerCase() };
}

const MOST = 8;

/** Shortcuts that begin with the words first, then those that hold their letters in order, then texts that hold them. */
export function matchingReplies(replies: readonly SavedReplyView[], words: string): SavedReplyView[] {
  const ranked = replies.map((reply) => ({ reply, rank: rankOf(reply, words) })).filter(({ rank }) => rank < 3);
  ranked.sort((a, b) => a.rank - b.rank || a.reply.shortcut.localeCompare(b.reply.shortcut));
  return ranked.slice(0, MOST).map(({ reply }) => reply);
}

function rankOf({ shortcut, body }: SavedReplyView, words: string): number {
  const name = shortcut.toLocaleLowerCase();
  if (name.startsWith(words)) return 0;
  if (holdsInOrder(name, words)) return 1;
  return body.toLocaleLowerCase().includes(words) ? 2 : 3;
}

function holdsInOrder(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}
