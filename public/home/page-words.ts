import { chooseLocale, createTranslator, type Translator } from '../core/i18n';
import type english from '../messages/pages.en.json';

export type PageKey = keyof typeof english;

const CATALOGUES = {
  en: () => import('../messages/pages.en.json'),
  de: () => import('../messages/pages.de.json'),
};

/** The words of the home page and the demo shop, in the language of `?locale=` or of the browser. */
export async function pageWords(): Promise<Translator<PageKey>> {
  const wanted = new URLSearchParams(location.search).get('locale');
  const locale = chooseLocale([wanted, ...navigator.languages], ['en', 'de'] as const, 'en');
  document.documentElement.lang = locale;
  return createTranslator<PageKey>(locale, (await CATALOGUES[locale]()).default);
}
