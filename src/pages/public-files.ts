import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../core/app-error';

/** Where the build puts what browsers load: dist/public, seen from dist/src/pages as from src/pages. */
export const PUBLIC_DIRECTORY = __dirname.includes(join('dist', 'src'))
  ? join(__dirname, '../../public')
  : join(__dirname, '../../dist/public');

const cache = new Map<string, string>();

/** A file of the browser build. Read once: it does not change while the server runs. */
export async function publicFile(path: string): Promise<string> {
  const known = cache.get(path);
  if (known !== undefined) return known;
  try {
    const content = await readFile(join(PUBLIC_DIRECTORY, path), 'utf8');
    cache.set(path, content);
    return content;
  } catch {
    throw new AppError('NOT_FOUND', 'This page has not been built. Run `npm run build`.');
  }
}
