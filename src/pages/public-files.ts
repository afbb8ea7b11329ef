import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../core/app-error';

/** Where the build puts what browsers load: dist/public, seen from dist/src/pages as from src/pages. */
export const PUBLIC_DIRECTORY = __dirname.includes(join('dist', 'src'))
  ? join(__dirname, '../../public')
  : join(__dirname, '../../dist/public');

const cache = new Map<string, { content: string; changedAt: number }>();

/** A file of the browser build: read once, and again when it has been built again while the server runs. */
export async function publicFile(path: string): Promise<string> {
  const file = join(PUBLIC_DIRECTORY, path);
  try {
    const { mtimeMs: changedAt } = await stat(file);
    const known = cache.get(path);
    if (known?.changedAt === changedAt) return known.content;
    const content = await readFile(file, 'utf8');
    cache.set(path, { content, changedAt });
    return content;
  } catch {
    throw new AppError('NOT_FOUND', 'This page has not been built. Run `npm run build`.');
  }
}
