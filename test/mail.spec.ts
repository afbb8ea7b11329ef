import { randomUUID } from 'node:crypto';
import type { MailPreferences } from '../src/contract/mail.dto';
import type { ShopView } from '../src/contract/shops.dto';
import { UnitOfWork } from '../src/database/unit-of-work';
import { Deliveries, type Recipient } from '../src/mail/deliveries.service';
import { Delivery } from '../src/mail/delivery.entity';
import { MailWorker } from '../src/mail/mail-worker';
import { TestApp } from './support/app';
import type { Person } from './support/build';
import { eventually } from './support/client';
import { Mailbox, tokenIn } from './support/mailbox';

describe('e-mail', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let shop: ShopView;
  let someone: Person;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
    app = await TestApp.start({ ...mailbox.settings, MAIL_RETRY_SECONDS: '1' });
    shop = await app.build.shop({ name: 'Bike & Co <b>' });
    someone = await app.build.agent({ shopId: shop.id });
  });

  afterAll(async () => {
    await app.stop();
    await mailbox.close();
  });

  const rows = () => app.db.getRepository(Delivery);
  const address = () => `${randomUUID()}@mail.example`;
  const reader = (given: Partial<Recipient> = {}): Recipient => ({
    kind: 'employee',
    id: someone.id,
    address: address(),
    locale: 'en',
    isConfirmed: true,
    ...given,
  });
  const ticket = (given: object = {}) => ({
    shop: shop.name,
    number: 7,
    title: 'No light',
    link: `${app.env.PUBLIC_URL}/support`,
    ...given,
  });
  const add = (to: Recipient, given: { onceKey?: string; title?: string; locale?: 'de' } = {}) =>
    app.get(UnitOfWork).run((tx) =>
      app.get(Deliveries).add(tx, {
        kind: 'ticketAssigned',
        shopId: shop.id,
        to,
        data: ticket(given.title ? { title: given.title } : {}),
        ...(given.onceKey ? { onceKey: given.onceKey } : {}),
      }),
    );

  it('goes out as text and HTML, in the reader’s language, with nothing in it that could act', async () => {
    const to = reader({ locale: 'de' });
    const title = '<img src=x onerror=alert(1)> "Licht"\r\nBcc: eve@mail.example';

    await add(to, { title });

    const mail = await mailbox.arrives(to.address);
    expect(mail.subject).toBe('[#7] Ihnen zugewiesen: <img src=x onerror=alert(1)> "Licht" Bcc: eve@mail.example');
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.from?.text).toContain('support@shop.example');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.text).toContain('<img src=x onerror=alert(1)>');
    expect(mail.html).not.toContain('<img');
    expect(mail.html).toContain('&#60;img src=x onerror=alert(1)&#62;');
    expect(mail.html).toContain('Bike &#38; Co &#60;b&#62;');
  });

  it('is not written when the change that it tells of fails', async () => {
    const to = reader();

    const failing = app.get(UnitOfWork).run(async (tx) => {
      await app.get(Deliveries).add(tx, { kind: 'ticketAssigned', shopId: shop.id, to, data: ticket() });
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect(await rows().countBy({ addressKey: app.get(Deliveries).addressKey(to.address) })).toBe(0);
  });

  it('tells each reader of one event once', async () => {
    const [to, other] = [reader(), reader({ id: randomUUID() })];
    const onceKey = `event:${randomUUID()}`;

    const added = await Promise.all([add(to, { onceKey }), add(to, { onceKey }), add(other, { onceKey })]);

    expect(added.sort()).toEqual(['added', 'added', 'told']);
  });

  it('is tried again until the mail server takes it, as the same mail', async () => {
    const to = reader();
    let refusals = 2;
    mailbox.verdict = (address) =>
      address === to.address && refusals-- > 0 ? { code: 451, message: 'later' } : undefined;

    await add(to);

    const mail = await mailbox.arrives(to.address);
    const row = await eventually(
      () => rows().findOneByOrFail({ addressKey: keyOf(to) }),
      ({ status }) => status === 'sent',
    );
    expect(row.attempts).toBe(3);
    expect(mail.messageId).toBe(`<${row.id}@shop.example>`);
    expect(row.sealed).toBeNull();
    expect(mailbox.to(to.address)).toHaveLength(1);
  });

  it('is given up after ten tries, and at once when there is no such mailbox', async () => {
    const [busy, none] = [reader(), reader()];
    mailbox.verdict = (address) =>
      address === busy.address
        ? { code: 451, message: 'later' }
        : address === none.address
          ? { code: 550, message: 'nobody' }
          : undefined;
    await add(busy);
    await add(none);

    // As if the waits in between were over.
    const hurry = async () => {
      await rows().update({ addressKey: keyOf(busy), status: 'pending' }, { dueAt: new Date(0) });
      return rows().findOneByOrFail({ addressKey: keyOf(busy) });
    };
    const given = await eventually(hurry, ({ status }) => status === 'dead');

    expect(given.attempts).toBe(10);
    expect(given.lastError).toContain('451');
    expect(given.lastError).not.toContain('@');
    expect(await rows().findOneByOrFail({ addressKey: keyOf(none) })).toMatchObject({ status: 'dead', attempts: 1 });
    mailbox.verdict = () => undefined;
  });

  it('is sent once when two servers look at the same moment', async () => {
    const to = Array.from({ length: 10 }, () => reader());
    const before = mailbox.mails.length;
    for (const each of to) await add(each);

    const worker = app.get(MailWorker);
    await Promise.all([worker.sendDue(), worker.sendDue(), worker.sendDue()]);

    await eventually(
      () => rows().countBy({ status: 'pending' }),
      (left) => left === 0,
    );
    expect(mailbox.mails.length - before).toBe(10);
  });

  it('is taken over when the server that tried it died', async () => {
    const to = reader();
    await app.get(UnitOfWork).run(async (tx) => {
      await app.get(Deliveries).add(tx, { kind: 'ticketAssigned', shopId: shop.id, to, data: ticket() });
      // Taken, and never heard of again.
      await tx.manager.update(Delivery, { addressKey: keyOf(to) }, { attempts: 1, dueAt: new Date(Date.now() + 1500) });
    });

    await mailbox.arrives(to.address);

    const row = await eventually(
      () => rows().findOneByOrFail({ addressKey: keyOf(to) }),
      ({ status }) => status === 'sent',
    );
    expect(row.attempts).toBe(2);
  });

  it('keeps what it says to itself: nothing readable is stored', async () => {
    mailbox.verdict = () => ({ code: 451, message: 'later' });
    const to = reader();
    await add(to, { title: 'Very secret' });

    const stored = JSON.stringify(await rows().findOneByOrFail({ addressKey: keyOf(to) }));

    expect(stored).not.toContain('secret');
    expect(stored).not.toContain(to.address);
    mailbox.verdict = () => undefined;
  });

  describe('that nobody wants', () => {
    it('can be ended from the mail in one click, for that kind alone', async () => {
      const person = await app.build.agent({ shopId: shop.id });
      const to = reader({ id: person.id });
      await add(to);
      const mail = await mailbox.arrives(to.address);
      const token = tokenIn(mail);

      const list = mail.headers.get('list') as { unsubscribe?: { url?: string } } | undefined;
      expect(list?.unsubscribe?.url).toContain(`${app.env.PUBLIC_URL}/api/v1/mail/unsubscribe?token=`);
      expect(mail.headerLines.map(({ line }) => line)).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
      expect((await app.as(null).get(`/mail/unsubscribe?token=${token}`)).status).toBe(200);
      expect(await add(to)).toBe('added');

      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      const clicked = await app.as(null).post(`/mail/unsubscribe?token=${token}`, 'List-Unsubscribe=One-Click', form);

      expect(clicked.status).toBe(200);
      expect(await add(to)).toBe('unwanted');
      const { items } = (await app.as(person).get<MailPreferences>('/me/mail-preferences')).body;
      expect(items.filter(({ isOn }) => !isOn)).toEqual([{ kind: 'ticketAssigned', isOn: false }]);
      await app.as(person).put('/me/mail-preferences', { kind: 'ticketAssigned', isOn: true });
      expect(await add(to)).toBe('added');
    });

    it('cannot be ended with a link that we did not make', async () => {
      const said = Buffer.from(JSON.stringify([someone.id, 'ticketAssigned'])).toString('base64url');

      for (const token of ['', 'x', `${said}.${'A'.repeat(43)}`]) {
        expect((await app.as(null).post(`/mail/unsubscribe?token=${token}`)).status).toBe(404);
      }
    });

    it('is not for people of the other side', async () => {
      const refused = await app.as(someone).put('/me/mail-preferences', { kind: 'ticketClosed', isOn: false });

      expect(refused.status).toBe(422);
    });
  });

  it('does not go to an address that nobody has confirmed', async () => {
    expect(await add(reader({ isConfirmed: false }))).toBe('unconfirmed');
  });

  function keyOf(to: Recipient): string {
    return app.get(Deliveries).addressKey(to.address);
  }
});

