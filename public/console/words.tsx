import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { createFormatter } from '../core/format';
import { chooseLocale, createTranslator } from '../core/i18n';
import { browserStorage } from '../core/storage';
import { type ConsoleKey, type Words, WordsContext } from './context';

const CATALOGUES = {
  en: () => import('../messages/console.en.json'),
  de: () => import('../messages/console.de.json'),
};
type Known = keyof typeof CATALOGUES;
const LOCALES: readonly Known[] = ['en', 'de'];

const KEY = 'shopbell:language';
const storage = browserStorage();

export function knownLocale(...wanted: (string | null | undefined)[]): Known {
  return chooseLocale([storage.get(KEY), ...wanted, ...navigator.languages], LOCALES, 'en');
}

/** Times as they are written where the reader lives, if that is a place of the language. */
function regional(locale: Known): string {
  return navigator.languages.find((tag) => tag.startsWith(`${locale}-`)) ?? locale;
}

/** Gives everything below it the words of one language; nothing is drawn before they are there. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const [words, setWords] = useState<Words | null>(null);

  const load = useCallback(async (locale: Known) => {
    const messages = (await CATALOGUES[locale]()).default;
    const choose = (chosen: string) => {
      storage.set(KEY, chosen);
      void load(knownLocale());
    };
    document.documentElement.lang = locale;
    const { t } = createTranslator<ConsoleKey>(locale, messages);
    setWords({ t, locale, format: createFormatter(regional(locale)), chooseLocale: choose });
  }, []);

  useEffect(() => {
    void load(knownLocale());
  }, [load]);

  return words && <WordsContext value={words}>{children}</WordsContext>;
}
