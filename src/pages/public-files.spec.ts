import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { PUBLIC_DIRECTORY, publicFile } from './public-files';

describe('a page', () => {
  it('is served as it was built last, also while the server runs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-'));
    const file = join(folder, 'page.html');
    const build = (content: string, at: number) => {
      writeFileSync(file, content);
      utimesSync(file, at, at);
    };
    const path = relative(PUBLIC_DIRECTORY, file);

    build('before', 1000);
    expect(await publicFile(path)).toBe('before');
    build('after', 2000);
    expect(await publicFile(path)).toBe('after');

    rmSync(folder, { recursive: true });
    await expect(publicFile(path)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
