/** Deeper than anything that is asked for; what is deeper yet is refused later on for what it is. */
const MOST_DEPTH = 20;

/**
 * Half of a surrogate pair, which only JSON's `\ud800` can bring, is no character: databases refuse it or give another
 * one back. It is replaced, as browsers do when they send such a text.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** The same in every text of what came through a door, names of fields included. */
export function wellFormedInput(input: unknown, depth = 0): unknown {
  if (typeof input === 'string') return wellFormed(input);
  if (typeof input !== 'object' || input === null || depth === MOST_DEPTH) return input;
  if (Array.isArray(input)) return input.map((each) => wellFormedInput(each, depth + 1));
  if (Object.getPrototypeOf(input) !== Object.prototype) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [wellFormed(name), wellFormedInput(value, depth + 1)]),
  );
}
