import { IntlMessageFormat } from 'intl-messageformat';

const CATALOGUE = /\/public\/messages\/[\w.]+\.json$/;

/** Reads the messages at build time, so that the browser needs no parser for them: it is half of what ICU weighs. */
export function compiledMessages() {
  return {
    name: 'compiled-messages',
    enforce: 'pre',
    config: () => ({
      resolve: {
        alias: [
          {
            find: /^@formatjs\/icu-messageformat-parser$/,
            replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
          },
        ],
      },
    }),
    transform(code, id) {
      if (!CATALOGUE.test(id)) return null;
      const messages = Object.entries(JSON.parse(code)).map(([key, message]) => [key, compile(message)]);
      return { code: JSON.stringify(Object.fromEntries(messages)), map: null };
    },
  };
}

/** Plain text stays text. */
function compile(message) {
  const parts = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true, captureLocation: false }).getAst();
  return parts.length === 1 && parts[0].type === 0 ? parts[0].value : parts;
}
