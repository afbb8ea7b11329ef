import { createContext, useContext } from 'react';
import type { ConnectionState } from '../core/connection';
import type { Pictures } from '../core/pictures';
import type { Store } from '../core/store';
import type consoleWords from '../messages/console.en.json';
import type portalWords from '../messages/portal.en.json';
import type { Words } from './words';

/** The messages that console and portal both have, each in its own words. */
export type SharedKey = keyof typeof consoleWords & keyof typeof portalWords;

/** What a page lends to the parts that it shares with the other one. */
interface Surroundings extends Pick<Words<SharedKey>, 't' | 'format'> {
  pictures: Pictures;
  connection: Store<ConnectionState>;
  failureText: (thrown: unknown) => string;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error('This part of the page was drawn outside of its surroundings');
  return surroundings;
}
