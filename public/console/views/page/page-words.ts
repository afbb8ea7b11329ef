import { use } from 'react';
import { createTranslator, type Translate } from '../../../core/i18n';
import type english from '../../../messages/managers.en.json';
import type { Words } from '../../../ui/words';
import { useWords } from '../../context';

export type PageKey = keyof typeof english;

const CATALOGUES = {
  en: () => import('../../../messages/managers.en.json'),
  de: () => import('../../../messages/managers.de.json'),
};
type Language = keyof typeof CATALOGUES;

const translators = new Map<Language, Promise<Translate<PageKey>>>();

/** The words of the managers' pages, which come with the first of them; the language is the console's. */
export function usePageWords(): Pick<Words<PageKey>, 't' | 'locale' | 'format'> {
  const { locale, format } = useWords();
  return { t: use(translatorOf(locale)), locale, format };
}

function translatorOf(locale: Language): Promise<Translate<PageKey>> {
  const known = translators.get(locale);
  if (known) return known;
  const coming = CATALOGUES[locale]().then(
    ({ default: messages }) => createTranslator<PageKey>(locale, messages).t,
    (thrown: unknown) => {
      translators.delete(locale);
      throw thrown;
    },
  );
  translators.set(locale, coming);
  return coming;
}
