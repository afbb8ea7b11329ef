import type { Browser } from 'playwright-core';
import { Agent, Customer, newPerson, openBrowser, picture } from './support/people';
import { Server } from './support/server';

const AYLIN = { name: 'Aylin Tan', email: 'aylin@mail.example' };
const LEFT_OUT = '2 files were left out: a message takes at most 10.';

describe('more files than a message takes', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('are told of on both sides, until one makes room', async () => {
    const files = Array.from({ length: 12 }, (_, index) => ({
      name: `page-${index}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(`page ${index}`),
    }));
    const customer = await Customer.visit(await newPerson(browser), `${server.url}/customer?shop=downtown-branch`);
    const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    await customer.ring();
    await customer.start('I have many pages.', AYLIN);
    await customer.frame.getByRole('heading', { name: customer.says('waiting.next') }).waitFor();
    await mira.takeNext();

    await mira.page.locator('main input[type=file]').setInputFiles(files);
    await mira.page.getByText(LEFT_OUT).waitFor();
    await picture(mira.page, 'console-files-left-out-light');
    await mira.page
      .getByRole('button', { name: mira.says('action.remove') })
      .first()
      .click();
    await mira.page.getByText(LEFT_OUT).waitFor({ state: 'hidden' });

    await customer.frame.locator('input[type=file]').setInputFiles(files);
    await customer.frame.getByText(LEFT_OUT).waitFor();
    await picture(customer.page, 'widget-files-left-out-light');
    await customer.frame.getByRole('button', { name: customer.says('composer.send') }).click();
    await customer.log.getByText('page-9.txt').waitFor();
    expect(await customer.frame.getByText(LEFT_OUT).count()).toBe(0);
  });
});
