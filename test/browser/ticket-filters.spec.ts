import { readFileSync } from 'node:fs';
import type { Browser, Page as BrowserPage } from 'playwright-core';
import type { ReportView } from '../../src/contract/reports.dto';
import { barriers } from './support/accessibility';
import { Agent, complaints, newPerson, openBrowser, picture, words } from './support/people';
import { Server } from './support/server';
import { staff } from './support/staff';

/** The rows of the list that is looked at, without the head of the table. */
async function csvOf(page: BrowserPage): Promise<string[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  // A record begins with the ticket's id; descriptions may hold line ends.
  return text.split('\r\n').filter((line) => /^[0-9a-f]{8}-/.test(line));
}

describe('the numbers of a report', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const report = async () => {
    const ask = await staff(server.url, 'manager1', 'manager123');
    return (await ask<ReportView>('GET', '/reports/tickets?from=2025-01-01T00:00:00Z')).total.figures;
  };

  it('lead to the tickets that were counted, narrowed in words, each to be dropped, and to the same as a file', async () => {
    const { page } = await Agent.signIn(await newPerson(browser), server.url, 'manager1', 'manager123');
    const problems = complaints(page);
    const { backlog } = await report();
    await page.goto(`${server.url}/support/reports?period=custom&from=2025-01-01&to=2027-12-31`);
    await page
      .getByRole('link', { name: String(backlog), exact: true })
      .first()
      .click();

    await page.getByRole('heading', { name: words('tickets', 'list.title.all') }).waitFor();
    const chips = page.getByRole('list', { name: words('tickets', 'filter.active') });
    await chips.getByRole('button', { name: /^Not closed on / }).waitFor();
    const rows = await csvOf(page);
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(backlog);
    expect(rows).toHaveLength(backlog);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-tickets-behind-a-number');

    await chips.getByRole('button', { name: /^Not closed on / }).click();
    await chips.waitFor({ state: 'hidden' });
    expect((await csvOf(page)).length).toBeGreaterThan(backlog);
    expect(problems).toEqual([]);
  });

  it.each([
    ['en-US', 'light', 1440, 'Closed late', /^Closed: /],
    ['de-DE', 'dark', 390, 'Zu spät geschlossen', /^Geschlossen: /],
  ] as const)(
    'lead to lists that say in words what was counted, in %s',
    async (locale, colorScheme, width, late, when) => {
      const looks = { locale, colorScheme };
      const language = locale.slice(0, 2);
      const { page } = await Agent.signIn(
        await newPerson(browser, looks),
        server.url,
        'manager1',
        'manager123',
        language,
      );
      const breached = (await report()).sla.resolutionBreached;
      await page.setViewportSize({ width, height: 844 });

      await page.goto(`${server.url}/support/reports?period=custom&from=2025-01-01&to=2027-12-31`);
      await page
        .getByRole('link', { name: words('managers', 'figure.late', language).replace('{count}', String(breached)) })
        .first()
        .click();

      const chips = page.getByRole('list', { name: words('tickets', 'filter.active', language) });
      await chips.getByRole('button', { name: late }).waitFor();
      await chips.getByRole('button', { name: when }).waitFor();
      expect(await csvOf(page)).toHaveLength(breached);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await picture(page, `console-tickets-closed-late-${language}`);
      await page.getByRole('button', { name: words('tickets', 'filter.open', language) }).click();
      await page.getByRole('form', { name: words('tickets', 'filter.open', language) }).waitFor();
      await picture(page, `console-tickets-filters-${language}`);
    },
  );
});
