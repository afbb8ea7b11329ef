import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { createTranslator, type Translate } from '../core/i18n';
import { untilItComes } from '../core/until-it-comes';
import type { Language } from './words';

/**
 * The words of a part of a page that is not needed at first: they come with it, in the language of the page. The
 * provider draws nothing before they are there.
 */
export function createLaterWords<Key extends string>(
  catalogues: Record<Language, () => Promise<{ default: Record<Key, string> }>>,
  useLocale: () => Language,
) {
  const LaterContext = createContext<Translate<Key> | null>(null);

  function LaterWords({ children }: { children: ReactNode }) {
    const locale = useLocale();
    const [translate, setTranslate] = useState<Translate<Key> | null>(null);

    useEffect(() => {
      let isCurrent = true;
      void untilItComes(catalogues[locale]).then(({ default: messages }) => {
        if (isCurrent) setTranslate(() => createTranslator<Key>(locale, messages).t);
      });
      return () => {
        isCurrent = false;
      };
    }, [locale]);

    return translate && <LaterContext value={translate}>{children}</LaterContext>;
  }

  function useLaterWords(): Translate<Key> {
    const translate = useContext(LaterContext);
    if (!translate) throw new Error('This part of the page was drawn outside of its words');
    return translate;
  }

  return { LaterWords, useLaterWords };
}