describe('e-mail without a mail server', () => {
  it('is shown in development, where it can do nothing', async () => {
    const app = await TestApp.start();
    const shop = await app.build.shop();
    const input = {
      shop: shop.publicKey,
      username: 'kim',
      email: 'kim@mail.example',
      password: 'a long one',
      name: 'K',
    };
    await app.as(null).post('/auth/register', input);
    const page = async (path: string) => (await fetch(`${app.url}${path}`)).text();

    const list = await eventually(
      () => page('/dev/mail'),
      (html) => html.includes('kim@mail.example'),
    );
    const path = /\/dev\/mail\/[0-9a-f-]{36}/.exec(list)?.[0] ?? '';
    const framed = await fetch(`${app.url}${path}/html`);

    expect(await page(path)).toContain('sandbox=');
    expect(framed.headers.get('content-security-policy')).toMatch(/^sandbox/);
    expect(await framed.text()).toContain('Confirm my address');
    await app.stop();
  });

  it('is not there in production, and what needs it says so', async () => {
    const settings = { NODE_ENV: 'production', TOKEN_SECRET: 'x'.repeat(40), PUBLIC_URL: 'http://localhost:8000' };
    const app = await TestApp.start(settings);
    const shop = await app.build.shop();

    expect((await fetch(`${app.url}/dev/mail`)).status).toBe(404);
    const asked = await app.as(null).post('/auth/code', { shop: shop.publicKey, email: 'kim@mail.example' });
    expect(asked.status).toBe(503);
    await app.stop();
  });
});
