import { randomUUID } from 'node:crypto';
import type { CustomerChatView } from '../src/contract/chats.dto';
import type { ConversationPage } from '../src/contract/conversations.dto';
import type { TranscriptRequest } from '../src/contract/mail.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TicketView } from '../src/contract/tickets.dto';
import { TestApp } from './support/app';
import type { Visitor } from './support/build';
import { eventually } from './support/client';
import { ImapMailbox } from './support/imap';
import { Mailbox, tokenIn } from './support/mailbox';

const SECRET = 'what only the mail server knows';
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

interface Letter {
  from: string;
  to: string;
  text?: string;
  id?: string;
  headers?: string[];
  files?: { name: string; type: string; content: string }[];
}

describe('conversations by e-mail', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let imap: ImapMailbox;
  let shop: ShopView;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
    imap = await ImapMailbox.listen();
    const settings = { MAIL_REPLY_ADDRESS: 'Reply@shop.example', MAIL_INBOUND_SECRET: SECRET };
    const fetching = { IMAP_URL: imap.url, MAIL_POLL_SECONDS: '1' };
    app = await TestApp.start({ ...mailbox.settings, ...settings, ...fetching });
    shop = await app.build.shop();
  });

  afterAll(async () => {
    await app.stop();
    await mailbox.close();
    await imap.close();
  });

  const hand = async (letter: Letter, secret = SECRET) => {
    const response = await fetch(`${app.url}/api/v1/mail/inbound`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822', 'x-mail-secret': secret },
      body: written(letter),
    });
    const body = (await response.json()) as { outcome?: string };
    return body.outcome ?? response.status;
  };
  const ask = async (who: Visitor, { conversationId }: CustomerChatView) =>
    (await app.as(who).post<TranscriptRequest>(`/conversations/${conversationId}/transcript`)).body.outcome;
  const messages = async (who: Visitor, { conversationId }: CustomerChatView) => {
    const { body } = await app.as(who).get<ConversationPage>(`/conversations/${conversationId}/messages`);
    return body.messages.filter(({ system }) => !system);
  };
  /** A customer who gets mail, with the address that their transcript can be answered to. */
  const correspondent = async () => {
    const email = `${randomUUID()}@mail.example`;
    const customer = await app.build.visitor(shop, { name: 'Kim', email });
    const start = { clientId: randomUUID(), message: 'My <b>light</b> is broken' };
    const chat = (await app.as(customer).post<CustomerChatView>('/chats', start)).body;
    expect(await ask(customer, chat)).toBe('confirmationSent');
    const question = await mailbox.arrives(email);
    expect(question.text).not.toContain('light');
    expect((await app.as(null).post(`/mail/confirm?token=${tokenIn(question)}`)).status).toBe(200);
    expect(await ask(customer, chat)).toBe('sent');
    const mail = await mailbox.arrives(email, 2);
    const reply = mail.replyTo?.value[0]?.address ?? '';
    return { email, customer, chat, mail, reply };
  };

  it('are sent to the customer’s own address once its reader has agreed', async () => {
    const { email, customer, chat, mail } = await correspondent();
    const other = await app.build.visitor(shop);

    expect(mail.text).toContain('My <b>light</b> is broken');
    expect(mail.html).toContain('My &#60;b&#62;light&#60;/b&#62; is broken');
    expect(await ask(customer, chat)).toBe('sent');
    expect((await app.as(other).post(`/conversations/${chat.conversationId}/transcript`)).status).toBe(404);
    expect(mailbox.to(email)).toHaveLength(2);
  });

  it('never go to an address without its reader’s consent, which is asked for once a day', async () => {
    const email = `${randomUUID()}@mail.example`;
    const customer = await app.build.visitor(shop, { name: 'Eve', email });
    const start = { clientId: randomUUID(), message: 'Buy now' };
    const chat = (await app.as(customer).post<CustomerChatView>('/chats', start)).body;

    expect([await ask(customer, chat), await ask(customer, chat)]).toEqual(['confirmationSent', 'tooSoon']);

    const mail = await mailbox.arrives(email);
    expect(`${mail.text}${String(mail.html)}${mail.subject}`).not.toMatch(/Buy now|Eve/);
    expect(mailbox.to(email)).toHaveLength(1);
  });

  it('go on with a reply, without what it quotes, with what is attached', async () => {
    const { email, customer, chat, reply } = await correspondent();

    const outcome = await hand({
      from: `Kim <${email.toUpperCase()}>`,
      to: reply.toUpperCase(),
      text: 'It is the back light.\n\nOn Mon, Nov 3, 2025 at 10:00 AM Shop <a@b.c> wrote:\n> -- Write your reply above this line --\n> Hello',
      files: [
        { name: 'light.png', type: 'image/png', content: PICTURE },
        { name: 'run.exe', type: 'application/octet-stream', content: Buffer.from('MZ\0\0').toString('base64') },
      ],
    });

    const [, answer] = await messages(customer, chat);
    expect(outcome).toBe('added');
    expect(answer?.body).toMatch(/^It is the back light\.\n\n\(run\.exe was not kept/);
    expect(answer?.author).toMatchObject({ kind: 'customer', id: customer.id });
    expect(answer?.attachments).toEqual([expect.objectContaining({ name: 'light.png', mime: 'image/png' })]);
  });

  it('take the same mail once, however often and however close together it comes', async () => {
    const { email, customer, chat, reply } = await correspondent();
    const letter = { from: email, to: reply, text: 'Once', id: `<${randomUUID()}@mail.example>` };

    const outcomes = await Promise.all([hand(letter), hand(letter), hand(letter)]);
    outcomes.push(await hand(letter));

    expect(outcomes.filter((outcome) => !['added', 'known'].includes(String(outcome)))).toEqual([]);
    expect((await messages(customer, chat)).map(({ body }) => body)).toEqual(['My <b>light</b> is broken', 'Once']);
  });

  it('open again with a reply that comes after their end', async () => {
    const { email, customer, chat, reply } = await correspondent();
    await app.as(customer).post(`/chats/${chat.id}/end`);

    const files = [{ name: 'light.png', type: 'image/png', content: PICTURE }];
    expect(await hand({ from: email, to: reply, text: 'One more thing', files })).toBe('added');
    expect((await messages(customer, chat)).at(-1)).toMatchObject({ body: 'One more thing', attachments: [{}] });
  });

  it('stay closed to everybody else, and to programs', async () => {
    const [one, other] = [await correspondent(), await correspondent()];
    const { email, reply } = one;
    const [local = '', domain] = reply.split('@');
    const changed = `${local.slice(0, -1)}${local.endsWith('a') ? 'b' : 'a'}@${domain}`;
    const text = 'Let me in';

    const letters: Letter[] = [
      { from: other.email, to: reply, text },
      { from: email, to: other.reply, text },
      { from: email, to: changed, text },
      { from: email, to: `reply+${one.chat.conversationId}@shop.example`, text },
      { from: email, to: `reply+${'a'.repeat(52)}@shop.example`, text },
      { from: email, to: 'reply@shop.example', text },
      { from: email, to: reply.replace('shop.example', 'mail.example'), text },
      { from: email, to: reply, text, headers: ['Auto-Submitted: auto-replied'] },
      { from: email, to: reply, text, headers: ['Precedence: bulk'] },
      { from: email, to: reply, text, headers: ['Return-Path: <>'] },
      { from: email, to: reply, text: '> only a quotation' },
    ];
    for (const letter of letters) expect([letter.to, await hand(letter)]).toEqual([letter.to, 'ignored']);

    for (const { customer, chat } of [one, other]) expect(await messages(customer, chat)).toHaveLength(1);
  });

  it('are fetched from a mailbox, where what has been dealt with is marked as read', async () => {
    const { email, customer, chat, reply } = await correspondent();

    imap.mails.push({ raw: 'no mail at all', isSeen: false });
    imap.mails.push({ raw: written({ from: email, to: reply, text: 'From the mailbox' }), isSeen: false });

    const fetched = await eventually(
      () => messages(customer, chat),
      (found) => found.length === 2,
    );
    expect(fetched.at(-1)?.body).toBe('From the mailbox');
    await eventually(
      () => imap.mails,
      (mails) => mails.every(({ isSeen }) => isSeen),
    );
  });

  it('go on where two tickets have become one, with what is attached', async () => {
    const { email, customer, chat, reply } = await correspondent();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    await manager.put('/agents/me/presence', { presence: 'available' });
    await manager.post(`/chats/${chat.id}/take`);
    const made = await manager.post<TicketView>(`/chats/${chat.id}/ticket`, { clientId: randomUUID(), title: 'Light' });
    const input = { clientId: randomUUID(), customerId: customer.id, title: 'Light', description: 'It is still dark.' };
    const other = await manager.post<TicketView>('/tickets', input);
    const merged = await manager.post<TicketView>(`/tickets/${made.body.id}/merge`, { intoId: other.body.id });

    const files = [{ name: 'light.png', type: 'image/png', content: PICTURE }];
    expect(await hand({ from: email, to: reply, text: 'It glows again', files })).toBe('added');

    const { conversationId } = merged.body;
    const { body } = await app.as(customer).get<ConversationPage>(`/conversations/${conversationId}/messages`);
    expect(body.messages.at(-1)).toMatchObject({ body: 'It glows again', attachments: [{ name: 'light.png' }] });
  });

  it('come in only from who knows the secret', async () => {
    const { email, reply } = await correspondent();

    for (const secret of ['', 'wrong', `${SECRET}x`]) {
      expect(await hand({ from: email, to: reply, text: 'Hello' }, secret)).toBe(401);
    }
  });

  it('end for a customer who may not write any more', async () => {
    const { email, customer, reply } = await correspondent();
    await app.as(await app.build.admin()).post(`/customers/${customer.id}/deactivate`);

    expect(await hand({ from: email, to: reply, text: 'Hello' })).toBe('ignored');
  });
});

function written({ from, to, text = '', id = `<${randomUUID()}@mail.example>`, headers = [], files = [] }: Letter) {
  const part = (lines: string[]) => ['--part', ...lines].join('\r\n');
  const head = [
    `From: ${from}`,
    `To: ${to}`,
    `Message-ID: ${id}`,
    'Subject: Re: Hello',
    'MIME-Version: 1.0',
    ...headers,
  ];
  const parts = [
    part(['Content-Type: text/plain; charset=utf-8', '', text]),
    ...files.map(({ name, type, content }) =>
      part([
        `Content-Type: ${type}; name="${name}"`,
        `Content-Disposition: attachment; filename="${name}"`,
        'Content-Transfer-Encoding: base64',
        '',
        content,
      ]),
    ),
  ];
  return `${[...head, 'Content-Type: multipart/mixed; boundary=part'].join('\r\n')}\r\n\r\n${parts.join('\r\n')}\r\n--part--\r\n`;
}
