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
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const headers = { origin: 'https://admin.example.com', 'access-control-request-method': method };
      const asked = await fetch(`${open.url}/api/v1/shops`, { method: 'OPTIONS', headers });
      expect(asked.headers.get('access-control-allow-methods')).toContain(method);
    }
    expect(allowed.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
    await open.stop();
  });

  it('counts connections, chats and messages for whoever watches it', async () => {
    const busy = await TestApp.start();
    const shop = await busy.build.shop();
    const agent = await busy.build.agent({ shopId: shop.id });
    const chats = [await busy.build.chat(shop), await busy.build.chat(shop)];
    await busy.as(agent).post(`/chats/${chats[0]?.id}/take`);
    await busy.as(agent).connect();

    const response = await fetch(`${busy.url}/metrics`);
    const lines = (await response.text()).split('\n');
    await busy.stop();

    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(lines).toEqual(
      expect.arrayContaining([
        'shopbell_connections{namespace="agents"} 1',
        'shopbell_connections{namespace="customers"} 0',
        'shopbell_chats{status="waiting"} 1',
        'shopbell_chats{status="active"} 1',
        'shopbell_messages_written_total{author="customer"} 2',
        'shopbell_messages_written_total{author="system"} 3',
        expect.stringMatching(/^nodejs_eventloop_lag_seconds [\d.e-]+$/),
        expect.stringMatching(/^process_resident_memory_bytes \d+$/),
      ]),
    );
  });

  it('keeps its numbers to itself in production, but for the token', async () => {
    const METRICS_TOKEN = 'only for the graphs';
    const settings = { NODE_ENV: 'production', TOKEN_SECRET: 'x'.repeat(40), PUBLIC_URL: 'https://shopbell.example' };
    const closed = await TestApp.start({ ...settings, METRICS_TOKEN });
    const ask = (headers: Record<string, string>) => fetch(`${closed.url}/metrics`, { headers });

    const through = await ask({ 'x-forwarded-for': '203.0.113.9' });
    const wrong = await ask({ authorization: 'Bearer something else' });
    const right = await ask({ 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${METRICS_TOKEN}` });
    await closed.stop();

    expect([through.status, wrong.status, right.status]).toEqual([401, 401, 200]);
    expect(through.headers.get('www-authenticate')).toBe('Bearer');
    expect(await wrong.text()).not.toContain('shopbell_');
  });
});
