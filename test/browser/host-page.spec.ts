import { sign } from 'jsonwebtoken';
import type { Browser } from 'playwright-core';
import type { TokenView } from '../../src/contract/auth.dto';
import type { ShopSecretView, ShopView } from '../../src/contract/shops.dto';
import { HostPage } from './support/host-page';
import { Agent, Customer, complaints, newPerson, openBrowser, picture, words } from './support/people';
import { Server } from './support/server';

describe('the widget on other people’s pages', () => {
  let server: Server;
  let browser: Browser;
  let host: HostPage;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
    const shop = await shopOf(server);
    host = await HostPage.start(server.url, shop.publicKey);
    await allow(server, shop, host.origin);
  });

  afterAll(async () => {
    await browser.close();
    await host.stop();
    await server.stop();
  });

  it('works under a strict policy and hostile styles, and chats', async () => {
    const context = await newPerson(browser);
    const customer = new Customer(await context.newPage());
    const problems = complaints(customer.page);
    await customer.page.goto(host.origin);

    await customer.ring();
    await picture(customer.page, 'widget-strict-host');
    const frame = await customer.page.locator('iframe').boundingBox();
    await customer.start('Hello from a strict page', { name: 'Kim', email: 'kim@mail.example' });
    const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    await mira.takeNext();
    await mira.reply('Hello Kim');
    await customer.sees('Hello Kim');

    expect(frame?.width).toBeGreaterThan(300);
    expect(frame?.height).toBeGreaterThan(400);
    expect(problems).toEqual([]);
    await customer.page.reload();
    await customer.sees('Hello Kim');
  });

  it('goes on with the chat of somebody who signs in to the shop meanwhile, draft and all', async () => {
    const secret = await signingSecret(server, await shopOf(server));
    const token = sign({ sub: 'user-1', name: 'Aylin Tan', email: 'aylin@mail.example' }, secret, { expiresIn: 600 });
    await knownAlready(server, await shopOf(server), token);
    const context = await newPerson(browser);
    const customer = new Customer(await context.newPage());
    await customer.page.goto(host.origin);
    await customer.ring();
    await customer.start('Nobody knows me yet', { name: 'Somebody', email: 'somebody@mail.example' });
    const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    await mira.takeNext();
    await mira.reply('Who are you?');
    await customer.sees('Who are you?');
    const composer = customer.frame.getByRole('textbox', { name: customer.says('composer.label') });
    await composer.fill('I am in the middle of');

    await customer.page.evaluate((jwt) => {
      (window as unknown as { Shopbell: (...args: unknown[]) => unknown }).Shopbell('identify', jwt);
    }, token);

    await mira.page.getByText('Aylin Tan').first().waitFor();
    await mira.reply('Now I know');
    await customer.sees('Now I know');
    await customer.sees('Nobody knows me yet');
    expect(await composer.inputValue()).toBe('I am in the middle of');
    await customer.write('And now I am through');
    await mira.sees('And now I am through');
    await customer.page.reload();
    await customer.sees('And now I am through');
  });

  it('opens and closes by keyboard, and gives the focus back', async () => {
    const context = await newPerson(browser);
    const page = await context.newPage();
    await page.goto(host.origin);
    const launcher = page.getByRole('button', { name: words('loader', 'open') });

    await launcher.focus();
    await page.keyboard.press('Enter');
    const home = page.frameLocator('iframe').getByRole('button', { name: words('widget', 'home.start') });
    await home.waitFor();
    expect(await page.getByRole('button', { expanded: true }).count()).toBe(1);
    await home.focus();
    await page.keyboard.press('Escape');

    await home.waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { expanded: false }).count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName)).toBe('BUTTON');
  });

  it('is not shown by a page that the shop does not name', async () => {
    const stranger = await HostPage.start(server.url, (await shopOf(server)).publicKey);
    const page = await (await newPerson(browser)).newPage();
    const refused: string[] = [];
    page.on('console', (message) => message.text().includes('frame-ancestors') && refused.push(message.text()));
    await page.goto(stranger.origin);

    await page.getByRole('button', { name: words('loader', 'open') }).click();

    await page.waitForEvent('console', { predicate: () => refused.length > 0, timeout: 10_000 }).catch(() => null);
    expect(refused.length).toBeGreaterThan(0);
    await stranger.stop();
  });

  it('speaks German', async () => {
    const context = await newPerson(browser, { locale: 'de-DE', colorScheme: 'dark' });
    const customer = await Customer.visit(context, `${server.url}/customer?shop=mall-branch`, 'de');
    await customer.ring();
    await picture(customer.page, 'widget-home-dark-de');
    await customer.start('Guten Tag, haben Sie das in Rot?', { name: 'Hanna', email: 'hanna@mail.example' });
    const agents = await newPerson(browser, { locale: 'de-DE', colorScheme: 'dark' });
    const devi = await Agent.signIn(agents, server.url, 'support2', 'support123', 'de');
    await devi.takeNext();
    await devi.reply('Guten Tag! Ja, in Größe M.');
    await customer.sees('Guten Tag! Ja, in Größe M.');
    await picture(customer.page, 'widget-chat-dark-de');
    await picture(devi.page, 'console-conversation-dark-de');
  });
});

async function admin(server: Server): Promise<Record<string, string>> {
  const form = new URLSearchParams({ username: 'admin', password: 'admin123' });
  const response = await fetch(`${server.url}/api/v1/auth/token`, { method: 'POST', body: form });
  return {
    authorization: `Bearer ${((await response.json()) as TokenView).access_token}`,
    'content-type': 'application/json',
  };
}

async function shopOf(server: Server): Promise<ShopView> {
  const response = await fetch(`${server.url}/api/v1/shops?search=downtown`, { headers: await admin(server) });
  const { items } = (await response.json()) as { items: ShopView[] };
  return items[0]!;
}

async function allow(server: Server, { id, version, allowedOrigins }: ShopView, origin: string): Promise<void> {
  const body = JSON.stringify({ version, allowedOrigins: [...allowedOrigins, origin] });
  await fetch(`${server.url}/api/v1/shops/${id}`, { method: 'PATCH', headers: await admin(server), body });
}

async function signingSecret(server: Server, { id }: ShopView): Promise<string> {
  const headers = await admin(server);
  const response = await fetch(`${server.url}/api/v1/shops/${id}/rotate-secret`, {
    method: 'POST',
    headers,
    body: '{}',
  });
  return ((await response.json()) as ShopSecretView).identitySecret;
}

/** They were here before, in another browser. */
async function knownAlready(server: Server, { publicKey }: ShopView, identity: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ shop: publicKey, identity });
  await fetch(`${server.url}/api/v1/auth/visit`, { method: 'POST', headers, body });
}
