/** What a browser loads first, compressed as servers send it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const PUBLIC = join(import.meta.dirname, '../dist/public');

export function sizes() {
  return {
    loader: gzipped([join(PUBLIC, 'loader.js')]),
    // The page it opens with comes on demand too, and so does the chat of who is in one already.
    widget: gzipped([...firstLoad('widget'), ...later('front')]),
    widgetInChat: gzipped([...firstLoad('widget'), ...later('chat')]),
    console: gzipped(firstLoad('console')),
  };
}

/** The page, what it names, what that imports, and the words in one language. */
function firstLoad(page) {
  const html = join(PUBLIC, page, 'index.html');
  const files = new Set([html]);
  const follow = (text) => {
    for (const [, name] of text.matchAll(/["'(/]((?:assets\/|\.\/)[\w.-]+\.(?:js|css))["')]/g)) {
      const file = join(PUBLIC, 'assets', name.split('/').at(-1));
      if (files.has(file) || !existsSync(file)) continue;
      files.add(file);
      const source = readFileSync(file, 'utf8');
      // Static imports only: what is imported on demand is not part of the first load.
      follow([...source.matchAll(/(?:from|import)\s*"(\.\/[\w.-]+)"/g)].map(([, path]) => `"${path}"`).join('\n'));
    }
  };
  follow(readFileSync(html, 'utf8'));
  const words = readdirSync(join(PUBLIC, 'assets')).find(
    (name) => name.startsWith(`${page}.en-`) && name.endsWith('.js'),
  );
  if (words) files.add(join(PUBLIC, 'assets', words));
  return [...files];
}

function later(part) {
  return readdirSync(join(PUBLIC, 'assets'))
    .filter((name) => new RegExp(`^${part}-[\\w-]+\\.(?:js|css)$`).test(name))
    .map((name) => join(PUBLIC, 'assets', name));
}

function gzipped(files) {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}
