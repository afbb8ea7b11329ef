import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';

const CATALOGUE = /\/public\/messages\/[\w.]+\.json$/;
const LITERAL = 0;
const ARGUMENT = 1;
const SELECT = 5;
const PLURAL = 6;
const POUND = 7;

/** Reads the messages at build time: neither a parser for them nor the rest of what ICU weighs is needed later. */
export function compiledMessages() {
  return {
    name: 'compiled-messages',
    enforce: 'pre',
    config: () => ({
      resolve: {
        alias: [{ find: /^intl-messageformat$/, replacement: join(import.meta.dirname, 'widget/compiled-format.ts') }],
      },
    }),
    transform(code, id) {
      if (!CATALOGUE.test(id)) return null;
      const messages = Object.entries(JSON.parse(code)).map(([key, message]) => [key, compile(message)]);
      return { code: JSON.stringify(Object.fromEntries(messages)), map: null };
    },
  };
}

/** What `public/widget/compiled-format.ts` puts into words; plain text stays text. */
export function compile(message) {
  const parts = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true, captureLocation: false }).getAst();
  return parts.length === 1 && parts[0].type === LITERAL ? parts[0].value : parts.map(part);
}

function part({ type, value, options, offset, pluralType }) {
  if (type === LITERAL) return value;
  if (type === POUND) return 0;
  if (type === ARGUMENT) return [value];
  if (type === SELECT) return [value, cases(options), 0];
  if (type === PLURAL && !offset) return [value, cases(options), pluralType];
  throw new Error(`The widget does not know this kind of message: ${JSON.stringify(value)}`);
}

function cases(options) {
  return Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, value.map(part)]));
}
