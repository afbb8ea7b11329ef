/** Pastel ground and the text that can be read on it, as class-free colours for both themes. */
const PAIRS = [
  ['#D8D4FF', '#3C3A8C'],
  ['#CDEADF', '#0D4B3B'],
  ['#FFD9C7', '#7A3413'],
  ['#DFE3FF', '#34379A'],
  ['#FFE3F1', '#86245C'],
  ['#D6F0FB', '#0B4A66'],
  ['#FCE9B8', '#5C4206'],
  ['#E2F0CB', '#35500E'],
] as const;

export interface AvatarColours {
  ground: string;
  text: string;
}

/** The same person always has the same colours. */
export function avatarColours(id: string): AvatarColours {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  const [ground, text] = PAIRS[hash % PAIRS.length] ?? PAIRS[0];
  return { ground, text };
}

/** First letters of the first and last word, as people see letters: an accent or an emoji is not cut in two. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => firstLetter(word ?? '').toLocaleUpperCase()).join('');
}

function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
  return first?.segment ?? '';
}
