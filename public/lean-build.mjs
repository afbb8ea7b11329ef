import { join } from 'node:path';

/** Socket.IO offers these to whoever asks; nobody does, and what is offered cannot be left out. */
const OFFERED = /^export \{[^}]*\b(?:XHR|WS|WT|Fetch)\b[^}]*\} from .*$/gm;

/**
 * Leaves out of the widget's first load what hardly anybody needs: ways to connect other than WebSockets, which
 * `widget/model/transports.ts` brings when they are needed, and the helper that loads style sheets with scripts.
 */
export function leanBuild() {
  return {
    name: 'lean-build',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source !== './transports/index.js' || !importer?.includes('/engine.io-client/')) return null;
      return join(import.meta.dirname, 'widget/model/transports.ts');
    },
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
    transform(code, id) {
      if (!/\/(?:engine|socket)\.io-client\/build\/esm\/index\.js$/.test(id)) return null;
      return { code: code.replace(OFFERED, ''), map: null };
    },
  };
}
