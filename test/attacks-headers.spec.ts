import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestApp } from './support/app';
import { PASSWORD } from './support/build';
import { DOORS } from './support/doors';
import { makeWorld } from './support/world';

const ORIGIN = 'https://support.example.com';
const INSIDE = /node_modules|\bat [\w.<> ]+ \(|\.ts:\d|SQLITE_|ER_[A-Z]{4}|QueryFailed|SELECT |"version"|\/tmp\//;
const HOSTILE_ORIGINS = [
  'https://evil.example',
  'null',
  'https://admin.example.com.evil.io',
  'http://admin.example.com',
];

describe('attacks on what surrounds an answer', () => {
  let app: TestApp;
  let production: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    production = await TestApp.start({
      ...{ NODE_ENV: 'production', TOKEN_SECRET: 'x'.repeat(40), PUBLIC_URL: ORIGIN },
      CORS_ORIGINS: 'https://admin.example.com',
    });
  });

  afterAll(async () => {
    await app.stop();
    await production.stop();
  });

  it.each(['/', '/support', '/portal', '/api/v1/widget', '/api/v1/tickets', '/health', '/nothing'])(
    '69: %s forbids what browsers would allow',
    async (path) => {
      const { headers } = await fetch(`${production.url}${path}`);
      const policy = headers.get('content-security-policy') ?? '';

      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).toMatch(/object-src 'none'.*base-uri 'none'/);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers.get('x-powered-by') ?? headers.get('server')).toBeNull();
      expect(headers.get('content-type')).toMatch(/charset=utf-8/i);
    },
  );

  it('69: the widget’s frame is shown by the pages that the shop names, and by no other', async () => {
    const shop = await production.build.shop({ allowedOrigins: ['https://shop.example'] });
    const { headers } = await fetch(`${production.url}/w/${shop.publicKey}/frame`);

    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'self' https:\/\/shop\.example(;|$)/);
    expect(headers.get('x-frame-options')).toBeNull();
  });

  it('70: the cookie goes to this site alone, over TLS alone, and no script reads it', async () => {
    const person = await production.build.agent();
    const token = (headers: Record<string, string>) =>
      production.as(null).post('/auth/token', { username: person.username, password: PASSWORD }, headers);
    const cookie = (await token({ origin: ORIGIN })).headers.get('set-cookie') ?? '';

    expect(cookie).toMatch(/^__Host-/);
    for (const part of [/; Secure/i, /; HttpOnly/i, /; SameSite=Strict/i, /; Path=\/(;|$)/i])
      expect(cookie).toMatch(part);
    expect(cookie).not.toMatch(/Domain=/i);
    for (const origin of HOSTILE_ORIGINS) {
      expect([origin, (await token({ origin })).status]).toEqual([origin, 403]);
      const sent = { origin, cookie: cookie.split(';')[0] ?? '' };
      expect([origin, (await production.as(null).post('/auth/refresh', {}, sent)).status]).toEqual([origin, 403]);
    }
  });

  it('70: looking at something changes nothing', async () => {
    const world = await makeWorld(app);
    // The first look may note when somebody was last there; the second must leave all as it was.
    await lookAtEverything();
    const before = await contents();
    await lookAtEverything();

    const after = await contents();
    expect([...after].filter(([table, rows]) => before.get(table) !== rows).map(([table]) => table)).toEqual([]);

    async function lookAtEverything(): Promise<void> {
      for (const [name, door] of Object.entries(DOORS)) {
        if (!name.startsWith('GET ')) continue;
        for (const who of ['agent', 'manager', 'visitor'] as const)
          await app.as(world.people[who]).get(door.ask(world).path);
      }
    }
  });

  /** What is kept, but for what counts those who knock and what runs by itself. */
  async function contents(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const { tableName, name } of app.db.entityMetadatas) {
      if (/rate|lease|attempt|agent_state|sign_in|proof|idempotency/.test(tableName)) continue;
      found.set(tableName, JSON.stringify(await app.db.getRepository(name).find()));
    }
    return found;
  }

  it('71: other pages may not ask, whatever they call themselves', async () => {
    for (const origin of HOSTILE_ORIGINS) {
      const asked = await fetch(`${production.url}/api/v1/tickets`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      const answered = await fetch(`${production.url}/api/v1/widget`, { headers: { origin } });
      for (const { headers } of [asked, answered]) {
        expect([origin, headers.get('access-control-allow-origin')]).not.toEqual([origin, origin]);
        expect(headers.get('access-control-allow-origin')).not.toBe('*');
      }
    }
  });

  it('71: what changes something is never a request that browsers send without asking first', async () => {
    const body = JSON.stringify({ username: 'x', password: 'y' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const headers = { 'content-type': type, authorization: `Bearer ${(await app.build.admin()).token}` };
      const { status } = await fetch(`${app.url}/api/v1/teams`, { method: 'POST', headers, body });
      expect([type, [400, 415].includes(status)]).toEqual([type, true]);
    }
  });

  it('73: production keeps its insides to itself', async () => {
    for (const path of [
      '/docs',
      '/docs/openapi.json',
      '/docs-json',
      '/dev/mail',
      '/dev/mail/x',
      '/.env',
      '/package.json',
    ])
      expect([path, (await fetch(`${production.url}${path}`)).status]).toEqual([path, 404]);
    for (const path of [
      '/static/../package.json',
      '/static/%2e%2e/package.json',
      '/static/..%2f..%2f.env',
      '/w/../.env',
    ])
      expect([path, (await fetch(`${production.url}${path}`)).status]).toEqual([path, 404]);
    const texts = await Promise.all(
      ['/health', '/ready', '/api/v1/nothing', '/api/v1/auth/me'].map(async (path) =>
        (await fetch(`${production.url}${path}`)).text(),
      ),
    );
    const broken = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"username":' };
    texts.push(await (await fetch(`${production.url}/api/v1/auth/token`, broken)).text());
    for (const text of texts) expect(text).not.toMatch(INSIDE);
  });

  it.each([
    ['socket.io-parser', '4.2.6'],
    ['engine.io', '6.6.5'],
    ['ws', '8.18.0'],
    ['@fastify/multipart', '9.0.3'],
    ['fastify', '5.3.2'],
    ['typeorm', '1.0.0'],
    ['jsonwebtoken', '9.0.0'],
    ['nodemailer', '7.0.7'],
    ['mysql2', '3.9.8'],
  ])('74: %s is not older than the one in which a hole was closed', (name, least) => {
    const file = join(__dirname, '../node_modules', name, 'package.json');
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };

    expect(version.localeCompare(least, 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
  });
});
