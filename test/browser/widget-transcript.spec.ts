import type { Browser } from 'playwright-core';
import { Customer, newPerson, openBrowser, picture } from './support/people';
import { Server } from './support/server';

describe('a conversation by e-mail', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  /** A customer who has written, at a service that sends e-mail or does not. */
  async function writing(server: Server): Promise<Customer> {
    const customer = await Customer.visit(await newPerson(browser), `${server.url}/customer?shop=downtown-branch`);
    await customer.ring();
    await customer.start('Where is my order?', { name: 'Aylin Tan', email: 'aylin@mail.example' });
    return customer;
  }

  it('is asked for in the menu and after the end, and needs a confirmed address', async () => {
    const server = await Server.start();
    try {
      const customer = await writing(server);
      const { frame } = customer;
      const ask = frame.getByRole('button', { name: customer.says('transcript.ask') });

      await frame.locator('summary').click();
      await ask.click();
      await frame.getByText(customer.says('transcript.confirm')).waitFor();
      await picture(customer.page, 'widget-transcript-light');
      await frame.getByRole('button', { name: customer.says('chat.end') }).click();

      await frame.getByText(customer.says('chat.ended')).waitFor();
      await ask.click();
      await frame.getByText(customer.says('transcript.confirm')).last().waitFor();
      await picture(customer.page, 'widget-ended-transcript-light');
    } finally {
      await server.stop();
    }
  });
});
