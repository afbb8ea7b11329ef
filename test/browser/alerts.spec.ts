import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { Page as Listed } from '../../src/contract/common.dto';
import type { EmployeeView } from '../../src/contract/employees.dto';
import type { TicketView } from '../../src/contract/tickets.dto';
import { barriers } from './support/accessibility';
import { Agent, complaints, newPerson, openBrowser, picture, words } from './support/people';
import { PortalCustomer } from './support/portal';
import { Server } from './support/server';
import { staff } from './support/staff';
import { Filer } from './support/tickets';

const says = (key: string) => words('alerts', key);
const direct = (key: string) => words('direct', key);

describe('what people are told', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('counts up on every tab, says what happened, leads there, and is read everywhere at once', async () => {
    const manager = await staff(server.url, 'manager1', 'manager123');
    const context = await newPerson(browser);
    const mira = await Agent.signIn(context, server.url, 'support1', 'support123');
    const problems = complaints(mira.page);
    const second = await otherTab(mira);
    const aylin = await Filer.of(server.url, 'Aylin Tan');
    await bell(mira.page, 0).waitFor();

    const ticket = await aylin.file('The parcel is wet');
    const { shopId } = await manager<TicketView>('POST', `/tickets/${ticket.id}/assign`, {
      agentId: await idOf(manager, 'support1'),
    });
    await Promise.all([mira, second].map(({ page }) => bell(page, 1).waitFor()));
    await mira.page
      .getByRole('status')
      .getByText(/New alert: .* gave you a ticket\. #\d+ · The parcel is wet/)
      .waitFor();
    await bell(mira.page, 1).click();
    const panel = mira.page.getByRole('dialog', { name: says('panel.title') });
    await panel.getByRole('link', { name: /gave you a ticket.*The parcel is wet.*Unread/ }).waitFor();
    expect(await barriers(mira.page)).toEqual([]);
    await picture(mira.page, 'console-alerts-light');

    await panel.getByRole('link', { name: /The parcel is wet/ }).click();
    await mira.sees('The parcel is wet. Could you please look into it?');
    expect(mira.page.url()).toContain(`/support/tickets/mine/${ticket.id}`);
    await Promise.all([mira, second].map(({ page }) => bell(page, 0).waitFor()));

    await manager('POST', `/shops/${shopId}/announcements`, {
      title: 'We close at noon',
      body: 'Tomorrow only.',
    });
    await bell(second.page, 1).waitFor();
    await mira.page.getByRole('textbox').first().press('Escape');
    await mira.page.keyboard.press('g');
    await mira.page.keyboard.press('n');
    await panel.getByText('Tomorrow only.').waitFor();
    await panel.getByRole('button', { name: says('panel.readAll') }).click();
    await Promise.all([mira, second].map(({ page }) => bell(page, 0).waitFor()));
    await panel.getByText(says('alert.unread')).first().waitFor({ state: 'detached' });
    await mira.page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await barriers(mira.page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is what a manager announces to everybody who works for the shop', async () => {
    await (await staff(server.url, 'support3', 'support123'))('POST', '/alerts/read-all');
    const luca = await Agent.signIn(await newPerson(browser), server.url, 'support3', 'support123');
    const manager = await Agent.signIn(
      await newPerson(browser, { colorScheme: 'dark' }),
      server.url,
      'manager1',
      'manager123',
    );

    await bell(manager.page).click();
    await manager.page.getByRole('dialog', { name: says('panel.title') }).waitFor();
    await picture(manager.page, 'console-alerts-dark');
    await manager.page.getByRole('button', { name: says('panel.announce') }).click();
    const dialog = manager.page.getByRole('dialog', { name: says('announce.title') });
    await dialog.getByRole('textbox', { name: says('announce.heading') }).fill('New returns address');
    await dialog.getByRole('textbox', { name: says('announce.text') }).fill('From Monday on, parcels go to Hall 4.');
    await picture(manager.page, 'console-announcement-dark');
    expect(await barriers(manager.page)).toEqual([]);
    await dialog.getByRole('button', { name: says('announce.submit') }).click();
    await manager.page.getByText(/colleagues were told/).waitFor();

    await bell(luca.page, 1).click();
    await luca.page.getByRole('dialog').getByText('From Monday on, parcels go to Hall 4.').waitFor();
    await picture(luca.page, 'console-announced-light');
    await Promise.all([luca, manager].map(({ page }) => page.context().close()));
  });

  it('is what two colleagues write to each other, live and without anybody else', async () => {
    const [mira, sena] = await Promise.all([
      Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123'),
      Agent.signIn(await newPerson(browser, { colorScheme: 'dark' }), server.url, 'support4', 'support123'),
    ]);
    const problems = complaints(mira.page);

    await colleagues(mira.page).click();
    await mira.page
      .getByRole('button', { name: direct('list.new') })
      .first()
      .click();
    await mira.page.getByRole('option').first().waitFor();
    await picture(mira.page, 'console-write-to-light');
    // Entered before those who fit are here, it means one of them, not who stands there still.
    let answer = () => {};
    const isAllowed = new Promise<void>((resolve) => (answer = resolve));
    await mira.page.route('**/api/v1/employees?*search=Sena*', async (route) => {
      await isAllowed;
      await route.continue();
    });
    await mira.page.getByRole('combobox', { name: direct('writeTo.find') }).fill('Sena');
    await mira.page.keyboard.press('Enter');
    answer();
    await mira.composer.waitFor();
    expect(await mira.page.getByRole('button', { name: mira.says('composer.note') }).count()).toBe(0);
    await mira.reply('Can you take over at four?');
    await mira.sees('Can you take over at four?');

    await colleagues(sena.page, 1).click();
    await sena.page.getByRole('link', { name: /Mira.*Can you take over at four\?/ }).click();
    await sena.sees('Can you take over at four?');
    await colleagues(sena.page, 0).waitFor();
    await mira.log.getByText(mira.says('thread.seen')).waitFor();
    await sena.reply('Yes, gladly.');
    await mira.sees('Yes, gladly.');
    await mira.log.getByRole('article', { name: /^Sena/ }).waitFor();
    await picture(mira.page, 'console-direct-light');
    await picture(sena.page, 'console-direct-dark');
    expect(await barriers(mira.page)).toEqual([]);
    expect(await barriers(sena.page)).toEqual([]);

    await mira.page.setViewportSize({ width: 390, height: 844 });
    await picture(mira.page, 'console-direct-phone');
    await mira.page.getByRole('button', { name: mira.says('action.back') }).click();
    await mira.page.getByRole('link', { name: /Sena.*Yes, gladly\./ }).waitFor();

    const admin = await staff(server.url, 'admin', 'admin123');
    await admin('POST', `/employees/${await idOf(admin, 'support1')}/deactivate`);
    await sena.page.getByText(direct('composer.closed')).waitFor();
    await sena.sees('Can you take over at four?');
    expect(problems).toEqual([]);
    await Promise.all([mira, sena].map(({ page }) => page.context().close()));
  });

  it('is that somebody answered, for the customer at the portal, who gets to the ticket from there', async () => {
    const context = await newPerson(browser);
    const customer = await PortalCustomer.visit(context, `${server.url}/portal/downtown-branch`);
    const problems = complaints(customer.page);
    const agent = await staff(server.url, 'support3', 'support123');
    await customer.register(`aylin${randomUUID().slice(0, 8)}`);
    await customer.go('nav.tickets');
    await customer.page.getByRole('link', { name: customerAlerts(0) }).click();
    await customer.page.getByText(customer.says('alerts.emptyHint')).waitFor();
    await picture(customer.page, 'portal-alerts-empty-light');
    await customer.file('Lamp flickers');
    await customer.page
      .getByRole('link', { name: customer.says('nav.tickets') })
      .first()
      .click();

    const { items } = await agent<Listed<TicketView>>('GET', '/tickets?search=Lamp%20flickers');
    const ticket = items[0] as TicketView;
    await agent('POST', `/tickets/${ticket.id}/claim`);
    await customer.page.getByRole('link', { name: customerAlerts(1) }).waitFor();
    const answer = { clientId: randomUUID(), body: 'Please try another bulb.' };
    await agent('POST', `/conversations/${ticket.conversationId}/messages`, answer);
    await customer.page.getByRole('link', { name: customerAlerts(2) }).click();
    const row = customer.page.getByRole('link', { name: /Luca has answered\..*Lamp flickers.*Unread/ });
    await row.waitFor();
    expect(await barriers(customer.page)).toEqual([]);
    await picture(customer.page, 'portal-alerts-light');
    await customer.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await customer.page.setViewportSize({ width: 390, height: 844 });
    await picture(customer.page, 'portal-alerts-phone-dark');
    expect(await barriers(customer.page)).toEqual([]);

    await row.click();
    await customer.sees('Please try another bulb.');
    await customer.page.getByRole('link', { name: customerAlerts(1) }).click();
    await customer.button('alerts.readAll').click();
    await customer.page.getByRole('link', { name: customerAlerts(0) }).waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  async function otherTab(agent: Agent): Promise<Agent> {
    const other = new Agent(await agent.page.context().newPage());
    await other.page.goto(`${server.url}/support/all`);
    await bell(other.page).waitFor();
    return other;
  }
});

type Ask = Awaited<ReturnType<typeof staff>>;

async function idOf(ask: Ask, username: string): Promise<string> {
  const { items } = await ask<Listed<EmployeeView>>('GET', `/employees?search=${username}`);
  const found = items.find((employee) => employee.username === username);
  if (!found) throw new Error(`Nobody is called ${username}`);
  return found.id;
}

function bell(page: Page, count?: number) {
  return entry(page, 'button', 'nav.alerts', count);
}

function colleagues(page: Page, count?: number) {
  return entry(page, 'link', 'nav.direct', count);
}

function entry(page: Page, role: 'button' | 'link', key: string, count?: number) {
  const unreadNow = count === undefined ? '' : count === 0 ? 'nothing unread' : `${count} unread`;
  return page.getByRole(role, { name: new RegExp(`^${words('console', key)}, ${unreadNow}`) });
}

function customerAlerts(count: number): RegExp {
  return new RegExp(`^Alerts, ${count === 0 ? 'nothing' : count} unread`);
}
