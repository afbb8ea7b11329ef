import { render } from 'preact';
import { createFormatter } from '../core/format';
import { chooseLocale, createTranslator } from '../core/i18n';
import type { ColorScheme } from '../loader/bridge';
import { Surroundings, type WidgetKey } from './context';
import { Host } from './model/host';
import { Widget } from './model/widget';
import { followTheme } from './theme';
import { App } from './views/app';

const CATALOGUES = {
  en: () => import('../messages/widget.en.json'),
  de: () => import('../messages/widget.de.json'),
};
const LOCALES = ['en', 'de'] as const;

/** Right-to-left scripts, for pages in a language whose words we do not have yet but whose direction we keep. */
const RTL = /^(ar|fa|he|ur)\b/i;

async function open(): Promise<void> {
  const root = document.getElementById('app');
  const shop = /^\/w\/(\w+)\/frame/.exec(location.pathname)?.[1];
  if (!root || !shop) return;

  const query = new URLSearchParams(location.search);
  const wanted = query.get('locale');
  const locale = chooseLocale([wanted, ...navigator.languages], LOCALES, 'en');
  const host = new Host(query.get('host'), schemeOf(query.get('scheme')));
  const widget = new Widget(shop, host);
  void widget.load();
  void widget.resume();

  const { t } = createTranslator<WidgetKey>(locale, (await CATALOGUES[locale]()).default);
  const format = createFormatter(wanted?.startsWith(locale) ? wanted : locale);
  document.documentElement.lang = locale;
  document.documentElement.dir = RTL.test(wanted ?? '') ? 'rtl' : 'ltr';
  document.title = t('frame.title');
  followTheme(host, widget.config);

  render(
    <Surroundings.Provider value={{ widget, t, format, locale }}>
      <App />
    </Surroundings.Provider>,
    root,
  );
  host.hello();
}

function schemeOf(given: string | null): ColorScheme {
  return given === 'light' || given === 'dark' ? given : 'auto';
}

void open();
