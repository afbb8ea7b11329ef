import { randomUUID } from 'node:crypto';
import { AccountProof } from '../src/auth/account-proof.entity';
import type { OwnProfile, SignInList } from '../src/contract/accounts.dto';
import type { TokenView, WhoAmI } from '../src/contract/auth.dto';
import type { CustomerChatView } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { ShopView } from '../src/contract/shops.dto';
import { Delivery } from '../src/mail/delivery.entity';
import { TestApp } from './support/app';
import { PASSWORD, type Person } from './support/build';
import { Mailbox, tokenIn } from './support/mailbox';

interface Account extends Person {
  username: string;
  email: string;
}

describe('accounts and the mail of their owners', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let shop: ShopView;
  let count = 0;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
    app = await TestApp.start(mailbox.settings);
    shop = await app.build.shop();
  });

  afterAll(async () => {
    await app.stop();
    await mailbox.close();
  });

  const asked = (path: string, input: object) => app.as(null).post<TokenView>(path, input);
  const signedIn = async (
    { access_token }: TokenView,
    { username, email }: { username: string; email: string },
  ): Promise<Account> => {
    const person: Person = { kind: 'customer', id: '', shopId: shop.id, token: access_token };
    const { body } = await app.as(person).get<WhoAmI>('/auth/me');
    return { ...person, username, email, id: body.id };
  };
  const register = async (email?: string): Promise<Account> => {
    count += 1;
    const name = { username: `kim${count}`, email: email ?? `kim${count}@mail.example` };
    const input = { ...name, shop: shop.publicKey, password: PASSWORD, name: 'Kim' };
    const { status, body } = await asked('/auth/register', input);
    expect(status).toBe(201);
    return signedIn(body, name);
  };
  const verify = async (account: Account, token: string) => app.as(account).post('/auth/email/verify', { token });
  const verified = async (): Promise<Account> => {
    const account = await register();
    expect((await verify(account, tokenIn(await mailbox.arrives(account.email)))).status).toBe(204);
    return account;
  };
  const codeFor = async (account: Account, nth: number) => {
    expect((await asked('/auth/code', { shop: shop.publicKey, email: account.email })).status).toBe(204);
    return /^ {4}(\d{6})$/m.exec((await mailbox.arrives(account.email, nth)).text ?? '')?.[1] ?? '';
  };
  const enter = (email: string, code: string) => asked('/auth/code/verify', { shop: shop.publicKey, email, code });

  it('show that an address is theirs by the link in its mail, signed in to the account', async () => {
    const account = await register();
    const stranger = await register();
    const mail = await mailbox.arrives(account.email);

    expect(mail.text).toContain(`${app.env.PUBLIC_URL}/portal/verify?`);
    expect(mail.text).not.toContain('Kim');
    expect((await app.as(null).post('/auth/email/verify', { token: tokenIn(mail) })).status).toBe(401);
    expect((await verify(stranger, tokenIn(mail))).status).toBe(422);
    expect((await verify(account, tokenIn(mail))).status).toBe(204);
    expect((await verify(account, tokenIn(mail))).status).toBe(422);
    expect((await app.as(account).get<OwnProfile>('/me/profile')).body).toMatchObject({ isEmailVerified: true });
  });

  it('do not learn from registering whose address is taken; its owner is told', async () => {
    const owner = await verified();

    const intruder = await register(owner.email);

    const told = await mailbox.arrives(owner.email, 2);
    expect(told.subject).toBe('You already have an account');
    expect(told.text).not.toContain('Kim');
    expect((await app.as(intruder).get<OwnProfile>('/me/profile')).body).toMatchObject({ isEmailVerified: false });
    const byEmail = { username: owner.email, password: PASSWORD, shop: shop.slug };
    expect((await signedIn((await asked('/auth/token', byEmail)).body, owner)).id).toBe(owner.id);
  });

  it('get one mail a day at an address that nobody has confirmed, however often somebody names it', async () => {
    const first = await register();
    await mailbox.arrives(first.email);

    await Promise.all([register(first.email), register(first.email), app.as(first).post('/auth/email/resend')]);
    await asked('/auth/password/forgotten', { shop: shop.publicKey, email: first.email });
    const later = await register();
    await mailbox.arrives(later.email);

    expect(mailbox.to(first.email)).toHaveLength(1);
  });

  describe('signing in by code', () => {
    it('works once, with the newest code', async () => {
      const account = await verified();
      const old = await codeFor(account, 2);
      const code = await codeFor(account, 3);

      expect(old === code ? 401 : (await enter(account.email, old)).status).toBe(401);
      expect(await signedIn((await enter(account.email, code)).body, account)).toMatchObject({ id: account.id });
      expect((await enter(account.email, code)).status).toBe(401);
    });

    it('takes few wrong tries, also when they come at once', async () => {
      const account = await verified();
      const code = await codeFor(account, 2);
      const wrong = code === '000000' ? '111111' : '000000';

      const tries = await Promise.all(Array.from({ length: 5 }, () => enter(account.email, wrong)));

      expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
      const last = await enter(account.email, code);
      expect([401, 429]).toContain(last.status);
    });

    it('answers the same for an address that is unknown, and sends nothing to one that is not verified', async () => {
      const unverified = await register();
      const [unknown, known] = [`${randomUUID()}@mail.example`, unverified.email];

      const answers = await Promise.all(
        [unknown, known].map((email) => asked('/auth/code', { shop: shop.publicKey, email })),
      );

      expect(answers.map(({ status, body }) => [status, body])).toEqual([
        [204, ''],
        [204, ''],
      ]);
      await mailbox.arrives((await verified()).email);
      expect(mailbox.to(unknown)).toEqual([]);
      expect(mailbox.to(known)).toHaveLength(1);
    });
  });

  describe('a forgotten password', () => {
    const forgot = (input: object) => asked('/auth/password/forgotten', input);
    const reset = (token: unknown, password = 'quite another one') =>
      asked('/auth/password/reset', { token, password });

    it('is replaced by the link, once, and everybody else is out', async () => {
      const account = await verified();
      const socket = await app.as(account).connect();
      expect((await forgot({ shop: shop.publicKey, email: account.email })).status).toBe(204);
      const token = tokenIn(await mailbox.arrives(account.email, 2));

      const answers = await Promise.all([reset(token), reset(token)]);

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
      await socket.closed();
      expect((await app.as(account).get('/auth/me')).status).toBe(401);
      const signIn = { username: account.username, shop: shop.slug };
      expect((await asked('/auth/token', { ...signIn, password: PASSWORD })).status).toBe(401);
      expect((await asked('/auth/token', { ...signIn, password: 'quite another one' })).status).toBe(200);
      expect((await mailbox.arrives(account.email, 3)).subject).toBe('Your password was changed');
    });

    it('has a link that dies when the password changes', async () => {
      const account = await verified();
      await forgot({ shop: shop.publicKey, email: account.email });
      const token = tokenIn(await mailbox.arrives(account.email, 2));

      const changed = { currentPassword: PASSWORD, newPassword: 'changed in between' };
      expect((await app.as(account).post('/auth/password', changed)).status).toBe(204);

      expect((await reset(token)).status).toBe(422);
    });

    it('has a link that dies when the address changes', async () => {
      const account = await verified();
      await forgot({ shop: shop.publicKey, email: account.email });
      const token = tokenIn(await mailbox.arrives(account.email, 2));

      const staff = app.as(await app.build.admin());
      const { version } = (await staff.get<{ version: number }>(`/customers/${account.id}`)).body;
      const moved = await staff.patch(`/customers/${account.id}`, { email: `new-${account.email}`, version });

      expect(moved.status).toBe(200);
      expect((await reset(token)).status).toBe(422);
    });

    it('is for staff as well', async () => {
      const agent = await app.build.agent({ shopId: shop.id });
      await forgot({ email: `${agent.username}@shop.example` });
      const mail = await mailbox.arrives(agent.username);

      expect(mail.text).toContain(`${app.env.PUBLIC_URL}/support/reset?token=`);
      expect((await reset(tokenIn(mail))).status).toBe(200);
      expect((await app.as(agent).get('/auth/me')).status).toBe(401);
      expect(await app.build.signIn(agent.username, 'quite another one')).toBeTruthy();
    });

    it.each([
      ['empty', ''],
      ['short', 'abc'],
      ['a list', ['x'.repeat(43)]],
      ['nothing', null],
      ['a number', 0],
    ])('is not replaced by a token that is %s', async (_, token) => {
      expect((await reset(token)).status).toBe(400);
    });

    it('is asked for at an unknown address with the same answer', async () => {
      const known = await verified();

      const answers = await Promise.all([
        forgot({ shop: shop.publicKey, email: known.email }),
        forgot({ shop: shop.publicKey, email: `${randomUUID()}@mail.example` }),
      ]);

      expect(answers[0]?.status).toBe(204);
      expect(answers[1]).toMatchObject({ status: 204, body: answers[0]?.body });
    });
  });

  describe('a visitor’s chats', () => {
    const history = async (person: Person) =>
      (await app.as(person).get<Page<CustomerChatView>>('/chats/history')).body.items.map(({ id }) => id);

    it('are found by who registers with the same address, once that is verified, and by nobody before', async () => {
      const email = `${randomUUID()}@mail.example`;
      const visitor = await app.build.visitor(shop, { name: 'Kim', email: email.toUpperCase() });
      const elsewhere = await app.build.visitor(await app.build.shop(), { name: 'Kim', email });
      const start = { clientId: randomUUID(), message: 'Hello' };
      const chat = (await app.as(visitor).post<CustomerChatView>('/chats', start)).body;
      await app.as(elsewhere).post('/chats', { ...start, clientId: randomUUID() });

      const account = await register(email);
      expect(await history(account)).toEqual([]);
      await verify(account, tokenIn(await mailbox.arrives(email)));

      expect(await history(account)).toEqual([chat.id]);
      const send = { clientId: randomUUID(), body: 'It is me' };
      expect((await app.as(account).post(`/conversations/${chat.conversationId}/messages`, send)).status).toBe(201);
      expect((await app.as(visitor).get('/auth/me')).status).toBe(401);
      const events = await app
        .as(await app.build.admin())
        .get<Page<{ name: string }>>(`/events?subjectId=${visitor.id}`);
      expect(JSON.stringify(events.body)).toContain('customer.merged');
    });

    it('that are still open join an account that has an open one, too', async () => {
      const email = `${randomUUID()}@mail.example`;
      const visitor = await app.build.visitor(shop, { name: 'Kim', email });
      const account = await register(email);
      const chats = await Promise.all(
        [visitor, account].map((person) =>
          app.as(person).post<CustomerChatView>('/chats', { clientId: randomUUID(), message: 'Hello' }),
        ),
      );

      await verify(account, tokenIn(await mailbox.arrives(email)));

      expect((await history(account)).sort()).toEqual(chats.map(({ body }) => body.id).sort());
    });
  });

  describe('one’s own account', () => {
    it('can be changed', async () => {
      const account = app.as(await register());

      const given = { profession: 'Baker', organization: 'Bakery', address: 'Main St 2', phone: '+49 30 901820' };
      expect(await account.patch<OwnProfile>('/me/profile', given)).toMatchObject({
        status: 200,
        body: { ...given, phone: '+4930901820', name: 'Kim' },
      });
      expect((await account.patch('/me/profile', { email: 'other@mail.example' })).status).toBe(400);
    });

    it('lists where it is signed in, and signs out elsewhere at once', async () => {
      const account = await register();
      const elsewhere = { username: account.username, password: PASSWORD, shop: shop.slug };
      const phone = await signedIn((await asked('/auth/token', elsewhere)).body, account);
      const socket = await app.as(phone).connect();

      const { items } = (await app.as(account).get<SignInList>('/me/sign-ins')).body;
      const other = items.find(({ isCurrent }) => !isCurrent);
      const stranger = await register();
      expect(items).toHaveLength(2);
      expect((await app.as(stranger).delete(`/me/sign-ins/${other?.id}`)).status).toBe(404);
      expect((await app.as(account).delete(`/me/sign-ins/${other?.id}`)).status).toBe(204);
      await socket.closed();
      expect((await app.as(phone).get('/auth/me')).status).toBe(401);
      expect((await app.as(account).get('/auth/me')).status).toBe(200);
    });

    it('can be ended by its owner and taken up again, but not when staff have ended it', async () => {
      const account = await register();
      const again = { shop: shop.publicKey, username: account.username, password: PASSWORD };
      expect((await app.as(account).post('/me/deactivate', { password: 'wrong' })).status).toBe(422);
      expect((await asked('/auth/reactivate', again)).status).toBe(401);

      expect((await app.as(account).post('/me/deactivate', { password: PASSWORD })).status).toBe(204);
      expect((await app.as(account).get('/auth/me')).status).toBe(401);
      expect((await asked('/auth/token', again)).status).toBe(401);
      const back = await asked('/auth/reactivate', again);
      expect(back.status).toBe(200);

      const present = await signedIn(back.body, account);
      await app.as(present).post('/me/deactivate', { password: PASSWORD });
      await app.as(await app.build.admin()).post(`/customers/${account.id}/deactivate`);
      expect((await asked('/auth/reactivate', again)).status).toBe(401);
    });
  });

  it('are not told apart by the work that asking for them makes', async () => {
    const account = await verified();
    const work = async (email: string) => {
      const count = () => Promise.all([AccountProof, Delivery].map((rows) => app.db.getRepository(rows).count()));
      const before = await count();
      await asked('/auth/code', { shop: shop.publicKey, email });
      await asked('/auth/password/forgotten', { shop: shop.publicKey, email });
      return (await count()).map((rows, index) => rows - (before[index] ?? 0));
    };

    expect(await work(`${randomUUID()}@mail.example`)).toEqual([2, 2]);
    expect(await work(account.email)).toEqual([2, 2]);
  });
});
