import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import type { CustomerChatView } from '../../src/contract/chats.dto';
import type { TeamView } from '../../src/contract/teams.dto';
import { Agent, complaints, newPerson, openBrowser, picture } from './support/people';
import { Server } from './support/server';
import { staff } from './support/staff';
import { Visitor } from './support/visitor';

const SLOW = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 100_000 };

interface Shown {
  title: string;
  body: string | undefined;
}

describe('at the desk, in the details', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start({ OFFER_SECONDS: '3' }), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('a message that was refused can be copied, sent again and deleted', async () => {
    const { mira, context, chat, visitor } = await holding('Jonas Öberg', 'support1');
    const problems = complaints(mira.page);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);

    await context.setOffline(true);
    await mira.page.getByText(mira.says('connection.reconnecting')).waitFor();
    await mira.reply('It is on its way.');
    await visitor.end(chat);
    await context.setOffline(false);

    const failed = mira.page.getByRole('article', { name: mira.says('thread.notSent') });
    await failed.getByRole('alert').waitFor();
    await picture(mira.page, 'console-message-failed-light');
    await failed.getByRole('button', { name: mira.says('action.copy') }).click();
    await failed.getByRole('button', { name: mira.says('action.copied') }).waitFor();
    expect(await mira.page.evaluate(() => navigator.clipboard.readText())).toBe('It is on its way.');

    await visitor.say(chat, 'Still there?');
    await mira.composer.waitFor();
    await failed.getByRole('button', { name: mira.says('action.retry') }).click();
    await failed.waitFor({ state: 'detached' });
    await mira.sees('It is on its way.');

    await context.setOffline(true);
    await mira.page.getByText(mira.says('connection.reconnecting')).waitFor();
    await mira.reply('One more thing.');
    await visitor.end(chat);
    await context.setOffline(false);
    await failed.getByRole('button', { name: mira.says('action.delete') }).click();
    await failed.waitFor({ state: 'detached' });
    expect(await mira.log.getByText('One more thing.').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('files dropped on the conversation are attached, and can be stopped and removed', async () => {
    const { mira, context } = await holding('Maya Cohen', 'support1');
    const composerHasFocus = () => mira.composer.evaluate((field) => field === document.activeElement);
    const network = await context.newCDPSession(mira.page);

    await network.send('Network.emulateNetworkConditions', SLOW);
    await drop(mira.page, 'manual.txt', 'text/plain', Buffer.alloc(2_000_000, 'a'));
    await mira.page.getByRole('progressbar', { name: 'Uploading manual.txt' }).waitFor();
    await picture(mira.page, 'console-upload-light');
    await mira.page.getByRole('button', { name: mira.says('action.cancel'), exact: true }).click();
    await mira.page.getByText('manual.txt').waitFor({ state: 'detached' });
    expect(await composerHasFocus()).toBe(true);
    await network.send('Network.emulateNetworkConditions', { ...SLOW, uploadThroughput: -1 });

    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a7' } })
      .png()
      .toBuffer();
    await drop(mira.page, 'wrong.png', 'image/png', photo);
    await mira.page.getByRole('button', { name: mira.says('action.remove') }).click();
    await mira.page.getByText('wrong.png').waitFor({ state: 'detached' });
    expect(await composerHasFocus()).toBe(true);

    await drop(mira.page, 'parcel.png', 'image/png', photo);
    await mira.page.getByRole('button', { name: mira.says('action.remove') }).waitFor();
    await mira.reply('Is this your parcel?');
    await mira.log.getByRole('button', { name: 'Open parcel.png' }).waitFor();
  });

  it('a message in a chat nobody looks at is counted, and told on the desktop', async () => {
    const context = await newPerson(browser);
    await context.addInitScript(() => {
      const shown: object[] = [];
      class Recorder extends EventTarget {
        static permission = 'granted';
        onclick: (() => void) | null = null;
        constructor(
          readonly title: string,
          { body }: NotificationOptions = {},
        ) {
          super();
          shown.push({ title, body, click: () => this.onclick?.() });
        }
        close(): void {}
      }
      Object.assign(window, { shown, Notification: Recorder, isAway: false });
      Object.defineProperty(document, 'hidden', { get: () => (window as unknown as { isAway: boolean }).isAway });
    });
    const { mira, chat, visitor } = await holding('Grace Kim', 'support3', context);
    const other = await Visitor.come(server.url, 'Tom Baker');
    await other.start('Hello from Tom Baker');
    await mira.takeNext();
    await mira.sees('Hello from Tom Baker');

    await visitor.say(chat, 'Do you have it in blue?');
    await visitor.say(chat, 'Or in green?');
    const row = mira.page.getByRole('link', { name: /Grace Kim/ });
    await row.getByText('2 unread messages').waitFor();
    await picture(mira.page, 'console-unread-light');

    await mira.page.evaluate(() => Object.assign(window, { isAway: true }));
    await visitor.say(chat, 'Hello?');
    const notifications = () =>
      mira.page.evaluate(() =>
        (window as unknown as { shown: Shown[] }).shown.map(({ title, body }) => ({ title, body })),
      );
    await row.getByText('3 unread messages').waitFor();
    expect(await notifications()).toEqual([{ title: 'Grace Kim', body: 'Hello?' }]);

    await mira.page.evaluate(() => {
      const { shown } = Object.assign(window, { isAway: false }) as unknown as { shown: { click: () => void }[] };
      shown[0]?.click();
    });
    await mira.sees('Do you have it in blue?');
    await row.getByText(/unread/).waitFor({ state: 'detached' });
  });

  it('an earlier chat of the customer can be read without leaving this one', async () => {
    const visitor = await Visitor.come(server.url, 'Aylin Tan');
    const first = await visitor.start('My parcel is lost');
    const ask = await staff(server.url, 'admin', 'admin123');
    await ask('POST', `/chats/${first.id}/take`);
    await visitor.end(first);
    await visitor.start('And now another one');
    const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    await mira.takeNext();
    await mira.sees('And now another one');

    await mira.page.getByRole('button', { name: /My parcel is lost/ }).click();
    const dialog = mira.page.getByRole('dialog');
    await dialog.getByText('My parcel is lost', { exact: true }).waitFor();
    await picture(mira.page, 'console-peek-light');
    await mira.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await mira.sees('And now another one');

    await mira.page.getByRole('button', { name: /My parcel is lost/ }).click();
    await dialog.getByRole('button', { name: mira.says('peek.open') }).click();
    await mira.sees('My parcel is lost');
  });

  it('every key of the help does what it says', async () => {
    const { mira } = await holding('Lena Fuchs', 'support1');
    const { page } = mira;
    const problems = complaints(page);
    const press = (keys: string) => page.keyboard.press(keys);
    const isAt = (path: RegExp) => page.waitForURL(path);
    await (await Visitor.come(server.url, 'Ben Ito')).start('Hello from Ben Ito');
    await mira.composer.press('Escape');

    await press('?');
    await page.getByRole('dialog', { name: mira.says('shortcuts.title') }).waitFor();
    await picture(page, 'console-shortcuts-light');
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await press('t');
    await mira.sees('Hello from Ben Ito');
    await mira.composer.press('Escape');
    await press('g');
    await press('m');
    await isAt(/\/mine\/?$/);
    await press('j');
    await isAt(/\/mine\/[\w-]{36}/);
    const first = page.url();
    await press('j');
    await page.waitForURL((url) => url.href !== first);
    await press('k');
    await isAt(new RegExp(first.slice(-36)));
    await press('r');
    await mira.composer.pressSequentially('Hi ');
    await press('Alt+ArrowDown');
    await page.waitForURL((url) => url.href !== first);
    await press('Alt+ArrowUp');
    await isAt(new RegExp(first.slice(-36)));
    expect(await mira.composer.inputValue()).toBe('Hi ');
    await mira.composer.press('Shift+Enter');
    await mira.composer.pressSequentially('there');
    await mira.composer.press('Enter');
    await mira.log.getByText(/Hi\s+there/).waitFor();
    await mira.composer.press('Escape');

    await press('n');
    await page.getByRole('combobox', { name: mira.says('composer.note') }).waitFor();
    await press('Escape');
    await press('a');
    await page.getByRole('dialog', { name: /^Transfer/ }).waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('e');
    await page.getByRole('dialog', { name: /^Resolve/ }).waitFor();
    // Before the focus has gone over to the dialog.
    await page.locator('body').dispatchEvent('keydown', { key: 'Escape' });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText(mira.says('details.now'), { exact: true }).waitFor();
    await press(']');
    await page.getByText(mira.says('details.now'), { exact: true }).waitFor({ state: 'hidden' });
    await press(']');
    await page.getByText(mira.says('details.now'), { exact: true }).waitFor();
    await press('/');
    expect(await page.getByPlaceholder(mira.says('list.find')).evaluate((it) => it === document.activeElement)).toBe(
      true,
    );
    await press('Escape');
    for (const [key, place] of [
      ['q', /\/queue\/?$/],
      ['a', /\/all\/?$/],
      ['c', /\/closed\/?$/],
      ['m', /\/mine\/?$/],
    ] as const) {
      await page.locator('body').click({ position: { x: 2, y: 2 } });
      await press('g');
      await press(key);
      await isAt(place);
    }
    await press('j');
    await isAt(/\/mine\/[\w-]{36}/);
    await press('Escape');
    await isAt(/\/mine\/?$/);
    expect(problems).toEqual([]);
  });

  it('who lets two offers pass is told why they are away, and comes back with one press', async () => {
    const ask = await staff(server.url, 'admin', 'admin123');
    const { items } = await ask<{ items: TeamView[] }>('GET', '/teams?search=customer');
    const { id, version } = items[0] as TeamView;
    await ask('PATCH', `/teams/${id}`, { routing: 'leastBusy', version });
    const sena = await Agent.signIn(await newPerson(browser), server.url, 'support4', 'support123');

    for (const name of ['Rafael Duarte', 'Noa Levi']) await (await Visitor.come(server.url, name)).start('Hello', id);
    await sena.page.getByText(sena.says('duty.automaticAway')).waitFor();
    await sena.page.getByRole('button', { name: sena.says('duty.back') }).click();

    await sena.page.getByText(sena.says('duty.automaticAway')).waitFor({ state: 'detached' });
    await sena.page.getByText(sena.says('presence.available')).first().waitFor();
  });

  /** An agent at the console with the chat of a visitor who has just come. */
  async function holding(name: string, username: string, given?: BrowserContext) {
    const visitor = await Visitor.come(server.url, name);
    const context = given ?? (await newPerson(browser));
    const mira = await Agent.signIn(context, server.url, username, 'support123');
    const chat: CustomerChatView = await visitor.start(`Hello from ${name}`);
    await mira.takeNext();
    await mira.sees(`Hello from ${name}`);
    return { mira, context, chat, visitor };
  }

  async function drop(page: Page, name: string, type: string, content: Buffer): Promise<void> {
    const dataTransfer = await page.evaluateHandle(
      ([text, fileName, mime]) => {
        const bytes = Uint8Array.from(atob(text as string), (letter) => letter.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], fileName as string, { type: mime }));
        return transfer;
      },
      [content.toString('base64'), name, type],
    );
    const pane = page.getByRole('main');
    await pane.dispatchEvent('dragover', { dataTransfer });
    await page.getByText('Drop files to attach them').waitFor();
    await pane.dispatchEvent('drop', { dataTransfer });
  }
});
