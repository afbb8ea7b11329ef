import { createContext, useContext } from 'react';
import type { Session } from '../core/session';
import type english from '../messages/console.en.json';
import { createWords } from '../ui/words';
import type { Desk } from './model/desk';

export type ConsoleKey = keyof typeof english;

export const { WordsProvider, useWords } = createWords<ConsoleKey>({
  en: () => import('../messages/console.en.json'),
  de: () => import('../messages/console.de.json'),
});
export const SessionContext = createContext<Session | null>(null);
export const DeskContext = createContext<Desk | null>(null);

function present<T>(value: T | null): T {
  if (value === null) throw new Error('This part of the console was drawn outside of it');
  return value;
}

export const useSession = (): Session => present(useContext(SessionContext));
export const useDesk = (): Desk => present(useContext(DeskContext));
