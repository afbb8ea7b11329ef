import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { barriers } from './support/accessibility';
import { Agent, complaints, newPerson, openBrowser, picture, words } from './support/people';
import { Server } from './support/server';

describe('the tables of the live page', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('come as files, that of what is due next with exactly its rows', async () => {
    const page = await atLive({});
    const due = card(page, 'live.due');
    await due.getByRole('rowheader').first().waitFor();
    const coming = page.waitForEvent('download');
    await due.getByRole('button', { name: says('reports.csv') }).click();

    const file = readFileSync(await (await coming).path(), 'utf8');
    const rows: Record<string, string>[] = parse(file, { columns: true, bom: true });
    const shown = await due
      .locator('tbody tr')
      .evaluateAll((lines) =>
        lines.map((line) => [...line.children].slice(0, 3).map((cell) => cell.textContent?.trim() ?? '')),
      );
    expect(
      rows.map(({ number, title, assignee }) => [`#${number}`, title, assignee || says('split.none.agent')]),
    ).toEqual(shown);
    expect(rows.length).toBeGreaterThan(2);
    for (const title of ['live.teams', 'live.agents', 'live.categories'])
      await card(page, title)
        .getByRole('button', { name: says('reports.csv') })
        .waitFor();
  });

  it.each([
    ['light', 'en-US'],
    ['dark', 'de-DE'],
  ] as const)('show all their columns on a phone, in %s and %s', async (colorScheme, locale) => {
    const page = await atLive({ colorScheme, locale });
    await page.setViewportSize({ width: 390, height: 844 });
    const problems = complaints(page);
    const language = locale.slice(0, 2);
    await card(page, 'live.agents', language).getByRole('rowheader', { name: 'Mira', exact: true }).waitFor();
    await card(page, 'live.due', language).getByRole('rowheader').first().waitFor();
    await card(page, 'live.teams', language).getByRole('rowheader').first().waitFor();

    const hidden = await page
      .locator('main table')
      .evaluateAll((tables) =>
        tables
          .filter((table) => (table.parentElement?.scrollWidth ?? 0) > (table.parentElement?.clientWidth ?? 0))
          .map((table) => table.textContent?.slice(0, 40)),
      );
    expect(hidden).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await barriers(page)).toEqual([]);
    for (const [index, title] of ['live.due', 'live.teams', 'live.agents'].entries()) {
      await card(page, title, language).scrollIntoViewIfNeeded();
      await picture(page, `console-live-phone-${index + 1}-${colorScheme}`);
    }
    expect(problems).toEqual([]);
  });

  function says(key: string, locale = 'en'): string {
    return words('managers', key, locale);
  }

  function card(page: Page, title: string, locale = 'en') {
    return page.getByRole('region', { name: says(title, locale), exact: true });
  }

  async function atLive(looks: Parameters<typeof newPerson>[1]): Promise<Page> {
    const context = await newPerson(browser, looks);
    const locale = looks?.locale?.slice(0, 2);
    const { page } = await Agent.signIn(context, server.url, 'manager1', 'manager123', locale);
    await page.goto(`${server.url}/support/live`);
    await page.getByRole('heading', { name: says('live.title', locale), exact: true }).waitFor();
    return page;
  }
});
