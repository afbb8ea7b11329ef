import { IntlMessageFormat } from 'intl-messageformat';

export type Arguments = Record<string, string | number | Date | null | undefined>;

/** Puts a message of the catalogue into words. */
export type Translate<Key extends string> = (key: Key, args?: Arguments) => string;

/** As it is written, or as the build of the widget has already read it. */
type Message = ConstructorParameters<typeof IntlMessageFormat>[0];

export interface Translator<Key extends string> {
  locale: string;
  t: Translate<Key>;
}

/**
 * Messages are ICU: plurals, ordinals and selections are the catalogue's affair, never the code's.
 *
 * A front end has one file for each language, `public/messages/<name>.<locale>.json`: flat, keyed by `area.what`. It
 * loads the one it needs and types its keys by the English one:
 *
 *   import type en from '../messages/console.en.json';
 *   const CATALOGUES = {
 *     en: () => import('../messages/console.en.json'),
 *     de: () => import('../messages/console.de.json'),
 *   };
 *   const { t } = createTranslator<keyof typeof en>(locale, (await CATALOGUES[locale]()).default);
 *   t('queue.waiting', { count: 3 });
 */
export function createTranslator<Key extends string>(locale: string, messages: Record<Key, Message>): Translator<Key> {
  const formats = new Map<Key, IntlMessageFormat>();

  function t(key: Key, args?: Arguments): string {
    const message = messages[key];
    if (typeof message === 'string' && !/[{']/.test(message)) return message;
    const format = formats.get(key) ?? new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    formats.set(key, format);
    return String(format.format(args));
  }

  return { locale, t };
}

/** The first of the wanted languages that there is: `de-CH` finds `de`. */
export function chooseLocale<Locale extends string>(
  wanted: readonly (string | null | undefined)[],
  available: readonly Locale[],
  fallback: Locale,
): Locale {
  for (const tag of wanted) {
    const language = tag?.toLowerCase().split('-')[0];
    const found = available.find((locale) => locale === language);
    if (found) return found;
  }
  return fallback;
}
