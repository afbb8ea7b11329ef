import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page as BrowserPage } from 'playwright-core';
import type { VisitorTokenView } from '../../src/contract/auth.dto';
import type { Page } from '../../src/contract/common.dto';
import type { ImportView } from '../../src/contract/imports.dto';
import type { ReportView } from '../../src/contract/reports.dto';
import type { TeamView } from '../../src/contract/teams.dto';
import type { TicketBalance } from '../../src/contract/ticket-balance.dto';
import type { TicketView } from '../../src/contract/tickets.dto';
import { barriers } from './support/accessibility';
import { Agent, complaints, newPerson, openBrowser, picture, words } from './support/people';
import { Server } from './support/server';
import { staff } from './support/staff';

const says = (key: string, locale = 'en') => words('managers', key, locale);
describe('the managers’ pages', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  describe('reports', () => {
    it('show the numbers of the API, lead to the rows behind them, and come as a file', async () => {
      const { page } = await signIn('manager1', 'manager123');
      const problems = complaints(page);
      const answer = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith('/reports/tickets'));
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await page.getByRole('heading', { name: says('reports.title') }).waitFor();
      const shown = new URL((await answer).url());
      const ask = await staff(server.url, 'manager1', 'manager123');
      const whole = await ask<ReportView>('GET', `/reports/tickets${shown.search}`);
      const split = await ask<ReportView>('GET', `/reports/tickets/by/category${shown.search}`);

      await page
        .getByRole('listitem')
        .filter({ hasText: says('figure.backlog') })
        .first()
        .waitFor();
      expect(await tile(page, 'figure.created')).toBe(String(whole.total.figures.created));
      expect(await tile(page, 'figure.closed')).toBe(String(whole.total.figures.closed));
      expect(await tile(page, 'figure.backlog')).toBe(String(whole.total.figures.backlog));
      await page.locator('.recharts-bar-rectangle').first().waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, 'console-reports-light');

      const panel = page.getByRole('region', { name: says('reports.split') });
      await panel.getByRole('button', { name: says('reports.showTable') }).click();
      const table = await panel
        .getByRole('row')
        .evaluateAll((rows) => rows.map((row) => [...row.children].slice(0, 4).map((cell) => cell.textContent ?? '')));
      const line = (name: string, { figures }: ReportView['total']) =>
        [name, figures.created, figures.closed, figures.backlog].map(String);
      expect(table.slice(1)).toEqual([
        ...split.items.map((row) => line(row.name ?? says('split.none.category'), row)),
        line(says('reports.whole'), split.total),
      ]);
      expect(await barriers(page)).toEqual([]);

      const download = page.waitForEvent('download');
      await panel.getByRole('button', { name: says('reports.csv') }).click();
      const file = readFileSync(await (await download).path(), 'utf8')
        .trim()
        .split(/\r?\n/);
      expect(file).toHaveLength(split.items.length + 2);
      expect(file.at(-1)).toContain(`total,,${split.total.figures.created},${split.total.figures.closed}`);

      const { backlog } = whole.total.figures;
      await page
        .getByRole('link', { name: String(backlog), exact: true })
        .first()
        .click();
      await page.getByRole('button', { name: /^Not closed on / }).waitFor();
      expect(problems).toEqual([]);
    });

    it('of chats, of another period, in the dark, in German and on a phone', async () => {
      const { page } = await signIn('manager1', 'manager123', { colorScheme: 'dark', locale: 'de-DE' });
      await page.setViewportSize({ width: 390, height: 844 });
      const problems = complaints(page);
      await page.goto(`${server.url}/support/reports?kind=chats&period=week&by=agent`);
      await page.getByRole('heading', { name: says('reports.title', 'de') }).waitFor();
      await page.getByText(says('figure.satisfaction', 'de')).first().waitFor();
      await page.locator('.recharts-surface').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await barriers(page)).toEqual([]);
      await picture(page, 'console-reports-phone-dark');

      await page.getByLabel(says('reports.period', 'de')).selectOption('today');
      await page.waitForURL(/period=today/);
      await page
        .getByRole('button', { name: words('console', 'nav.open', 'de') })
        .first()
        .click();
      await page.getByRole('link', { name: words('console', 'page.reports', 'de') }).waitFor();
      expect(problems).toEqual([]);
    });

    it('that cannot be fetched say so and offer to try again', async () => {
      const { page } = await signIn('manager1', 'manager123');
      await page.route('**/reports-page-*.js', (route) => route.abort());
      await page.getByRole('link', { name: words('console', 'page.reports') }).click();
      await page.getByText(words('console', 'error.NETWORK')).waitFor();
      await page.unroute('**/reports-page-*.js');
      await page.getByRole('button', { name: words('console', 'action.reload') }).click();
      await page.getByRole('heading', { name: says('reports.title') }).waitFor();
    });

    it('are asked for again where the server is still counting', async () => {
      const { page } = await signIn('manager1', 'manager123');
      const busy = { code: 'UNAVAILABLE', message: 'Counting', retryAfter: 5 };
      await page.route('**/api/v1/reports/tickets?*', (route) => route.fulfill({ status: 503, json: busy }));
      await page.goto(`${server.url}/support/reports`);
      await page.getByText(says('problem.soon')).waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.unroute('**/api/v1/reports/tickets?*');
      await page.getByText(says('figure.backlog')).first().waitFor();
    });

    it('are nothing an agent is shown a way to', async () => {
      const { page } = await signIn('support1', 'support123');
      await page
        .getByRole('link', { name: words('console', 'nav.chats') })
        .first()
        .waitFor();
      expect(await page.getByRole('link', { name: words('console', 'page.reports') }).count()).toBe(0);
      await page.goto(`${server.url}/support/reports`);
      await page.getByRole('alert').waitFor();
    });
  });

  describe('the live page', () => {
    it('shows at once who waits, who takes a chat and who claims a ticket', async () => {
      const { page } = await signIn('manager1', 'manager123');
      const problems = complaints(page);
      await page.keyboard.press('g');
      await page.keyboard.press('l');
      await page.getByRole('heading', { name: says('live.title'), exact: true }).waitFor();
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Mira', exact: true }) });
      const ask = await staff(server.url, 'support1', 'support123');
      const { items } = await ask<Page<TicketView>>('GET', '/tickets?view=open');
      await row.getByText('0 / 5').waitFor();
      const held = row.getByRole('cell').nth(2);
      await held.getByText(/^\d+$/).waitFor();
      const before = Number(await held.textContent());

      await ring('Jonas Öberg');
      await page
        .getByRole('main')
        .getByText(/^0:\d\d$/)
        .waitFor();
      const mira = await signIn('support1', 'support123');
      await row.getByText(says('presence.available')).waitFor();
      await mira.takeNext();
      await row.getByText('1 / 5').waitFor();
      await page.getByText(says('live.nobodyWaits')).waitFor();
      await ask('POST', `/tickets/${items[0]?.id}/claim`);
      await held.getByText(String(before + 1), { exact: true }).waitFor();

      expect(await barriers(page)).toEqual([]);
      await picture(page, 'console-live-light');
      await page.emulateMedia({ colorScheme: 'dark' });
      await picture(page, 'console-live-dark');
      expect(await barriers(page)).toEqual([]);
      expect(problems).toEqual([]);
    });

    it('claims no number of tickets before they are counted', async () => {
      const { page } = await signIn('manager1', 'manager123');
      let count = () => {};
      const isAllowed = new Promise<void>((resolve) => (count = resolve));
      await page.route('**/api/v1/reports/tickets/by/agent?*', async (route) => {
        await isAllowed;
        await route.continue();
      });
      await page.goto(`${server.url}/support/live`);
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Mira', exact: true }) });
      await row.getByText('–', { exact: true }).first().waitFor();
      expect((await row.getByRole('cell').allTextContents()).slice(2)).toEqual(['–', '–', '–']);
      count();
      await row.getByRole('cell').nth(2).getByText(/^\d+$/).waitFor();
    });

    it('evens out the desks of a team once the manager agrees', async () => {
      const ask = await staff(server.url, 'admin', 'admin123');
      const { items: teams } = await ask<Page<TeamView>>('GET', '/teams?search=technical');
      const [team] = teams;
      const mira = team?.members.find(({ name }) => name === 'Mira');
      const { items } = await ask<Page<TicketView>>('GET', `/tickets?shopId=${team?.shopId}&view=open`);
      for (const { id } of items) await ask('POST', `/tickets/${id}/transfer`, { teamId: team?.id });
      for (const { id } of items) await ask('POST', `/tickets/${id}/assign`, { agentId: mira?.id });
      const plan = await ask<TicketBalance>('GET', `/teams/${team?.id}/ticket-balance`);
      expect(plan.moves).not.toEqual([]);

      const { page } = await signIn('manager1', 'manager123', { colorScheme: 'dark' });
      await page.goto(`${server.url}/support/live`);
      await page.getByRole('button', { name: says('balance.open') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(says('split.team')).selectOption({ label: team?.name ?? '' });
      await dialog.getByText(`#${plan.moves[0]?.number} ${plan.moves[0]?.title}`).waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, 'console-balance-dark');
      await dialog.getByRole('button', { name: /^Move \d/ }).click();
      await dialog.getByText(says('balance.moved'), { exact: true }).first().waitFor();
      expect(await dialog.getByText(says('balance.moved'), { exact: true }).count()).toBe(plan.moves.length);

      const after = await ask<TicketBalance>('GET', `/teams/${team?.id}/ticket-balance`);
      expect(after.desks.map(({ load }) => load)).toEqual(plan.desks.map((desk) => desk.after));
    });
  });

  describe('imports', () => {
    it('say what would come in, ask what cannot be known, bring it in, and keep the report', async () => {
      const { page } = await signIn('manager1', 'manager123');
      const problems = complaints(page);
      await page.keyboard.press('g');
      await page.keyboard.press('i');
      await page.getByText(says('imports.none')).waitFor();
      expect(await barriers(page)).toEqual([]);

      await choose(page, 'order-unknown.csv');
      await page.getByText(says('dates.question')).waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, 'console-import-question-light');
      await page.getByRole('button', { name: says('dates.answer.dmy') }).click();
      await page.getByText(says('dates.given.dmy')).waitFor();
      await page.getByRole('button', { name: says('imports.discard') }).click();

      await choose(page, 'broken-rows.csv');
      await page.getByText(says('importStatus.ready')).waitFor();
      await page
        .getByRole('cell', { name: says('problem.dateUnreadable') })
        .first()
        .waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, 'console-import-light');
      await page.emulateMedia({ colorScheme: 'dark' });
      await picture(page, 'console-import-dark');
      expect(await barriers(page)).toEqual([]);

      await page.getByRole('button', { name: /^Bring in \d/ }).click();
      await page.getByText(says('importStatus.done'), { exact: true }).waitFor();
      const ask = await staff(server.url, 'manager1', 'manager123');
      const [latest] = (await ask<Page<ImportView>>('GET', '/imports')).items;
      const done = await ask<ImportView>('GET', `/imports/${latest?.id}`);
      const counts = await page.locator('dl').first().locator('dd').allTextContents();
      expect(counts).toEqual([done.rows, done.created, done.existing, done.refused, done.flagged].map(String));
      expect(await page.getByRole('table').last().getByRole('row').count()).toBe(done.problems.length + 1);

      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: says('imports.cleaned') }).click();
      expect((await download).suggestedFilename()).toBe('broken-rows-cleaned.csv');
      await page.getByRole('button', { name: says('imports.back') }).click();
      await page.getByRole('link', { name: 'broken-rows.csv' }).waitFor();
      expect(problems).toEqual([]);
    });
  });

  async function choose(page: BrowserPage, sample: string): Promise<void> {
    await page.locator('input[type=file]').setInputFiles(join(__dirname, '../samples', sample));
  }

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

  async function signIn(name: string, password: string, looks: Parameters<typeof newPerson>[1] = {}): Promise<Agent> {
    const context = await newPerson(browser, { width: 1440, height: 1000, ...looks });
    return Agent.signIn(context, server.url, name, password, looks.locale?.slice(0, 2));
  }

  async function tile(page: BrowserPage, key: string): Promise<string> {
    const found = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.getByText(says(key), { exact: true }) });
    return (await found.getByRole('link').first().textContent()) ?? '';
  }
});
