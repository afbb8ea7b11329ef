import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { Page } from '../../src/contract/common.dto';
import type { TicketView } from '../../src/contract/tickets.dto';
import { barriers } from './support/accessibility';
import { Agent, complaints, newPerson, openBrowser, picture } from './support/people';
import { PortalCustomer } from './support/portal';
import { Server } from './support/server';
import { staff } from './support/staff';

const SHOP = 'downtown-branch';

describe('tickets that became one', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const ticketIdOf = (customer: PortalCustomer) => new URL(customer.page.url()).pathname.split('/').at(-1) ?? '';
  const attach = async ({ page }: PortalCustomer, name: string) => {
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(`This is ${name}`) });
    await page.getByText(/^Attached/).waitFor();
  };
  const write = async (who: Awaited<ReturnType<typeof staff>>, ticketId: string, body: string) => {
    const { conversationId } = await who<TicketView>('GET', `/tickets/${ticketId}`);
    await who('POST', `/conversations/${conversationId}/messages`, { clientId: randomUUID(), body });
  };

  it('lead their customer to the one that goes on, live and by old links, with what was being written', async () => {
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    const problems = complaints(customer.page);
    const mira = await staff(server.url, 'support1', 'support123');
    await customer.register(`aylin${randomUUID().slice(0, 8)}`);
    await customer.file('The parcel is missing');
    const stays = ticketIdOf(customer);
    await customer.file('Where is my parcel');
    const goes = ticketIdOf(customer);
    for (const id of [stays, goes]) await mira('POST', `/tickets/${id}/claim`);
    await write(mira, goes, 'I am looking for it.');
    await customer.sees('I am looking for it.');
    const oldLink = customer.page.url();
    await customer.field('composer.label').fill('Half a sentence');
    await attach(customer, 'receipt.txt');

    await mira('POST', `/tickets/${goes}/merge`, { intoId: stays });

    await customer.page.waitForURL(new RegExp(stays));
    await customer.page.getByRole('heading', { name: 'The parcel is missing' }).waitFor();
    await customer.page.getByRole('status').filter({ hasText: 'everything is here now' }).waitFor();
    await customer.sees('I am looking for it.');
    expect(await customer.field('composer.label').inputValue()).toBe('Half a sentence');
    await customer.page.getByText('receipt.txt').waitFor();
    await picture(customer.page, 'portal-merged-light');
    expect(await barriers(customer.page)).toEqual([]);
    await customer.write('Thank you');
    await customer.sees('Thank you');
    await customer.log.getByText('receipt.txt').waitFor();
    await write(mira, stays, 'It is found.');
    await customer.sees('It is found.');

    await customer.page.goto(oldLink);
    await customer.page.waitForURL(new RegExp(stays));
    await customer.sees('It is found.');
    expect(problems).toEqual([]);
  });

  it('stay open for who looks at the one that goes on, while another one becomes part of it', async () => {
    const customer = await PortalCustomer.visit(
      await newPerson(browser, { colorScheme: 'dark' }),
      `${server.url}/portal/${SHOP}`,
    );
    const mira = await staff(server.url, 'support1', 'support123');
    await customer.register(`kim${randomUUID().slice(0, 8)}`);
    await customer.file('The colour is wrong');
    const goes = ticketIdOf(customer);
    await customer.file('The colour is not blue');
    const stays = ticketIdOf(customer);
    await customer.page.setViewportSize({ width: 390, height: 844 });
    for (const id of [stays, goes]) await mira('POST', `/tickets/${id}/claim`);
    await write(mira, goes, 'Which colour is it?');
    await customer.field('composer.label').fill('It is green');
    await attach(customer, 'colour.txt');

    await mira('POST', `/tickets/${goes}/merge`, { intoId: stays });

    await customer.sees('Which colour is it?');
    await customer.page.waitForFunction(() => document.querySelector('textarea')?.value === 'It is green');
    await customer.field('composer.label').press('Enter');
    await customer.sees('It is green');
    await customer.log.getByText('colour.txt').waitFor();
    const { items } = await mira<Page<TicketView>>('GET', '/tickets?search=colour&view=mine');
    expect(items.map(({ id }) => id)).toEqual([stays]);
    expect(items[0]?.lastMessage?.preview).toBe('It is green');
    await picture(customer.page, 'portal-merged-phone-dark');
  });

  it('are asked about in a live chat, which an agent answers', async () => {
    const agent = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    await customer.register(`olga${randomUUID().slice(0, 8)}`);
    await customer.file('The lamp flickers');
    const address = customer.page.url();
    await customer.button('chat.continue').click();
    await customer.page.waitForURL(/\/chat$/);
    await agent.takeNext();
    await agent.reply('Hello, let us look at the lamp.');
    await customer.sees('Hello, let us look at the lamp.');
    await picture(customer.page, 'portal-live-chat-light');
    await customer.write('It flickers at night');
    await agent.sees('It flickers at night');

    await agent.page
      .getByRole('link', { name: /The lamp flickers/ })
      .first()
      .waitFor();
    await picture(agent.page, 'console-live-chat-of-ticket-light');
    await customer.page.getByRole('link', { name: /The lamp flickers/ }).click();
    await customer.page.waitForURL((url) => url.pathname === new URL(address).pathname);
    await customer.button('chat.goTo').waitFor();
    await agent.page
      .getByRole('link', { name: /The lamp flickers/ })
      .first()
      .click();
    await agent.page.getByRole('link', { name: /^Live chat #C-\d+ about it/ }).click();
    await agent.sees('It flickers at night');
  });
});
