/** What a browser loads first, compressed as servers send it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeSection } from './page.mjs';

const PUBLIC = join(import.meta.dirname, '../dist/public');

const report = `## First load

| first load, gzip | bytes | at most |
|---|---|---|
| widget loader | ${gzipped([join(PUBLIC, 'loader.js')])} | 4096 |
| widget frame at its first opening, with its words and the page it opens with | ${gzipped([...firstLoad('widget'), ...later('front')])} | 48000 |
| widget frame that resumes a chat | ${gzipped([...firstLoad('widget'), ...later('chat')])} | 48000 |
| console, with its words | ${gzipped(firstLoad('console'))} | |
`;
console.log(report);
if (!process.argv.includes('--quick')) writeSection('sizes', report);

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
