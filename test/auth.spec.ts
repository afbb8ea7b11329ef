import { createSecretKey } from 'node:crypto';
import { decode, sign } from 'jsonwebtoken';
import { Tokens } from '../src/auth/tokens';
import type { TokenView, WhoAmI } from '../src/contract/auth.dto';
import { TestApp } from './support/app';
import { type Employee, PASSWORD, type Person } from './support/build';

interface Problem {
  code: string;
  detail: string;
  errors?: { field: string }[];
}

describe('who is asking', () => {
  let app: TestApp;
  let agent: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
    const shop = await app.build.shop({
      settings: { allowAnonymous: false, requireVerification: false, country: 'DE' },
    });
    agent = await app.build.agent({ shopId: shop.id });
    await app.db.query(`UPDATE employees SET phone = '+4930901820', localPhone = '030901820' WHERE id = '${agent.id}'`);
  });

  afterAll(() => app.stop());

  const token = (input: object) => app.as(null).post<TokenView & Problem>('/auth/token', input);
  const bearer = (value: string): Person => ({ ...agent, token: value });
  const me = (person: Person | null) => app.as(person).get<WhoAmI & Problem>('/auth/me');

  it.each([
    ['the username', () => agent.username],
    ['the username in another case', () => agent.username.toUpperCase()],
    ['the e-mail', () => `${agent.username}@shop.example`],
    ['the phone with its country', () => '+49 30 901820'],
    ['the phone as it is dialled at home', () => '030 / 901820'],
  ])('signs in with %s', async (_, username) => {
    const { status, body } = await token({ username: username(), password: PASSWORD });

    expect(status).toBe(200);
    expect((await me(bearer(body.access_token))).body).toMatchObject({
      id: agent.id,
      kind: 'employee',
      username: agent.username,
    });
  });

  it('takes a form as well as JSON', async () => {
    const form = new URLSearchParams({ username: agent.username, password: PASSWORD, grant_type: 'password' });
    const response = await fetch(`${app.url}/api/v1/auth/token`, { method: 'POST', body: form });

    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ token_type: 'bearer', expires_in: 900 });
  });

  it('takes forms in parts, and with the fields that OAuth clients and empty inputs send along', async () => {
    const form = new FormData();
    const along = { grant_type: 'password', scope: '', client_id: '', client_secret: '', role: '', shop: '' };
    for (const [name, value] of Object.entries({ username: agent.username, password: PASSWORD, ...along }))
      form.append(name, value);
    const file = new FormData();
    file.append('username', new Blob(['x']), 'name.txt');
    const send = async (body: FormData) =>
      (await fetch(`${app.url}/api/v1/auth/token`, { method: 'POST', body })).status;

    expect(await send(form)).toBe(200);
    expect(await send(file)).toBe(413);
    expect((await token({ username: agent.username, password: PASSWORD, grant_type: 'refresh_token' })).status).toBe(
      400,
    );
  });

  it('lets no page elsewhere sign its visitors in', async () => {
    const form = new URLSearchParams({ username: agent.username, password: PASSWORD });
    const response = await fetch(`${app.url}/api/v1/auth/token`, {
      method: 'POST',
      body: form,
      headers: { origin: 'https://evil.example' },
    });

    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('says the same whatever does not match', async () => {
    const shop = await app.build.shop();
    const known = await app.build.agent();
    const gone = await app.build.agent();
    await app.as(await app.build.admin()).post(`/employees/${gone.id}/deactivate`);

    const refusals = await Promise.all([
      token({ username: 'nobody-at-all', password: PASSWORD }),
      token({ username: known.username, password: 'wrong password' }),
      token({ username: gone.username, password: PASSWORD }),
      token({ username: known.username, password: PASSWORD, role: 'admin' }),
      token({ username: known.username, password: PASSWORD, role: 'customer' }),
      token({ username: known.username, password: PASSWORD, shop: shop.slug }),
      token({ username: known.username, password: PASSWORD, shop: 'no-such-shop' }),
      token({ username: known.username, password: `${PASSWORD}${'x'.repeat(100)}` }),
    ]);

    const answers = refusals.map(({ status, body }) => `${status} ${body.code} ${body.detail}`);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^401 INVALID_CREDENTIALS/);
  });

  it('takes a role and a shop that do match', async () => {
    expect((await token({ username: agent.username, password: PASSWORD, role: 'Support Agent' })).status).toBe(200);
    expect(
      (await token({ username: agent.username, password: PASSWORD, role: 'agent', shop: agent.shopId })).status,
    ).toBe(200);
  });

  it('makes guessing slow, for the account at this address only', async () => {
    const victim = await app.build.agent();
    for (let tries = 0; tries < 6; tries++) await token({ username: victim.username, password: 'guess' });

    const blocked = await token({ username: victim.username, password: PASSWORD });
    const spoofed = await app
      .as(null)
      .post<Problem>(
        '/auth/token',
        { username: victim.username, password: PASSWORD },
        { 'x-forwarded-for': '10.0.0.9' },
      );

    expect(blocked).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(spoofed.status).toBe(429);
    expect((await token({ username: agent.username, password: PASSWORD })).status).toBe(200);
  });

  describe('tokens', () => {
    const claims = () => ({
      kind: 'employee' as const,
      accountId: agent.id,
      signInId: String((decode(agent.token) as { sid: string }).sid),
    });

    it('of another kind, another key or another shape open nothing', async () => {
      const shop = await app.build.shop();
      const visitor = await app.build.visitor(shop);
      const [header = '', payload = '', signature = ''] = agent.token.split('.');
      const noAlgorithm = `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'staff+jwt' })).toString('base64url')}.${payload}.`;
      const foreignKey = createSecretKey(Buffer.alloc(32, 1));
      const good = { sid: claims().signInId };
      const options = { subject: agent.id, audience: 'shopbell:staff', issuer: 'shopbell', expiresIn: 900 } as const;
      const asStaff = { alg: 'HS256', typ: 'staff+jwt' } as const;

      const broken = [
        '',
        'x',
        noAlgorithm,
        `${header}.${payload}.${signature.slice(0, -2)}AA`,
        `${header}.${payload.slice(0, -1)}.${signature}`,
        sign(good, foreignKey, { ...options, header: asStaff }),
        visitor.refreshToken,
      ];
      for (const value of broken) expect((await me(bearer(value))).status).toBe(401);
      expect((await app.as(visitor).get('/shops')).status).toBe(403);
    });

    it('end', async () => {
      const expired = new Tokens({ ...app.env, ACCESS_TOKEN_SECONDS: -120 });

      expect((await me(bearer(expired.issue(claims())))).status).toBe(401);
    });

    it('open nothing after signing out', async () => {
      const person = await app.build.agent();
      await app.as(person).post('/auth/logout', {});

      expect((await me(person)).status).toBe(401);
    });

    it('open nothing anywhere after signing out everywhere', async () => {
      const person = await app.build.agent();
      const elsewhere = { ...person, token: await app.build.signIn(person.username) };
      await app.as(person).post('/auth/logout', { everywhere: true });

      expect((await me(person)).status).toBe(401);
      expect((await me(elsewhere)).status).toBe(401);
    });

    it('open nothing once the account or its shop is deactivated', async () => {
      const admin = app.as(await app.build.admin());
      const person = await app.build.agent();
      const other = await app.build.agent();
      await admin.post(`/employees/${person.id}/deactivate`);
      await admin.post(`/shops/${other.shopId}/deactivate`);

      expect((await me(person)).status).toBe(401);
      expect((await me(other)).status).toBe(401);
    });
  });

  describe('staying signed in', () => {
    const signIn = async (username: string) => {
      const { headers } = await token({ username, password: PASSWORD });
      return headers.get('set-cookie') ?? '';
    };
    const refresh = async (cookie: string, headers: Record<string, string> = {}) => {
      const [pair = ''] = cookie.split(';');
      return app.as(null).post<TokenView & Problem>('/auth/refresh', {}, { cookie: pair, ...headers });
    };

    it('works by a cookie that no script can read', async () => {
      const cookie = await signIn(agent.username);

      expect(cookie).toMatch(/HttpOnly/i);
      expect(cookie).toMatch(/SameSite=Strict/i);
      const { status, body } = await refresh(cookie);
      expect(status).toBe(200);
      expect((await me(bearer(body.access_token))).status).toBe(200);
    });

    it('lets two tabs refresh at the same moment', async () => {
      const cookie = await signIn(agent.username);

      const [one, two] = await Promise.all([refresh(cookie), refresh(cookie)]);

      expect([one.status, two.status]).toEqual([200, 200]);
      expect(one.headers.get('set-cookie')?.split(';')[0]).toBe(two.headers.get('set-cookie')?.split(';')[0]);
    });

    it('ends for everybody when an old cookie comes back', async () => {
      const stolen = await signIn(agent.username);
      const next = await refresh(stolen);
      const later = await refresh(next.headers.get('set-cookie') ?? '');

      const reused = await refresh(stolen);

      expect(later.status).toBe(200);
      expect(reused).toMatchObject({ status: 401, body: { code: 'TOKEN_REUSED' } });
      expect((await me(bearer(later.body.access_token))).status).toBe(401);
    });

    it('is refused to pages of other sites', async () => {
      const cookie = await signIn(agent.username);

      expect((await refresh(cookie, { origin: 'https://evil.example' })).status).toBe(403);
      expect((await refresh(cookie, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect((await refresh('')).status).toBe(401);
    });
  });

  describe('passwords', () => {
    it('change with the present one, and sign out everywhere else', async () => {
      const person = await app.build.agent();
      const elsewhere = { ...person, token: await app.build.signIn(person.username) };
      const change = (input: object) => app.as(person).post<Problem>('/auth/password', input);

      expect(await change({ currentPassword: 'wrong', newPassword: 'another long one' })).toMatchObject({
        status: 422,
      });
      expect(await change({ currentPassword: PASSWORD, newPassword: 'another long one' })).toMatchObject({
        status: 204,
      });

      expect((await me(person)).status).toBe(200);
      expect((await me(elsewhere)).status).toBe(401);
      expect((await token({ username: person.username, password: PASSWORD })).status).toBe(401);
      expect((await token({ username: person.username, password: 'another long one' })).status).toBe(200);
    });

    it.each([
      ['too short', 'short'],
      ['longer than bcrypt reads', 'ä'.repeat(40)],
      ['what everybody uses', 'password123'],
    ])('are refused when %s', async (_, newPassword) => {
      const answer = await app.as(agent).post<Problem>('/auth/password', { currentPassword: PASSWORD, newPassword });

      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'newPassword' }] } });
    });
  });
});
