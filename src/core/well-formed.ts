import { AppError } from './app-error';

/** Deeper than anything that is asked for. */
const MOST_DEPTH = 20;

/**
 * Half of a surrogate pair, which only JSON's `\ud800` can bring, is no character: databases refuse it or give another
 * one back. It is replaced, as browsers do when they send such a text.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** No name of a field: what makes objects of input would take it for their class. */
const NO_NAMES = new Set(['constructor', '__proto__']);

/** The same in every text of what came through a door, names of fields included. Refuses what no input can be. */
export function wellFormedInput(input: unknown, depth = 0): unknown {
  if (typeof input === 'string') return wellFormed(input);
  if (typeof input !== 'object' || input === null) return input;
  if (depth === MOST_DEPTH) throw new AppError('VALIDATION_FAILED', 'Nothing is nested that deeply.');
  if (Array.isArray(input)) return input.map((each) => wellFormedInput(each, depth + 1));
  if (Object.getPrototypeOf(input) !== Object.prototype) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      if (NO_NAMES.has(name)) throw new AppError('VALIDATION_FAILED', `Nothing can be called ${name}.`);
      return [wellFormed(name), wellFormedInput(value, depth + 1)];
    }),
  );
}
