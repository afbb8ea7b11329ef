import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { createFormatter, type Formatter } from '../core/format';
import { chooseLocale, createTranslator, type Translate } from '../core/i18n';
import { browserStorage } from '../core/storage';
import { untilItComes } from '../core/until-it-comes';

const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Words<Key extends string> {
  t: Translate<Key>;
  format: Formatter;
  locale: Language;
  chooseLocale: (locale: string) => void;
}

const KEY = 'shopbell:language';
const storage = browserStorage();

function knownLanguage(): Language {
  const wanted = new URLSearchParams(window.location.search).get('locale');
  return chooseLocale([wanted, storage.get(KEY), ...navigator.languages], LANGUAGES, 'en');
}

/** Times as they are written where the reader lives, if that is a place of the language. */
function regional(language: Language): string {
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language;
}

/** The words of one page: a provider that draws nothing before they are there, and the hook that reads them. */
export function createWords<Key extends string>(
  catalogues: Record<Language, () => Promise<{ default: Record<Key, string> }>>,
) {
  const WordsContext = createContext<Words<Key> | null>(null);

  function WordsProvider({ children }: { children: ReactNode }) {
    const [words, setWords] = useState<Words<Key> | null>(null);

    const load = useCallback(async (language: Language) => {
      const { default: messages } = await untilItComes(catalogues[language]);
      const choose = (chosen: string) => {
        storage.set(KEY, chosen);
        void load(chooseLocale([chosen], LANGUAGES, 'en'));
      };
      document.documentElement.lang = language;
      const { t } = createTranslator<Key>(language, messages);
      setWords({ t, locale: language, format: createFormatter(regional(language)), chooseLocale: choose });
    }, []);

    useEffect(() => {
      void load(knownLanguage());
    }, [load]);

    return words && <WordsContext value={words}>{children}</WordsContext>;
  }

  function useWords(): Words<Key> {
    const words = useContext(WordsContext);
    if (!words) throw new Error('This part of the page was drawn outside of it');
    return words;
  }

  return { WordsProvider, useWords };
}
