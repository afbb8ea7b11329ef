import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { ShopView } from '../../src/contract/shops.dto';
import type { TicketView } from '../../src/contract/tickets.dto';
import { barriers } from './support/accessibility';
import { Customer, complaints, newPerson, openBrowser, picture } from './support/people';
import { Server } from './support/server';
import { staff } from './support/staff';

describe('the widget, when nobody is there', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const openTickets = async () => {
    const manager = await staff(server.url, 'manager1', 'manager123');
    return (await manager<{ items: TicketView[] }>('GET', '/tickets?view=open')).items;
  };

  it('lets nobody wait who would rather have the answer by e-mail', async () => {
    const customer = await Customer.visit(await newPerson(browser), `${server.url}/customer?shop=downtown-branch`);
    const problems = complaints(customer.page);
    await customer.ring();
    await customer.start('Is my order on its way?', { name: 'Kim', email: 'kim@mail.example' });

    await customer.frame.getByRole('button', { name: customer.says('waiting.instead') }).click();

    await customer.frame.getByText(/Your ticket is number \d+\./).waitFor();
    await customer.frame.getByText('We answer by e-mail to kim@mail.example.').waitFor();
    await picture(customer.page, 'widget-filed-light');
    expect(await barriers(customer.page)).toEqual([]);
    const ticket = (await openTickets()).find(({ title }) => title === 'Is my order on its way?');
    expect(ticket).toMatchObject({ source: 'chat', contactEmail: 'kim@mail.example' });
    expect(problems).toEqual([]);
  });

  it('takes a message outside the opening hours, and says its number', async () => {
    await close('downtown-branch');
    const customer = await Customer.visit(await newPerson(browser), `${server.url}/customer?shop=downtown-branch`);
    const problems = complaints(customer.page);
    const press = (key: string) =>
      customer.frame.getByRole('button', { name: customer.says(key), exact: true }).click();
    await customer.ring();
    await press('form.leave');
    await press('form.leave.submit');
    await customer.frame.getByText(customer.says('form.email.missing')).waitFor();
    const message = `The invoice ${randomUUID()} has my old address`;
    await customer.frame.locator('[name=name]').fill('Kim');
    await customer.frame.locator('[name=email]').fill('kim@mail.example');
    await customer.frame.locator('textarea').fill(message);
    await picture(customer.page, 'widget-leave-light');
    expect(await barriers(customer.page)).toEqual([]);
    await press('form.leave.submit');

    await customer.frame.getByText(/Your ticket is number \d+\./).waitFor();
    const ticket = (await openTickets()).find(({ description }) => description === message);
    expect(ticket).toMatchObject({ source: 'offline', contactEmail: 'kim@mail.example' });
    await press('filed.done');
    await customer.frame.getByRole('button', { name: customer.says('form.leave'), exact: true }).waitFor();
    expect(problems).toEqual([]);
  });

  /** Opens for one minute of yesterday alone. */
  async function close(slug: string): Promise<void> {
    const admin = await staff(server.url, 'admin', 'admin123');
    const { items } = await admin<{ items: ShopView[] }>('GET', '/shops');
    const shop = items.find((it) => it.slug === slug);
    if (!shop) throw new Error(`There is no ${slug}`);
    const yesterday = new Date(Date.now() - 86_400_000).getUTCDay();
    const businessHours = [{ weekday: yesterday === 0 ? 7 : yesterday, from: '03:00', to: '03:01' }];
    await admin('PATCH', `/shops/${shop.id}`, { version: shop.version, businessHours });
  }
});
