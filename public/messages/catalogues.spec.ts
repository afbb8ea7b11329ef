import { IntlMessageFormat } from 'intl-messageformat';
import { LOCALES } from '../../src/contract/shops.dto';

interface Files {
  readdirSync(folder: string): string[];
  readFileSync(file: string, encoding: 'utf8'): string;
}

// The browser's sources know no types of Node, and need none but here.
declare const __dirname: string;
const { readdirSync, readFileSync } = jest.requireActual<Files>('node:fs');

const names = [...new Set(readdirSync(__dirname).flatMap((file) => /^(\w+)\.\w+\.json$/.exec(file)?.[1] ?? []))];

function catalogue(name: string, locale: string): Record<string, string> {
  return JSON.parse(readFileSync(`${__dirname}/${name}.${locale}.json`, 'utf8')) as Record<string, string>;
}

/** Names and kinds of what a message puts in. The forms of a plural differ between languages, its number does not. */
function argumentsOf(message: string, locale: string): string[] {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    if (typeof part !== 'object' || part === null) return;
    const { type, value, options } = part as { type?: number; value?: unknown; options?: Record<string, unknown> };
    if (typeof type === 'number' && type > 0 && type < 7 && typeof value === 'string') found.add(value);
    if (options) for (const option of Object.values(options)) visit((option as { value: unknown }).value);
  };
  visit(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

describe.each(names)('the catalogue %s', (name) => {
  const english = catalogue(name, 'en');

  it.each(LOCALES)('has the same messages with the same arguments in %s', (locale) => {
    const other = catalogue(name, locale);
    const shape = (messages: Record<string, string>, language: string) =>
      Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, argumentsOf(message, language)]));

    expect(shape(other, locale)).toEqual(shape(english, 'en'));
  });

  it.each(LOCALES)('leaves no message empty in %s', (locale) => {
    expect(Object.entries(catalogue(name, locale)).filter(([, message]) => !message.trim())).toEqual([]);
  });
});
