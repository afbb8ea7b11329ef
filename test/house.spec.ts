import { randomUUID } from 'node:crypto';
import type { ShopView } from '../src/contract/shops.dto';
import { TestApp } from './support/app';

interface Problem {
  status: number;
  code: string;
  detail: string;
  requestId: string;
  errors?: { field: string }[];
}

describe('the house', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('is alive and ready', async () => {
    const health = await fetch(`${app.url}/health`);
    const ready = await fetch(`${app.url}/ready`);

    expect(await health.json()).toEqual({ status: 'ok' });
    expect(ready.status).toBe(200);
  });

  it('stays alive, but is not ready, while its database is away', async () => {
    const lonely = await TestApp.start();
    await lonely.db.destroy();

    expect((await fetch(`${lonely.url}/health`)).status).toBe(200);
    expect((await fetch(`${lonely.url}/ready`)).status).toBe(503);
    await lonely.stop();
  });

  it('answers every failure as a problem document that names the request', async () => {
    const admin = await app.build.admin();
    const failures = [
      [await app.as(null).get<Problem>('/shops'), 401, 'UNAUTHENTICATED'],
      [await app.as(admin).get<Problem>('/no-such-address'), 404, 'NOT_FOUND'],
      [await app.as(admin).get<Problem>(`/shops/${randomUUID()}`), 404, 'NOT_FOUND'],
      [await app.as(admin).post<Problem>('/shops', '{ not json'), 400, 'VALIDATION_FAILED'],
      [await app.as(admin).post<Problem>('/shops', { name: '' }), 400, 'VALIDATION_FAILED'],
      [await app.as(admin).get<Problem>('/shops/1%20or%201=1'), 404, 'NOT_FOUND'],
      [await app.as(admin).post<Problem>('/shops', { name: 'x'.repeat(300_000) }), 413, 'PAYLOAD_TOO_LARGE'],
      [await app.as(admin).post<Problem>('/shops', '<a/>', { 'content-type': 'text/xml' }), 415, 'UNSUPPORTED_TYPE'],
    ] as const;

    for (const [{ status, body, headers }, expected, code] of failures) {
      expect({ status, code: body.code }).toEqual({ status: expected, code });
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body.requestId).toBe(headers.get('x-request-id'));
      expect(body.detail).not.toMatch(/\bat \/|node_modules|SELECT|\.ts:/);
    }
  });

  it('names each field that is wrong, and takes nothing that it does not know', async () => {
    const { body } = await app
      .as(await app.build.admin())
      .post<Problem>('/shops', { name: 7, location: 'x', isActive: false, id: 'x' });

    expect(body.errors?.map(({ field }) => field)).toEqual(expect.arrayContaining(['name', 'isActive', 'id']));
  });

  it('carries out a creation once for one Idempotency-Key', async () => {
    const admin = app.as(await app.build.admin());
    const key = { 'idempotency-key': randomUUID() };
    const input = { name: 'Twice', location: 'x' };

    const [first, second] = await Promise.all([
      admin.post<ShopView>('/shops', input, key),
      admin.post<ShopView>('/shops', input, key),
    ]);
    const third = await admin.post<ShopView>('/shops', input, key);
    const other = await admin.post<Problem>('/shops', { ...input, name: 'Other' }, key);

    // Of two at the same moment the second may be told to wait for the first.
    expect([first.status, second.status].every((status) => [201, 409].includes(status))).toBe(true);
    expect(third).toMatchObject({ status: 201, body: (first.status === 201 ? first : second).body });
    expect(other).toMatchObject({ status: 409, body: { code: 'CLIENT_ID_REUSED' } });
    const { body } = await admin.get<{ items: ShopView[] }>('/shops?search=twice');
    expect(body.items).toHaveLength(1);
  });

  it('lets no page run what is inline, and nobody frame the console', async () => {
    const { headers } = await fetch(`${app.url}/health`);

    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('lets only configured origins call from other pages', async () => {
    const open = await TestApp.start({ CORS_ORIGINS: 'https://admin.example.com' });
    const allowed = await fetch(`${open.url}/health`, { headers: { origin: 'https://admin.example.com' } });
    const other = await fetch(`${open.url}/health`, { headers: { origin: 'https://evil.example' } });

    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://admin.example.com');
    expect(other.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
    await open.stop();
  });
});
