import type { Browser, Page } from 'playwright-core';
import { Agent, complaints, newPerson, openBrowser, words } from './support/people';
import { Server } from './support/server';
import { Visitor } from './support/visitor';

describe('the keys of the console', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('lead everywhere the list of them says', async () => {
    const mira = await Agent.signIn(await newPerson(browser), server.url, 'manager1', 'manager123');
    const problems = complaints(mira.page);
    const { page } = mira;
    await press(page, '?');
    const keys = page.getByRole('dialog', { name: mira.says('shortcuts.title') });
    await keys.getByText(mira.says('keys.details')).waitFor();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });

    for (const [key, path] of [
      ['q', '/support/queue'],
      ['m', '/support/mine'],
      ['a', '/support/all'],
      ['c', '/support/closed'],
      ['t', '/support/tickets/open'],
      ['d', '/support/direct'],
      ['l', '/support/live'],
      ['r', '/support/reports'],
      ['i', '/support/imports'],
      ['q', '/support/queue'],
    ] as const) {
      await press(page, 'g', key);
      await page.waitForFunction((wanted) => location.pathname === wanted, path);
    }
    await press(page, 'g', 'n');
    await page.getByRole('dialog', { name: words('alerts', 'panel.title') }).waitFor();
    await page.keyboard.press('Escape');

    const find = page.getByRole('textbox', { name: mira.says('list.find') });
    await press(page, '/');
    await page.waitForFunction(() => document.activeElement?.matches('[data-find]'));
    await page.keyboard.type('q');
    expect(await find.inputValue()).toBe('q');
    await page.keyboard.press('Escape');
    expect(await find.inputValue()).toBe('');
    expect(problems).toEqual([]);
  });

  it('do with the open chat what the list of them says', async () => {
    const visitors = ['Jonas Öberg', 'Grace Kim'];
    for (const name of visitors) await (await Visitor.come(server.url, name)).start(`Hello from ${name}`);
    const mira = await Agent.signIn(await newPerson(browser, { width: 1440 }), server.url, 'support1', 'support123');
    const { page } = mira;
    const shown = (name: string) => page.getByRole('heading', { name, level: 2 }).waitFor();
    await page.getByText('2 waiting').first().waitFor();

    await press(page, 't');
    await shown('Jonas Öberg');
    await mira.composer.waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.press('Escape');
    await press(page, 't');
    await shown('Grace Kim');
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.press('Alt+ArrowUp');
    await shown('Jonas Öberg');
    await page.keyboard.press('Alt+ArrowDown');
    await shown('Grace Kim');
    await page.keyboard.press('Escape');
    await press(page, 'k');
    await shown('Jonas Öberg');
    await press(page, 'j');
    await shown('Grace Kim');

    await press(page, 'n');
    await page.getByRole('combobox', { name: mira.says('composer.note') }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.press('Escape');
    await press(page, 'r');
    await mira.composer.waitFor();
    await page.keyboard.type('one');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two');
    expect(await mira.composer.inputValue()).toBe('one\ntwo');
    await page.keyboard.press('Enter');
    await mira.log.getByText('two').waitFor();
    await page.keyboard.type('/');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Escape');

    const details = page.getByRole('complementary', { name: mira.says('details.title') });
    await details.waitFor();
    await press(page, ']');
    await details.waitFor({ state: 'hidden' });
    await press(page, ']');
    await details.waitFor();

    const lists = page.getByRole('heading', { name: mira.says('nav.teams') });
    await lists.waitFor();
    await press(page, '[');
    await lists.waitFor({ state: 'hidden' });
    await press(page, '[');
    await lists.waitFor();

    await press(page, 'a');
    await page.getByRole('dialog', { name: /Grace Kim/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await press(page, 'e');
    await page.getByRole('dialog', { name: /Grace Kim/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await press(page, 'Escape');
    await page.getByText(mira.says('conversation.none')).waitFor();
  });
});

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
