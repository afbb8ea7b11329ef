import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TokenView } from '../../src/contract/auth.dto';
import { Server } from '../browser/support/server';

const ROOT = join(__dirname, '../..');
const SAFE = { NODE_ENV: 'production', TOKEN_SECRET: 'x'.repeat(48), PUBLIC_URL: 'https://support.example.com' };

interface Outcome {
  code: number;
  output: string;
}

/** Runs one of the built programs to its end. */
function run(program: 'main' | 'cli', args: string[], settings: Record<string, string>): Promise<Outcome> {
  const env = { PATH: process.env.PATH, BCRYPT_COST: '4', LOG_LEVEL: 'fatal', ...settings };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [`dist/src/${program}.js`, ...args],
      { cwd: ROOT, env, timeout: 60_000 },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
        resolve({ code, output: stdout + stderr });
      },
    );
  });
}

describe('starting', () => {
  it('brings shops, people and past chats the first time, and keeps what there is after that', async () => {
    const server = await Server.start();
    const signIn = async (username: string, password: string) => {
      const response = await fetch(`${server.url}/api/v1/auth/token`, {
        method: 'POST',
        body: new URLSearchParams({ username, password }),
      });
      return ((await response.json()) as TokenView).access_token;
    };
    const count = async (what: string) => {
      const headers = { authorization: `Bearer ${await signIn('admin', 'admin123')}` };
      const response = await fetch(`${server.url}/api/v1/${what}?limit=100`, { headers });
      return ((await response.json()) as { items: unknown[] }).items.length;
    };

    expect(await count('shops')).toBe(2);
    expect(await count('teams')).toBe(3);
    expect(await count('employees')).toBe(7);
    expect(await count('chats')).toBe(100);
    for (const login of ['manager1:manager123', 'support1:support123', 'support2:support123']) {
      const [username = '', password = ''] = login.split(':');
      expect(await signIn(username, password)).toEqual(expect.any(String));
    }

    await server.kill();
    await server.run();

    expect(await count('shops')).toBe(2);
    expect(await count('employees')).toBe(7);
    await server.stop();
  });
});

describe('production', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shopbell-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each<[string, Record<string, string>]>([
    ['TOKEN_SECRET', { ...SAFE, TOKEN_SECRET: '' }],
    ['TOKEN_SECRET', { ...SAFE, TOKEN_SECRET: 'too short' }],
    ['PUBLIC_URL', { ...SAFE, PUBLIC_URL: 'http://support.example.com' }],
    ['CORS_ORIGINS', { ...SAFE, CORS_ORIGINS: '*' }],
  ])('does not start with an unsafe %s, and says so', async (name, settings) => {
    const { code, output } = await run('main', [], { ...settings, DATA_DIR: folder, PORT: '0' });

    expect(code).toBe(1);
    expect(output).toContain(name);
    expect(output).not.toContain('    at ');
  });

  it.each<[string, Record<string, string>]>([
    ['DATABASE_URL', { DATABASE_URL: 'mariadb://root@127.0.0.1:1/shopbell' }],
    ['DATABASE_URL', { DATABASE_URL: 'mariadb://root@127.0.0.1:3306/shopbell_that_is_not_there' }],
    ['DATABASE_URL', { DATABASE_URL: 'mariadb://nobody:wrong@127.0.0.1:3306/shopbell' }],
    ['mariadb://', { DATABASE_URL: 'mysql://root@127.0.0.1:3306/mysql' }],
    ['DATA_DIR', { DATA_DIR: join(__filename, 'data') }],
  ])('says in plain words that %s is wrong', async (name, settings) => {
    const { code, output } = await run('main', [], { ...SAFE, DATA_DIR: folder, PORT: '0', ...settings });

    expect(code).toBe(1);
    expect(output).toContain(name);
    expect(output).not.toContain('    at ');
  });

  it('does not start while a demo password works', async () => {
    await run('cli', ['migrate'], { DATA_DIR: folder });
    const seeded = await run('cli', ['seed'], { DATA_DIR: folder });
    const { code, output } = await run('main', [], { ...SAFE, DATA_DIR: folder, PORT: '0' });

    expect(seeded).toMatchObject({ code: 0 });
    expect(code).toBe(1);
    expect(output).toContain('"admin"');
    expect(output).toContain('"support1"');
  });

  it('is not given demo data', async () => {
    await run('cli', ['migrate'], { ...SAFE, DATA_DIR: folder });

    expect(await run('cli', ['seed'], { ...SAFE, DATA_DIR: folder })).toMatchObject({ code: 1 });
  });
});

describe('commands', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shopbell-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('explain themselves', async () => {
    const { code, output } = await run('cli', ['--help'], {});
    const one = await run('cli', ['create-admin', '--help'], {});
    const unknown = await run('cli', ['dance'], {});

    expect(code).toBe(0);
    for (const name of ['migrate', 'migrate:undo', 'seed', 'create-admin', 'import-tickets', 'doctor'])
      expect(output).toContain(name);
    expect(one).toMatchObject({ code: 0, output: expect.stringContaining('--username') as string });
    expect(unknown.code).toBe(2);
  });

  it('make an administrator on a migrated database, with an acceptable password', async () => {
    const args = ['create-admin', '--username', 'mira', '--email', 'mira@shop.example'];
    const early = await run('cli', args, { DATA_DIR: folder, ADMIN_PASSWORD: 'a long enough one' });
    await run('cli', ['migrate'], { DATA_DIR: folder });
    const weak = await run('cli', args, { DATA_DIR: folder, ADMIN_PASSWORD: 'short' });
    const made = await run('cli', args, { DATA_DIR: folder, ADMIN_PASSWORD: 'a long enough one' });
    const again = await run('cli', args, { DATA_DIR: folder, ADMIN_PASSWORD: 'a long enough one' });

    expect(early).toMatchObject({ code: 1, output: expect.stringContaining('migrate') as string });
    expect(weak).toMatchObject({ code: 1, output: expect.stringContaining('password') as string });
    expect(made).toMatchObject({ code: 0, output: expect.stringContaining('mira') as string });
    expect(again.code).toBe(1);
  });

  it('say what is away, and how they are used when they are not understood', async () => {
    await run('cli', ['migrate'], { DATA_DIR: folder });
    const lonely = await run('cli', ['doctor'], { DATA_DIR: folder, REDIS_URL: 'redis://127.0.0.1:1' });
    const misspelt = await run('cli', ['create-admin', '--usrname', 'x'], { DATA_DIR: folder });

    expect(lonely).toMatchObject({ code: 1, output: expect.stringContaining('REDIS_URL') as string });
    expect(misspelt).toMatchObject({ code: 1, output: expect.stringContaining('--username NAME') as string });
    expect(misspelt.output).not.toContain('    at ');
  });

  it('undo and redo a migration, and find nothing wrong with a fresh database', async () => {
    await run('cli', ['migrate'], { DATA_DIR: folder });
    const undone = await run('cli', ['migrate:undo'], { DATA_DIR: folder });
    const redone = await run('cli', ['migrate'], { DATA_DIR: folder });
    const doctor = await run('cli', ['doctor'], { DATA_DIR: folder });

    expect([undone.code, redone.code, doctor.code]).toEqual([0, 0, 0]);
    expect(doctor.output).toContain('All is well');
  });
});
