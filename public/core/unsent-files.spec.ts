import { Api } from './api';
import { ApiError } from './api-error';
import { UnsentFiles } from './unsent-files';
import type { Uploads } from './uploads';

/** A server that takes files whose name begins with `slow` only where both conversations go on, and never answers before. */
class Server extends Api {
  readonly taken: string[] = [];
  readonly removed: string[] = [];

  override upload<T>(path: string, { name }: File): Promise<T> {
    if (name.startsWith('slow') && !path.includes('both')) return new Promise(() => undefined);
    if (name.startsWith('refused') && !path.includes('both'))
      return Promise.reject(new ApiError({ code: 'CHAT_CLOSED', message: 'Closed' }));
    this.taken.push(`${name} to ${path.split('/')[2]}`);
    return Promise.resolve({ id: `id of ${name}`, name } as T);
  }

  override delete(path: string): Promise<null> {
    this.removed.push(path);
    return Promise.resolve(null);
  }
}

describe('files that are attached and not sent', () => {
  let server: Server;
  let unsent: UnsentFiles;
  beforeEach(() => {
    server = new Server();
    unsent = new UnsentFiles(server);
  });

  const file = (name: string) => new File(['text'], name, { type: 'text/plain' });
  const texts = (count: number, name: string) => Array.from({ length: count }, (_, index) => file(`${name} ${index}`));
  const stateOf = (uploads: Uploads) =>
    uploads.items.get().map(({ file, attachment, failure }) => `${file.name}: ${attachment?.id ?? failure}`);
  async function settled(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  }

  it('go along once where the server has them, and are sent again where it has not', async () => {
    unsent.of('old').add(['here.txt', 'slow.txt', 'refused.txt'].map(file));
    unsent.of('both').add([file('there.txt')]);
    await settled();

    unsent.move('old', 'both');
    await settled();

    expect(stateOf(unsent.of('both'))).toEqual(
      ['there.txt', 'here.txt', 'slow.txt', 'refused.txt'].map((name) => `${name}: id of ${name}`),
    );
    expect(server.taken).toEqual(['here.txt to old', 'there.txt to both', 'slow.txt to both', 'refused.txt to both']);
    expect(server.removed).toEqual([]);
    expect(stateOf(unsent.of('old'))).toEqual([]);
  });

  it('stay behind where there are too many of them, and that is said', async () => {
    unsent.of('old').add([...texts(5, 'old'), file('slow.txt')]);
    unsent.of('both').add(texts(7, 'new'));
    await settled();

    unsent.move('old', 'both');
    await settled();

    expect(stateOf(unsent.of('both'))).toHaveLength(10);
    expect(unsent.of('both').leftOut.get()).toBe(3);
    expect(server.removed).toEqual(['/attachments/id of old 3', '/attachments/id of old 4']);
  });

  it('are left alone where there are none', () => {
    unsent.move('old', 'both');
    unsent.move('both', 'both');

    expect(stateOf(unsent.of('both'))).toEqual([]);
  });
});
