import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import type { TicketView } from '../../src/contract/tickets.dto';
import { barriers } from './support/accessibility';
import { complaints, newPerson, openBrowser, picture } from './support/people';
import { PortalCustomer } from './support/portal';
import { Server } from './support/server';
import { staff } from './support/staff';

const SHOP = 'downtown-branch';

describe('a ticket, as its customer sees it', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('waits for them, is closed, rated and opened again, all without a reload', async () => {
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    const problems = complaints(customer.page);
    const agent = await staff(server.url, 'support1', 'support123');
    const ticket = await file(customer);
    const shows = (key: string) => customer.page.getByText(customer.says(key)).first().waitFor();
    const happened = (text: string) => customer.page.getByText(text, { exact: true }).first().waitFor();

    await agent('POST', `/tickets/${ticket.id}/claim`);
    await happened('Mira is looking after it');
    await agent('POST', `/tickets/${ticket.id}/hold`);
    await shows('status.on_hold');
    await happened('We are waiting for your answer');
    await picture(customer.page, 'portal-on-hold-light');
    await customer.write('It is order 58213');
    await shows('status.in_progress');
    await happened('The work on it goes on');
    await agent('POST', `/conversations/${ticket.conversationId}/messages`, {
      clientId: randomUUID(),
      body: 'Solved.',
    });
    await customer.sees('Solved.');
    await agent('POST', `/tickets/${ticket.id}/close`, { reason: 'Solved' });
    await shows('status.closed');

    await customer.page.getByRole('radio', { name: customer.says('review.4') }).check({ force: true });
    await customer.field('review.comment').fill('Quick');
    await customer.button('review.submit').click();
    await shows('review.thanks');
    await picture(customer.page, 'portal-rated-light');
    expect(await barriers(customer.page)).toEqual([]);
    const rated = await agent<TicketView>('GET', `/tickets/${ticket.id}`);
    expect(rated.review).toMatchObject({ rating: 4, comment: 'Quick' });

    await customer.button('ticket.reopen').click();
    await shows('status.in_progress');
    await customer.button('ticket.close').click();
    await customer.page
      .getByRole('dialog')
      .getByRole('button', { name: customer.says('close.submit') })
      .click();
    await shows('status.closed');
    await customer.write('One more thing');
    await customer.sees('One more thing');
    await shows('status.in_progress');

    await customer.go('nav.overview');
    await shows('overview.total');
    await customer.page.getByRole('img').or(customer.page.locator('.recharts-surface')).first().waitFor();
    await picture(customer.page, 'portal-overview-light');
    expect(await barriers(customer.page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('is saved as a table of exactly what is listed', async () => {
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    const ticket = await file(customer);
    await customer.page.getByRole('link', { name: customer.says('ticket.back') }).click();

    const coming = customer.page.waitForEvent('download');
    await customer.button('tickets.csv').click();

    const saved = await readFile(await (await coming).path(), 'utf8');
    expect(saved.trim().split('\r\n')).toHaveLength(2);
    expect(saved).toContain(ticket.title);
  });

  async function file(customer: PortalCustomer): Promise<TicketView> {
    await customer.register(`aylin${randomUUID().slice(0, 8)}`);
    const title = `Order is late ${randomUUID().slice(0, 8)}`;
    await customer.file(title);
    const manager = await staff(server.url, 'manager1', 'manager123');
    const { items } = await manager<{ items: TicketView[] }>('GET', `/tickets?search=${encodeURIComponent(title)}`);
    const [ticket] = items;
    if (!ticket) throw new Error('The ticket is not there');
    return ticket;
  }
});
