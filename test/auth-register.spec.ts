import type { TokenView, WhoAmI } from '../src/contract/auth.dto';
import type { ShopView } from '../src/contract/shops.dto';
import { TestApp } from './support/app';
import { PASSWORD, type Person } from './support/build';

interface Problem {
  code: string;
  errors?: { field: string }[];
}

describe('customers with an account', () => {
  let app: TestApp;
  let shop: ShopView;
  let count = 0;

  beforeAll(async () => {
    app = await TestApp.start();
    shop = await app.build.shop({ settings: { allowAnonymous: true, requireVerification: false, country: 'DE' } });
  });

  afterAll(() => app.stop());

  const register = (given: object = {}) => {
    count += 1;
    const input = {
      shop: shop.publicKey,
      username: `aylin${count}`,
      email: `aylin${count}@mail.example`,
      password: PASSWORD,
      name: 'Aylin Tan',
    };
    return app.as(null).post<TokenView & Problem>('/auth/register', { ...input, ...given });
  };
  const token = (input: object) => app.as(null).post<TokenView & Problem>('/auth/token', input);
  const me = async ({ access_token }: TokenView) => {
    const person: Person = { kind: 'customer', id: '', shopId: shop.id, token: access_token };
    return (await app.as(person).get<WhoAmI>('/auth/me')).body;
  };

  it('are signed in at once, and stay so by a cookie', async () => {
    const { status, body, headers } = await register({ username: 'Mira' });

    expect(status).toBe(201);
    expect(headers.get('set-cookie')).toMatch(/HttpOnly/i);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await me(body)).toMatchObject({
      kind: 'customer',
      username: 'Mira',
      name: 'Aylin Tan',
      shopId: shop.id,
      grants: [],
      role: null,
    });
  });

  it('sign in with username, e-mail or phone in any common notation', async () => {
    await register({ username: 'jonas', email: 'Jonas@Mail.example', phone: '030 / 90 18 30' });

    for (const username of ['JONAS', 'jonas@mail.example', '+49 30 901830', '0049 30 901830', '(030) 901830']) {
      const { status, body } = await token({ username, password: PASSWORD, shop: shop.slug });
      expect([username, status]).toEqual([username, 200]);
      expect((await me(body)).username).toBe('jonas');
    }
    expect((await token({ username: 'jonas', password: PASSWORD, role: 'customer' })).status).toBe(200);
    expect((await token({ username: 'jonas', password: PASSWORD, role: 'manager' })).status).toBe(401);
  });

  it('may have the name of somebody on the staff, and sign in by saying where', async () => {
    const agent = await app.build.agent();
    await register({ username: agent.username, password: 'another long one' });
    const signIn = { username: agent.username, password: 'another long one' };

    expect((await token(signIn)).status).toBe(401);
    expect((await me((await token({ ...signIn, shop: shop.slug })).body)).kind).toBe('customer');
    expect((await me((await token({ ...signIn, role: 'customer' })).body)).kind).toBe('customer');
    expect((await me((await token({ username: agent.username, password: PASSWORD })).body)).kind).toBe('employee');
  });

  it.each([
    ['an e-mail that is none', { email: 'aylin' }, 400, 'email'],
    ['a phone that is none', { phone: '000' }, 422, 'phone'],
    ['a username of digits, which could be a phone', { username: '03090183' }, 422, 'username'],
    ['a password that is too short', { password: 'short' }, 422, 'password'],
    ['a password longer than bcrypt reads', { password: 'ä'.repeat(37) }, 422, 'password'],
    ['a right that nobody gave', { isVerified: true }, 400, 'isVerified'],
  ])('are refused with %s', async (_, given, status, field) => {
    expect(await register(given)).toMatchObject({ status, body: { errors: [expect.objectContaining({ field })] } });
  });

  it('are refused the name that somebody else has in this shop', async () => {
    await register({ username: 'kim' });

    expect(await register({ username: 'KIM' })).toMatchObject({
      status: 409,
      body: { code: 'NOT_UNIQUE', errors: [{ field: 'username' }] },
    });
  });

  it('change their password as staff do', async () => {
    const { body } = await register({ username: 'noor' });
    const person: Person = { kind: 'customer', id: '', shopId: shop.id, token: body.access_token };

    const changed = await app
      .as(person)
      .post('/auth/password', { currentPassword: PASSWORD, newPassword: 'another long one' });

    expect(changed.status).toBe(204);
    expect((await token({ username: 'noor', password: PASSWORD, shop: shop.slug })).status).toBe(401);
    expect((await token({ username: 'noor', password: 'another long one', shop: shop.slug })).status).toBe(200);
  });
});
