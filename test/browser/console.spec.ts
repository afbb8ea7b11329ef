import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { VisitorTokenView } from '../../src/contract/auth.dto';
import { Agent, complaints, newPerson, openBrowser, picture } from './support/people';
import { Server } from './support/server';

describe('an agent at the console', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start({ AGENT_GRACE_SECONDS: '60' }), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('has two tabs that show the same, and of which exactly one rings, once a click has allowed it', async () => {
    const context = await listening(await newPerson(browser));
    const mira = await Agent.signIn(context, server.url, 'support1', 'support123');
    const second = new Agent(await context.newPage());
    await second.page.goto(`${server.url}/support/queue`);
    await second.page
      .getByRole('button', { name: mira.says('takeNext.label') })
      .first()
      .waitFor();
    await second.page.keyboard.press('Escape');

    await ring('Jonas Öberg');
    await Promise.all([mira, second].map(({ page }) => page.getByText('1 waiting').first().waitFor()));
    await mira.page.waitForFunction(() => Reflect.get(window, 'rung') > 0);
    expect([await rung(mira.page), await rung(second.page)]).toEqual([1, 0]);

    await mira.takeNext();
    await mira.reply('On its way.');
    await second.page
      .getByRole('link', { name: /Jonas Öberg/ })
      .first()
      .waitFor({ state: 'hidden' });
    await second.page
      .getByRole('link', { name: /^My chats/ })
      .first()
      .click();
    await second.page.getByRole('link', { name: /Jonas Öberg/ }).click();
    await second.sees('On its way.');
    await context.close();
  });

  it('keeps what was written without a connection over a reload, and sends it once', async () => {
    const context = await newPerson(browser);
    const luca = await Agent.signIn(context, server.url, 'support3', 'support123');
    const problems = complaints(luca.page);
    const second = new Agent(await context.newPage());
    await ring('Grace Kim');
    await luca.takeNext();
    await second.page.goto(luca.page.url());
    await second.sees('Hello from Grace Kim');

    await server.kill();
    await luca.page.getByText(luca.says('connection.reconnecting')).waitFor();
    await luca.reply('Written in between.');
    await luca.log.getByText(luca.says('thread.sending')).waitFor();
    await second.sees('Written in between.');
    await server.run();
    await luca.page.reload();

    await luca.sees('Written in between.');
    await luca.log.getByText(luca.says('thread.sending')).waitFor({ state: 'hidden' });
    await second.log.getByText(luca.says('thread.sending')).waitFor({ state: 'hidden' });
    await luca.page.reload();
    await luca.sees('Written in between.');
    expect(await luca.log.getByText('Written in between.', { exact: true }).count()).toBe(1);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('can paste a picture, drop it from the message again, and hand the chat to a team', async () => {
    const sena = await Agent.signIn(await newPerson(browser), server.url, 'support4', 'support123');
    await ring('Tom Baker');
    await sena.takeNext();
    await sena.page
      .getByText(/waited \d:\d\d/)
      .first()
      .waitFor();
    expect(await cutOff(sena.page)).toEqual([]);

    await paste(sena.page, 'screen.txt', 'What I see');
    await sena.page.getByText('screen.txt').waitFor();
    await sena.page.getByRole('button', { name: sena.says('action.remove'), exact: true }).click();
    await sena.page.getByText('screen.txt').waitFor({ state: 'hidden' });

    await sena.composer.press('Escape');
    await sena.page.keyboard.press('a');
    const dialog = sena.page.getByRole('dialog');
    await dialog.getByRole('combobox').fill('customer');
    await dialog.getByRole('combobox').press('Enter');
    await dialog.getByRole('button', { name: 'Transfer to Customer Service' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const team = sena.page.getByRole('link', { name: /^Customer Service/ });
    await team.filter({ hasText: '1' }).waitFor();
    await picture(sena.page, 'console-team-counts-light');
  });

  it('signs out everywhere: the other browser has to sign in again', async () => {
    const here = await Agent.signIn(await newPerson(browser), server.url, 'support5', 'support123');
    const there = await Agent.signIn(await newPerson(browser), server.url, 'support5', 'support123');

    await here.page
      .getByRole('button', { name: /Status and settings/ })
      .first()
      .click();
    await here.page.getByRole('menuitem', { name: here.says('action.signOutEverywhere') }).click();

    await here.page.getByText(here.says('signIn.title')).waitFor();
    await there.page.getByText(there.says('signIn.title')).waitFor();
  });

  /** A customer who waits, without a browser. */
  async function ring(name: string): Promise<void> {
    const { items } = (await (await fetch(`${server.url}/api/v1/widget`)).json()) as {
      items: { slug: string; shop: string }[];
    };
    const shop = items.find(({ slug }) => slug === 'downtown-branch')?.shop;
    const headers = { 'content-type': 'application/json' };
    const visit = JSON.stringify({ shop, name, email: `${randomUUID()}@mail.example` });
    const began = await fetch(`${server.url}/api/v1/auth/visit`, { method: 'POST', headers, body: visit });
    const { access_token } = (await began.json()) as VisitorTokenView;
    await fetch(`${server.url}/api/v1/chats`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${access_token}` },
      body: JSON.stringify({ clientId: randomUUID(), message: `Hello from ${name}` }),
    });
  }
});

/** Counts the sounds of its pages. */
async function listening(context: BrowserContext): Promise<BrowserContext> {
  await context.addInitScript(`
    window.rung = 0;
    const Silent = window.OscillatorNode;
    window.OscillatorNode = class extends Silent { start(...at) { window.rung += 1; super.start(...at); } };
  `);
  return context;
}

function rung(page: Page): Promise<number> {
  return page.evaluate('window.rung');
}

/** Facts of the header of which only a part can be seen. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const line = document.querySelector('main header h2 + p');
    const box = line.getBoundingClientRect();
    return [...line.children].filter((fact) => {
      const { top, right } = fact.getBoundingClientRect();
      return right > box.right + 1 || top >= box.bottom;
    }).map((fact) => fact.textContent);
  })()`);
}

async function paste(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([file, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content ?? ''], file ?? '', { type: 'text/plain' }));
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.querySelector('main textarea')?.dispatchEvent(event);
    },
    [name, text],
  );
}
