import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { VisitorTokenView } from '../../src/contract/auth.dto';
import type { WidgetConfig } from '../../src/contract/widget.dto';
import { Agent, Customer, complaints, newPerson, openBrowser, picture, words } from './support/people';
import { Server } from './support/server';

const OTHERS = [
  ['Jonas Öberg', 'Payments', 'Hello? The payment went through twice!'],
  ['Rafael Duarte', 'Orders', 'Can I still change the delivery address?'],
  ['佐藤 葵', 'Returns', 'こんにちは。サイズを交換できますか？'],
  ['Noor al-Hassan', 'Technical help', 'مرحبا، التطبيق لا يفتح على هاتفي.'],
] as const;

describe.each(['light', 'dark'] as const)('every state, in %s', (colorScheme) => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('of the widget and the console is shown without a complaint', async () => {
    const shot = (person: Customer | Agent, name: string) => picture(person.page, `${name}-${colorScheme}`);
    const customer = await Customer.visit(
      await newPerson(browser, { colorScheme }),
      `${server.url}/customer?shop=downtown-branch`,
    );
    const problems = complaints(customer.page);
    await shot(customer, 'widget-launcher');
    await customer.ring();
    await shot(customer, 'widget-home');
    await customer.frame.getByRole('button', { name: customer.says('home.start') }).click();
    await customer.frame.getByRole('button', { name: customer.says('form.submit') }).click();
    await shot(customer, 'widget-form-problems');
    await customer.frame.getByRole('button', { name: customer.says('frame.back') }).click();

    const desk = await newPerson(browser, { colorScheme });
    const early = await desk.newPage();
    await early.goto(`${server.url}/support`);
    await early.getByRole('button', { name: words('console', 'signIn.submit') }).waitFor();
    await picture(early, `console-sign-in-${colorScheme}`);
    const mira = await Agent.signIn(desk, server.url, 'support1', 'support123');
    problems.push(...complaints(mira.page));
    await mira.page.getByText(words('console', 'list.empty.mine')).waitFor();
    await shot(mira, 'console-empty');

    await customer.start('Hi! My order still says “packed” since Tuesday. Is it stuck?', {
      name: 'Aylin Tan',
      email: 'aylin@mail.example',
    });
    for (const [name, topic, message] of OTHERS) await ring(server, name, topic, message);
    await shot(customer, 'widget-waiting');
    await mira.page
      .getByRole('link', { name: new RegExp(`^${words('console', 'view.queue')}`) })
      .first()
      .click();
    await mira.page.getByText('Jonas Öberg').waitFor();
    await shot(mira, 'console-queue');

    await mira.takeNext();
    await mira.reply('Hi Aylin! Let me look at that right away.');
    await mira.reply('I can see the parcel left our warehouse this morning, the tracking page is simply behind.');
    await customer.sees('Hi Aylin! Let me look at that right away.');
    await customer.write('Great, will it be here before Saturday? 🙏');
    await mira.sees('Great, will it be here before Saturday? 🙏');
    await mira.note('Carrier scan missing for batch 7719, worth flagging?');
    await mira.takeNext();
    await mira.page
      .getByRole('link', { name: /Aylin Tan/ })
      .first()
      .click();
    await mira.sees('Great, will it be here before Saturday? 🙏');
    await mira.composer.pressSequentially('You will get it Friday before 18:00.');
    await customer.frame.locator('.dots').waitFor();
    await shot(customer, 'widget-typing');
    await shot(mira, 'console-conversation');
    await mira.page.getByRole('button', { name: new RegExp(`^${mira.says('composer.note')}`) }).click();
    await shot(mira, 'console-note');
    await mira.page.getByRole('button', { name: new RegExp(`^${mira.says('composer.reply')}`) }).click();
    await mira.composer.fill('/');
    await shot(mira, 'console-saved-replies');
    await mira.composer.fill('');
    await mira.page.getByRole('button', { name: new RegExp(mira.says('action.transfer')) }).click();
    await mira.page.getByRole('dialog').waitFor();
    await shot(mira, 'console-transfer');
    await mira.page.keyboard.press('Escape');
    await mira.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await mira.page.setViewportSize({ width: 390, height: 844 });
    await shot(mira, 'console-phone');
    await mira.page.setViewportSize({ width: 1440, height: 900 });

    await mira.page
      .getByRole('button', { name: new RegExp(mira.says('action.close.chat')) })
      .first()
      .click();
    await mira.page.getByRole('dialog').waitFor();
    await shot(mira, 'console-close');
    await mira.page
      .getByRole('dialog')
      .getByRole('button', { name: mira.says('close.submit') })
      .click();
    await customer.frame.getByText('Mira closed this chat').waitFor();
    await shot(customer, 'widget-ended');
    await customer.page.setViewportSize({ width: 390, height: 844 });
    await shot(customer, 'widget-phone');

    const home = await desk.newPage();
    await home.goto(server.url);
    await home.getByRole('heading').first().waitFor();
    await picture(home, `home-${colorScheme}`);
    expect(problems).toEqual([]);
  });
});

/** Another customer who waits, without a browser. */
async function ring(server: Server, name: string, topic: string, message: string): Promise<void> {
  const list = (await (await fetch(`${server.url}/api/v1/widget`)).json()) as {
    items: (WidgetConfig & { slug: string })[];
  };
  const shop = list.items.find(({ slug }) => slug === 'downtown-branch')?.shop;
  const headers = { 'content-type': 'application/json' };
  const visit = { shop, name, email: `${randomUUID()}@mail.example` };
  const began = await fetch(`${server.url}/api/v1/auth/visit`, {
    method: 'POST',
    headers,
    body: JSON.stringify(visit),
  });
  const { access_token } = (await began.json()) as VisitorTokenView;
  const chat = { clientId: randomUUID(), topic, message, pageUrl: 'https://shop.example/orders', language: 'en' };
  const started = await fetch(`${server.url}/api/v1/chats`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${access_token}` },
    body: JSON.stringify(chat),
  });
  if (!started.ok) throw new Error(await started.text());
}
