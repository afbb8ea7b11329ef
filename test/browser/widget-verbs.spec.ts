import type { Browser, Page } from 'playwright-core';
import { Agent, Customer, complaints, newPerson, openBrowser, picture, words } from './support/people';
import { Server } from './support/server';

declare global {
  interface Window {
    Shopbell?: (verb: string, ...args: unknown[]) => unknown;
  }
}

describe('what a shop’s page can do with the widget', () => {
  let server: Server;
  let browser: Browser;
  let shop: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
    shop = `${server.url}/customer?shop=downtown-branch`;
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('opens it where one writes, and hears what happens', async () => {
    const customer = await Customer.visit(await newPerson(browser), shop);
    const problems = complaints(customer.page);
    await ready(customer.page);
    await customer.page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const note = (name: string) => () => void heard.push(name);
      const never = note('never');
      window.Shopbell?.('on', 'open', note('open'));
      window.Shopbell?.('once', 'close', note('close'));
      window.Shopbell?.('on', 'close', never);
      window.Shopbell?.('off', 'close', never);
      window.addEventListener('shopbell:open', note('shopbell:open'));
      window.Shopbell?.('on', 'open', () => {
        throw new Error('a mistake of the page');
      });
    });

    await say(customer.page, 'showNewMessage', 'Do you have rye bread?');
    const message = customer.frame.locator('textarea[name=message]');
    await message.waitFor();
    expect(await message.inputValue()).toBe('Do you have rye bread?');
    await say(customer.page, 'showHome');
    await customer.frame.getByRole('button', { name: customer.says('home.start') }).waitFor();
    await say(customer.page, 'toggle');
    await say(customer.page, 'open');
    await say(customer.page, 'close');

    const { heard, state } = await customer.page.evaluate(async () => ({
      heard: (window as unknown as { heard: string[] }).heard,
      state: await window.Shopbell?.('state'),
    }));
    expect(heard).toEqual(['open', 'shopbell:open', 'close', 'open', 'shopbell:open']);
    expect(state).toMatchObject({ booted: true, open: false, unread: 0, conversationId: null, verified: false });
    expect(problems).toEqual(['a mistake of the page', 'a mistake of the page']);
  });

  it('is never hurt by its own mistakes', async () => {
    const customer = await Customer.visit(await newPerson(browser), shop);
    const thrown: Error[] = [];
    const warnings: string[] = [];
    customer.page.on('pageerror', (error) => thrown.push(error));
    customer.page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await ready(customer.page);

    const answers = await customer.page.evaluate(() => {
      const call = window.Shopbell as (...args: unknown[]) => unknown;
      const calls = [['shwo'], ['toString'], [], [7], ['on'], ['update', null], ['setAttributes', () => 1], ['track']];
      return Promise.all(calls.map(async (args) => `${await call(...args)}`));
    });

    expect(answers).toHaveLength(8);
    expect(warnings[0]).toContain('show');
    await say(customer.page, 'setAttributes', { plan: 'Gold' });
    await customer.ring();
    expect(thrown).toEqual([]);
  });

  it('tells agents where the customer is and what it says of them', async () => {
    const customer = await Customer.visit(await newPerson(browser), shop);
    await ready(customer.page);
    await say(customer.page, 'setAttributes', { plan: 'Gold', basket: { no: 'structure' } });
    await say(customer.page, 'track', 'added to basket', { cents: 590 });
    await customer.ring();
    await customer.start('Is the loaf sliced?', { name: 'Rafael Duarte', email: 'rafael@mail.example' });
    const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    await mira.takeNext();

    await mira.page.getByText(mira.says('details.claims')).waitFor();
    await mira.page.getByRole('button', { name: 'Gold' }).waitFor();
    await mira.page.getByRole('button', { name: 'added to basket' }).waitFor();
    await picture(mira.page, 'console-claims-light');
    expect(await mira.page.getByText('structure').count()).toBe(0);

    await customer.page.evaluate(() => history.pushState({}, '', '/customer?shop=downtown-branch&bread=rye'));
    await mira.page.getByRole('button', { name: '/customer?shop=downtown-branch&bread=rye' }).waitFor();
  });

  it('rings in one window of several, and is read in all of them', async () => {
    const context = await newPerson(browser);
    const first = await Customer.visit(context, shop);
    await first.ring();
    await first.start('Are you open on Sunday?', { name: 'Kim', email: 'kim@mail.example' });
    const second = await Customer.visit(context, shop);
    const third = await Customer.visit(context, shop);
    const all = [first, second, third];
    const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    await mira.takeNext();
    await mira.reply('Until noon.');
    for (const customer of all) await customer.sees('Until noon.').catch(() => undefined);
    for (const { page } of all) {
      await say(page, 'hide');
      await lookAway(page);
    }

    await mira.reply('And on Monday from seven.');
    await Promise.all(all.map(({ page }) => unread(page, 1)));
    const flashing = () => Promise.all(all.map(({ page }) => page.evaluate(flashes)));
    expect((await flashing()).filter(Boolean)).toHaveLength(1);

    await lookBack(second.page);
    await say(second.page, 'show');
    await second.sees('And on Monday from seven.');
    await Promise.all(all.map(({ page }) => unread(page, 0)));
    expect((await flashing()).filter(Boolean)).toHaveLength(0);
  });
});

async function ready(page: Page): Promise<void> {
  await page.getByRole('button', { name: words('loader', 'open'), exact: true }).waitFor();
}

async function say(page: Page, ...call: unknown[]): Promise<void> {
  await page.evaluate((args) => (window.Shopbell as (...given: unknown[]) => unknown)(...args), call);
}

/** Headless windows are always in front; this one says that it is not. */
async function lookAway(page: Page, visibility = 'hidden'): Promise<void> {
  for (const frame of page.frames()) {
    await frame.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    }, visibility);
  }
}

function lookBack(page: Page): Promise<void> {
  return lookAway(page, 'visible');
}

async function unread(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    async (wanted) => ((await window.Shopbell?.('state')) as { unread: number } | undefined)?.unread === wanted,
    count,
  );
}

/** Whether the page's title changes by itself, watched for long enough to see it. */
function flashes(): Promise<boolean> {
  const before = document.title;
  return new Promise((resolve) => {
    const watch = new MutationObserver(() => document.title !== before && resolve(true));
    watch.observe(document.head, { subtree: true, childList: true, characterData: true });
    setTimeout(() => resolve(false), 3000);
  });
}
