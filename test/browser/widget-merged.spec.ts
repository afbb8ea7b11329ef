import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { Page } from '../../src/contract/common.dto';
import type { TicketView } from '../../src/contract/tickets.dto';
import { Agent, Customer, complaints, newPerson, openBrowser, picture, words } from './support/people';
import { Server } from './support/server';
import { staff } from './support/staff';

const says = (key: string) => words('tickets', key);
const ASKED = 'The lamp I ordered flickers';

describe('a chat in the widget whose ticket becomes part of another one', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('goes on there by itself and after a reload, with what was being written and attached', async () => {
    const customer = await Customer.visit(await newPerson(browser), `${server.url}/customer?shop=downtown-branch`);
    const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    const problems = [...complaints(customer.page), ...complaints(mira.page)];
    const ask = await staff(server.url, 'support1', 'support123');
    await customer.ring();
    await customer.start(ASKED, { name: 'Kim Berg', email: 'kim@mail.example' });
    await customer.frame.getByRole('heading', { name: customer.says('waiting.next') }).waitFor();
    await mira.takeNext();
    await mira.reply('I will look for it.');
    await customer.sees('I will look for it.');
    await mira.page.getByRole('button', { name: mira.says('chat.more') }).click();
    await mira.page.getByRole('menuitem', { name: mira.says('chat.toTicket') }).click();
    const dialog = mira.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: says('new.title') }).fill(ASKED);
    await dialog.getByRole('button', { name: says('new.submit') }).click();
    await mira.page.getByRole('heading', { name: ASKED }).waitFor();
    const { items } = await ask<Page<TicketView>>('GET', '/tickets?search=flickers');
    const [gone] = items;
    const stays = await ask<TicketView>('POST', '/tickets', {
      ...{ clientId: randomUUID(), customerId: gone?.customer.id, title: 'The lamp is broken' },
      description: 'Called today about her lamp.',
    });
    await ask('POST', `/tickets/${stays.id}/claim`);
    const said = { clientId: randomUUID(), body: 'As I said on the phone: we send a new one.' };
    await ask('POST', `/conversations/${stays.conversationId}/messages`, said);
    const field = customer.frame.getByRole('textbox', { name: customer.says('composer.label') });
    await field.fill('Here is');
    await customer.frame
      .locator('input[type=file]')
      .setInputFiles({ name: 'lamp.txt', mimeType: 'text/plain', buffer: Buffer.from('It flickers at night.') });
    const send = customer.frame.locator('button.send:enabled');
    await customer.frame.getByText('lamp.txt').waitFor();
    await send.waitFor();

    await mira.page.getByRole('button', { name: mira.says('chat.more') }).click();
    await mira.page.getByRole('menuitem', { name: says('action.merge') }).click();
    await dialog.getByRole('radio', { name: `#${stays.number} The lamp is broken` }).check();
    await dialog.getByRole('button', { name: `Merge into #${stays.number}` }).click();
    await mira.page.getByRole('heading', { name: 'The lamp is broken' }).waitFor();

    await customer.sees(said.body);
    await customer.sees('I will look for it.');
    expect(await field.inputValue()).toBe('Here is');
    await customer.frame.getByText('lamp.txt').waitFor();
    await picture(customer.page, 'widget-merged-light');
    await send.click();
    await mira.sees('Here is');
    await mira.log.getByText('lamp.txt').waitFor();
    await mira.reply('Thank you, I see it.');
    await customer.sees('Thank you, I see it.');

    await customer.page.reload();
    await customer.frame.getByRole('button', { name: new RegExp(`^${customer.says('home.last')}`) }).click();
    await customer.sees(said.body);
    await customer.write('And by day');
    await mira.sees('And by day');
    const { lastMessage } = await ask<TicketView>('GET', `/tickets/${stays.id}`);
    expect(lastMessage?.preview).toBe('And by day');
    expect(problems).toEqual([]);
  });
});
