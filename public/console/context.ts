import { createContext, useContext } from 'react';
import type { Formatter } from '../core/format';
import type { Translate } from '../core/i18n';
import type english from '../messages/console.en.json';
import type { Desk } from './model/desk';
import type { Session } from './model/session';

export type ConsoleKey = keyof typeof english;

export interface Words {
  t: Translate<ConsoleKey>;
  format: Formatter;
  locale: string;
  chooseLocale: (locale: string) => void;
}

export const WordsContext = createContext<Words | null>(null);
export const SessionContext = createContext<Session | null>(null);
export const DeskContext = createContext<Desk | null>(null);

function present<T>(value: T | null): T {
  if (value === null) throw new Error('This part of the console was drawn outside of it');
  return value;
}

export const useWords = (): Words => present(useContext(WordsContext));
export const useSession = (): Session => present(useContext(SessionContext));
export const useDesk = (): Desk => present(useContext(DeskContext));
