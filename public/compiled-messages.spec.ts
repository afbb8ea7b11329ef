import { IntlMessageFormat as Library } from 'intl-messageformat';
import { compile } from './compiled-messages.mjs';
import type { Arguments } from './core/i18n';
import german from './messages/widget.de.json';
import english from './messages/widget.en.json';
import { IntlMessageFormat } from './widget/compiled-format';

const NUMBERS = [0, 1, 2, 3, 4, 11, 21, 22, 23, 1250];
const CHOICES = ['customer', 'employee', 'system', 'nobody'];

/** Every argument of the message, each with values that tell its cases apart. */
function examples(message: string): Arguments[] {
  const names = [...new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))];
  return NUMBERS.map((number, index) => {
    const of = (name: string) => (message.includes(`{${name}, select,`) ? CHOICES[index % 4] : number);
    return Object.fromEntries(names.map((name) => [name, of(name)]));
  });
}

describe.each([
  ['en', english],
  ['de', german],
])('in %s, the compiled messages say what ICU says', (locale, catalogue) => {
  it.each(Object.entries(catalogue))('%s', (_key, message) => {
    const compiled = compile(message);
    for (const args of examples(message)) {
      const said = typeof compiled === 'string' ? compiled : new IntlMessageFormat(compiled, locale).format(args);
      expect(said).toBe(new Library(message, locale, undefined, { ignoreTag: true }).format(args));
    }
  });
});
