import { LoginAttempts } from '../src/auth/login-attempts.service';
import type { TokenView } from '../src/contract/auth.dto';
import { TestApp } from './support/app';
import { type Employee, PASSWORD } from './support/build';

interface Problem {
  code: string;
}

describe('guessing passwords', () => {
  let app: TestApp;
  let victim: Employee;

  beforeAll(async () => {
    // The tests' own word for where they come from is believed, as a proxy's would be.
    app = await TestApp.start({ TRUSTED_PROXIES: '1' });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    victim = await app.build.agent();
  });

  const from = (address: string, username: string, password = 'guess') =>
    app.as(null).post<TokenView & Problem>('/auth/token', { username, password }, { 'x-forwarded-for': address });
  const givePhone = (phone: string, localPhone: string) =>
    app.db.query(`UPDATE employees SET phone = '${phone}', localPhone = '${localPhone}' WHERE id = '${victim.id}'`);

  it('many at the same moment gives no more tries than one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => from('10.1.0.1', victim.username)));

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(6);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(24);
  });

  it('gives no more tries for writing the name in other ways', async () => {
    await givePhone('+4930901821', '030901821');
    const notations = [
      '+49 30 901821',
      '+49-30-901821',
      '+49 (30) 901821',
      '0049 30 901821',
      '49 30 90 18 21',
      '+4930901821',
    ];
    for (const notation of notations) expect((await from('10.1.0.2', notation)).status).toBe(401);

    expect((await from('10.1.0.2', '+49.30.901821')).status).toBe(429);
  });

  it('from one address stops there, and nowhere else', async () => {
    for (let tries = 0; tries < 6; tries++) await from('10.1.0.3', victim.username);

    expect((await from('10.1.0.3', victim.username, PASSWORD)).status).toBe(429);
    expect((await from('10.1.0.4', victim.username, PASSWORD)).status).toBe(200);
  });

  it('from an IPv6 network with all its addresses is guessing from one place', async () => {
    for (let tries = 0; tries < 6; tries++) await from(`2001:db8:7:7::${tries + 1}`, victim.username);

    expect((await from('2001:db8:7:7:ffff::9', victim.username)).status).toBe(429);
    expect((await from('2001:db8:7:8::1', victim.username)).status).toBe(401);
  });

  it('from many addresses is slow as well, and keeps nobody out for long', async () => {
    const attempts = app.get(LoginAttempts);
    for (let address = 0; address < 56; address++)
      await attempts.count(victim.username, `10.2.0.${address}`).catch(() => undefined);

    const refused = await from('10.3.0.1', victim.username, PASSWORD);

    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  });

  it('many accounts from one address is slow', async () => {
    const attempts = app.get(LoginAttempts);
    for (let name = 0; name < 51; name++) await attempts.count(`name${name}`, '10.4.0.1');

    expect((await from('10.4.0.1', victim.username, PASSWORD)).status).toBe(429);
  });

  it('right is forgiven what was mistyped before', async () => {
    for (let round = 0; round < 3; round++) {
      for (let tries = 0; tries < 5; tries++) expect((await from('10.5.0.1', victim.username)).status).toBe(401);
      expect((await from('10.5.0.1', victim.username, PASSWORD)).status).toBe(200);
    }
  });

  it('the present one of somebody who left their browser open is slow as well', async () => {
    const change = (currentPassword: string) =>
      app.as(victim).post<Problem>('/auth/password', { currentPassword, newPassword: 'another long one' });
    for (let tries = 0; tries < 6; tries++) expect((await change('guess')).status).toBe(422);

    expect((await change(PASSWORD)).status).toBe(429);
  });

  it('takes as long for accounts that exist as for others', async () => {
    const costly = await TestApp.start({ BCRYPT_COST: '10' });
    const { username } = await costly.build.agent();
    const duration = async (name: string) => {
      const before = performance.now();
      await costly.as(null).post('/auth/token', { username: name, password: 'guess' });
      return performance.now() - before;
    };

    const [known, unknown]: [number[], number[]] = [[], []];
    for (let tries = 0; tries < 5; tries++) {
      known.push(await duration(username));
      unknown.push(await duration('nobody-at-all'));
    }

    const ratio = Math.min(...known) / Math.min(...unknown);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
    await costly.stop();
  });

  it('has an end: what happened long ago does not count', async () => {
    for (let tries = 0; tries < 6; tries++) await from('10.6.0.1', victim.username);
    expect((await from('10.6.0.1', victim.username)).status).toBe(429);
    await app.db.query(
      "UPDATE login_attempts SET failedAt = '2020-01-01 00:00:00.000', blockedUntil = '2020-01-01 00:00:00.000'",
    );

    for (let tries = 0; tries < 5; tries++) expect((await from('10.6.0.1', victim.username)).status).toBe(401);
  });
});
