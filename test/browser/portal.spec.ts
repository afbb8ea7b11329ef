import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import type { Page } from '../../src/contract/common.dto';
import type { TicketView } from '../../src/contract/tickets.dto';
import { barriers } from './support/accessibility';
import { complaints, newPerson, openBrowser, picture } from './support/people';
import { PortalCustomer, paste } from './support/portal';
import { Server } from './support/server';
import { staff } from './support/staff';

const SHOP = 'downtown-branch';
const name = () => `aylin${randomUUID().slice(0, 8)}`;

describe('the customers’ portal', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('from the registration to the answer, with a pasted screenshot', async () => {
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    const problems = complaints(customer.page);
    await customer.register(name());
    await customer.page.getByText(customer.says('tickets.empty')).waitFor();

    await customer.page
      .getByRole('link', { name: customer.says('nav.new') })
      .first()
      .click();
    await customer.field('new.subject').fill('Charged twice');
    await customer.field('new.description').fill('I was charged twice for order 58213.');
    const screenshot = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#f6c453' } })
      .png()
      .toBuffer();
    await paste(customer.page, customer.field('new.description'), screenshot, 'screenshot.png');
    await customer.page.getByText(/^Attached/).waitFor();

    await customer.page.reload();
    expect(await customer.field('new.subject').inputValue()).toBe('Charged twice');
    await customer.page.getByText('screenshot.png').waitFor();
    await customer.button('new.submit').click();

    await customer.page.getByText(/Your ticket is number \d+/).waitFor();
    await customer.sees('I was charged twice for order 58213.');
    await customer.log.getByRole('img', { name: 'screenshot.png' }).waitFor();
    await picture(customer.page, 'portal-filed-light');

    const agent = await staff(server.url, 'support1', 'support123');
    const { items } = await agent<Page<TicketView>>('GET', '/tickets?view=open');
    const ticket = items.find(({ title }) => title === 'Charged twice')!;
    await agent('POST', `/tickets/${ticket.id}/claim`);
    await customer.page
      .getByText(/is looking after it/)
      .first()
      .waitFor();
    await agent('POST', `/conversations/${ticket.conversationId}/messages`, {
      clientId: randomUUID(),
      body: 'Let me look at that.',
    });
    await customer.sees('Let me look at that.');
    await customer.write('Thank you!');
    await customer.sees('Thank you!');

    expect(problems).toEqual([]);
  });

  it('says what is missing at the field', async () => {
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    await customer.register(name());
    await customer.page.goto(`${server.url}/portal/new`);
    await customer.field('new.subject').fill('Help');
    await customer.field('new.description').fill('short');
    await customer.button('new.submit').click();
    await customer.page.getByText('5 more characters, please: we need 10 to understand it.').waitFor();
  });

  it('says of each file by name why it does not go along, before the ticket is sent', async () => {
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    const { page } = customer;
    await customer.register(name());
    await page.goto(`${server.url}/portal/new`);
    const files = page.getByRole('group', { name: customer.says('new.pictures') });
    const attach = (...some: { name: string; buffer: Buffer }[]) =>
      files
        .locator('input[type=file]')
        .setInputFiles(some.map((file) => ({ ...file, mimeType: 'application/octet-stream' })));
    const text = (index: number) => ({ name: `page-${index}.txt`, buffer: Buffer.from(`page ${index}`) });
    const item = (file: string) => files.getByRole('listitem').filter({ hasText: file });
    const remove = (file: string) =>
      item(file)
        .getByRole('button', { name: customer.says('action.remove') })
        .click();
    await customer.field('new.subject').fill('Many pages');
    await customer.field('new.description').fill('All the pages of my contract.');

    await attach(
      { name: 'film.mov', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) },
      { name: 'tool.exe', buffer: Buffer.from('MZ\u0000\u0001\u0002', 'latin1') },
    );
    await item('film.mov').getByText(customer.says('error.PAYLOAD_TOO_LARGE')).waitFor();
    await item('tool.exe').getByText(customer.says('error.UNSUPPORTED_TYPE')).waitFor();
    await page.getByText(customer.says('new.failed')).waitFor();
    expect(await customer.button('new.submit').isDisabled()).toBe(true);
    await picture(page, 'portal-files-refused-light');
    expect(await barriers(page)).toEqual([]);
    await remove('film.mov');
    await remove('tool.exe');

    await attach(...Array.from({ length: 15 }, (_, index) => text(index)));
    const leftOut = files.getByRole('alert').filter({ hasText: 'A ticket takes at most 10 files.' });
    await leftOut.getByText('page-10.txt, page-11.txt, page-12.txt and 2 more').waitFor();
    await picture(page, 'portal-files-left-out-light');
    await remove('page-9.txt');
    await leftOut.waitFor({ state: 'hidden' });
    await files
      .getByText(/^Attached/)
      .nth(8)
      .waitFor();
    await page.reload();
    await item('page-8.txt').waitFor();
    await attach(text(20), text(21));
    await leftOut.getByText('page-21.txt').waitFor();

    await customer.button('new.submit').click();
    await customer.log.getByText('page-20.txt').waitFor();
    expect(await customer.log.getByRole('button', { name: /page-/ }).count()).toBe(10);
  });

  it.each(['light', 'dark'] as const)('is shown in %s, large and on a phone, for everybody', async (colorScheme) => {
    const customer = await PortalCustomer.visit(
      await newPerson(browser, { colorScheme, width: 390, height: 844 }),
      `${server.url}/portal/${SHOP}`,
    );
    const problems = complaints(customer.page);
    const faults: string[] = [];
    const look = async (what: string) => {
      await picture(customer.page, `portal-${what}-phone-${colorScheme}`);
      faults.push(...(await barriers(customer.page)).map((fault) => `${what}: ${fault}`));
      const width = await customer.page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 390) faults.push(`${what} is ${width} wide`);
      await customer.page.setViewportSize({ width: 1280, height: 850 });
      await picture(customer.page, `portal-${what}-${colorScheme}`);
      await customer.page.setViewportSize({ width: 390, height: 844 });
    };
    await customer.field('signIn.username').waitFor();
    await look('sign-in');
    await customer.register(name());
    await customer.page.getByText(customer.says('tickets.empty')).waitFor();
    await look('no-tickets');

    await customer.go('nav.newShort');
    await customer.button('new.submit').click();
    await customer.page.getByText(customer.says('field.title')).waitFor();
    await look('new');
    await customer.field('new.subject').fill('The invoice shows my old address');
    await customer.field('new.description').fill('I have moved, please change it to Sonnenallee 12.');
    await customer.field('new.phone').fill('0123456');
    await customer.button('new.submit').click();
    await customer.sees('I have moved, please change it to Sonnenallee 12.');
    await look('ticket');
    await customer.page.getByText(customer.says('ticket.details')).click();
    await customer.page.getByText(customer.says('facts.phoneInvalid')).waitFor();
    await look('ticket-details');
    await customer.page.getByRole('link', { name: customer.says('ticket.back') }).click();
    await customer.page.getByText('The invoice shows my old address').waitFor();
    await look('tickets');
    await customer.go('nav.profile');
    await customer.page.getByText(customer.says('signIns.current')).waitFor();
    await look('profile');

    expect(faults).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('speaks German', async () => {
    const customer = await PortalCustomer.visit(
      await newPerson(browser, { locale: 'de-DE', width: 390, height: 844 }),
      `${server.url}/portal/${SHOP}`,
      'de',
    );
    await customer.register(name());
    await customer.go('nav.newShort');
    await customer.field('new.subject').fill('Doppelt bezahlt');
    await customer.field('new.description').fill('Ich habe doppelt bezahlt, Bestellung 58213.');
    await customer.button('new.submit').click();
    await customer.page.getByText(/^Wir haben es\. Ihr Ticket hat die Nummer \d+\.$/).waitFor();
    await customer.page.getByText(customer.says('status.open')).first().waitFor();
  });
});
