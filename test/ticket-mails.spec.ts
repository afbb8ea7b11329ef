import { randomUUID } from 'node:crypto';
import { IsNull, Not } from 'typeorm';
import type { ConversationPage } from '../src/contract/conversations.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { CustomerTicketView } from '../src/contract/tickets.dto';
import { Delivery } from '../src/mail/delivery.entity';
import { Ticket } from '../src/tickets/ticket.entity';
import { TestApp } from './support/app';
import type { Employee, Person, Visitor } from './support/build';
import { eventually } from './support/client';
import { Mailbox, tokenIn } from './support/mailbox';

const SECRET = 'what only the mail server knows';

describe('mails about tickets', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let shop: ShopView;
  let team: TeamView;
  let manager: Employee;
  let agent: Employee;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
    const settings = { MAIL_REPLY_ADDRESS: 'reply@shop.example', MAIL_INBOUND_SECRET: SECRET };
    app = await TestApp.start({ ...mailbox.settings, ...settings });
  });
  afterAll(async () => {
    await app.stop();
    await mailbox.close();
  });
  beforeEach(async () => {
    shop = await app.build.shop();
    team = await app.build.team({ shopId: shop.id });
    manager = await app.build.manager({ shopId: shop.id });
    agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Mira' });
  });

  const inbox = ({ username }: Employee) => `${username}@shop.example`;
  const file = async (customer: Visitor) => {
    const input = { clientId: randomUUID(), title: 'No light', description: 'The lamp does not work.' };
    return (await app.as(customer).post<CustomerTicketView>('/my/tickets', input)).body;
  };
  const step = async (person: Person, { id }: { id: string }, name: string, input: object = {}) => {
    const path = person.kind === 'customer' ? `/my/tickets/${id}/${name}` : `/tickets/${id}/${name}`;
    const { status, body } = await app.as(person).post(path, input);
    expect({ status, body }).toMatchObject({ status: 200 });
  };
  const write = (person: Person, { conversationId }: CustomerTicketView, body: string, more: object = {}) =>
    app.as(person).post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body, ...more });
  const textsOf = async (person: Person, { conversationId }: CustomerTicketView) => {
    const { body } = await app.as(person).get<ConversationPage>(`/conversations/${conversationId}/messages`);
    return body.messages.filter(({ system }) => !system).map((message) => `${message.author.name}: ${message.body}`);
  };
  const subjectsTo = (address: string) => mailbox.to(address).map(({ subject }) => subject);
  /** Once everything that is to be sent has been. */
  const settled = () =>
    eventually(
      () => app.db.getRepository(Delivery).countBy({ status: 'pending' }),
      (left) => left === 0,
    );
  /** A customer who has said that mail may come. */
  const correspondent = async () => {
    const email = `${randomUUID()}@mail.example`;
    const customer = await app.build.visitor(shop, { name: 'Kim', email });
    await file(customer);
    const question = await mailbox.arrives(email);
    expect((await app.as(null).post(`/mail/confirm?token=${tokenIn(question)}`)).status).toBe(200);
    mailbox.mails.length = 0;
    return { email, customer };
  };
  const hand = async (from: string, to: string, text: string) => {
    const head = [`From: ${from}`, `To: ${to}`, `Message-ID: <${randomUUID()}@mail.example>`, 'Subject: Re: Hello'];
    const response = await fetch(`${app.url}/api/v1/mail/inbound`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822', 'x-mail-secret': SECRET },
      body: `${head.join('\r\n')}\r\n\r\n${text}\r\n`,
    });
    return ((await response.json()) as { outcome?: string }).outcome;
  };

  it('tell the customer the number, every answer, and the end, once each', async () => {
    const { email, customer } = await correspondent();

    const ticket = await file(customer);
    await step(agent, ticket, 'claim');
    await write(agent, ticket, 'Is it plugged in?');
    await write(agent, ticket, 'They never look', { visibility: 'internal' });
    await write(agent, ticket, 'And switched on?');
    await step(agent, ticket, 'close');
    await settled();

    const number = `[#${ticket.number}]`;
    expect(subjectsTo(email).sort()).toEqual([
      `${number} ${shop.name} has answered`,
      `${number} ${shop.name} has answered`,
      `${number} We have your request`,
      `${number} Your request is closed`,
    ]);
    const texts = mailbox.to(email).map(({ text }) => text ?? '');
    expect(texts.filter((text) => text.includes('Is it plugged in?'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('And switched on?'))).toHaveLength(1);
    expect(texts.join()).not.toContain('They never look');
    const closed = texts.find((text) => text.includes('is closed'));
    expect(closed).toContain(`Say how it was:\n${app.env.PUBLIC_URL}/portal/tickets/${ticket.id}?shop=${shop.slug}`);
  });

  it('can be answered: the reply is in the ticket, and opens it again when it was closed', async () => {
    const { email, customer } = await correspondent();
    const ticket = await file(customer);
    await step(agent, ticket, 'claim');
    await write(agent, ticket, 'Is it plugged in?');
    await settled();
    const answer = mailbox.to(email).find(({ text }) => text?.includes('plugged in'));
    const reply = answer?.replyTo?.value[0]?.address ?? '';

    expect(await hand(email, reply, 'Yes, it is.')).toBe('added');
    await step(agent, ticket, 'close');
    expect(await hand(email, reply, 'It went out again.')).toBe('added');
    expect(await hand('eve@mail.example', reply, 'Let me in')).toBe('ignored');

    expect(await textsOf(agent, ticket)).toEqual([
      'Kim: The lamp does not work.',
      'Mira: Is it plugged in?',
      'Kim: Yes, it is.',
      'Kim: It went out again.',
    ]);
    expect((await app.as(customer).get<CustomerTicketView>(`/my/tickets/${ticket.id}`)).body.status).toBe(
      'in_progress',
    );
  });

  it('go to nobody whose address is not known to be theirs; they are asked once', async () => {
    const email = `${randomUUID()}@mail.example`;
    const customer = await app.build.visitor(shop, { name: 'Eve', email });

    const ticket = await file(customer);
    await file(customer);
    await step(agent, ticket, 'claim');
    await write(agent, ticket, 'Secret answer');
    await step(agent, ticket, 'close');
    await settled();

    expect(subjectsTo(email)).toEqual(['May we write to this address?']);
    expect(mailbox.to(email)[0]?.text).not.toMatch(/light|Eve|Secret/);
  });

  it('respect what each person wants, also when they say so by the link in a mail', async () => {
    const { email, customer } = await correspondent();
    await app.as(customer).put('/me/mail-preferences', { kind: 'ticketCreated', isOn: false });
    await app.as(agent).put('/me/mail-preferences', { kind: 'ticketAssigned', isOn: false });

    const ticket = await file(customer);
    await step(manager, ticket, 'assign', { agentId: agent.id });
    await write(agent, ticket, 'First');
    const first = await mailbox.arrives(email);
    await app.as(null).post(`/mail/unsubscribe?token=${tokenIn(first)}`);
    await write(agent, ticket, 'Second');
    await settled();

    expect(subjectsTo(email)).toEqual([`[#${ticket.number}] ${shop.name} has answered`]);
    expect(subjectsTo(inbox(agent))).toEqual([]);
  });

  it('tell agents what they were given, that the customer wrote, and that it was opened again', async () => {
    const { customer } = await correspondent();
    const ticket = await file(customer);

    await step(manager, ticket, 'assign', { agentId: agent.id });
    await write(customer, ticket, 'Hello?');
    await write(customer, ticket, 'Anybody?');
    await step(agent, ticket, 'close');
    await step(customer, ticket, 'reopen');
    await settled();

    const number = `[#${ticket.number}]`;
    expect(subjectsTo(inbox(agent)).sort()).toEqual([
      `${number} Assigned to you: No light`,
      `${number} Reopened: No light`,
      `${number} The customer has written: No light`,
    ]);
    const mails = mailbox.to(inbox(agent));
    expect(mails.map(({ text }) => text).join()).toContain('Hello?');
    expect(mails[0]?.text).toContain(`${app.env.PUBLIC_URL}/support/tickets/mine/${ticket.id}`);
    expect(mails[0]?.replyTo).toBeUndefined();
    expect(subjectsTo(inbox(manager))).toEqual([]);
  });

  it('warn who has the ticket that its time runs out', async () => {
    const { customer } = await correspondent();
    const ticket = await file(customer);
    await step(agent, ticket, 'claim');

    await app.db
      .getRepository(Ticket)
      .update({ id: ticket.id }, { slaNextAt: new Date(0), resolutionRiskAt: new Date(0) });

    const mail = await mailbox.arrives(inbox(agent));
    await settled();
    expect(mail.subject).toBe(`[#${ticket.number}] Due soon: No light`);
    expect(subjectsTo(inbox(agent))).toHaveLength(1);
    expect(subjectsTo(inbox(manager))).toEqual([]);
  });

  it('do not quote what their reader may not read any more', async () => {
    const { customer } = await correspondent();
    const ticket = await file(customer);
    await step(agent, ticket, 'claim');
    await settled();
    mailbox.verdict = () => ({ code: 451, message: 'later' });
    await write(customer, ticket, 'Just between us');
    const refused = { kind: 'ticketAnswered', status: 'pending', lastError: Not(IsNull()) } as const;
    await eventually(() => app.db.getRepository(Delivery).existsBy(refused), Boolean);
    const { status } = await app.as(agent).post(`/tickets/${ticket.id}/decline`, {});
    mailbox.verdict = () => undefined;
    expect(status).toBe(204);

    // As if the waits between tries were over.
    const hurried = async () => {
      await app.db.getRepository(Delivery).update({ status: 'pending' }, { dueAt: new Date(0) });
      return app.db.getRepository(Delivery).countBy({ status: 'pending' });
    };
    await eventually(hurried, (left) => left === 0);

    expect(await app.db.getRepository(Delivery).existsBy({ kind: 'ticketAnswered', status: 'skipped' })).toBe(true);
    expect(mailbox.to(inbox(agent)).filter(({ text }) => text?.includes('Just between us'))).toEqual([]);
  });

  it('bring announcements to the colleagues who want them', async () => {
    const other = await app.build.agent({ shopId: shop.id });
    await app.as(other).put('/me/mail-preferences', { kind: 'announcement', isOn: false });

    await app.as(manager).post(`/shops/${shop.id}/announcements`, { title: 'Closed', body: 'We close at noon.' });
    const mail = await mailbox.arrives(inbox(agent));
    await settled();

    expect(mail.subject).toBe(`${shop.name}: Closed`);
    expect(mail.text).toContain('We close at noon.');
    expect([other, manager].flatMap((person) => subjectsTo(inbox(person)))).toEqual([]);
  });
});
