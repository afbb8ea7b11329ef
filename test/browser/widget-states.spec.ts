import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { barriers } from './support/accessibility';
import { Agent, Customer, newPerson, openBrowser, picture } from './support/people';
import { Server } from './support/server';

/** What each state of the widget leaves in people's way, besides a picture of it, large and on a phone. */
describe.each(['light', 'dark'] as const)('nobody is kept out of the widget, in %s', (colorScheme) => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('whatever state it is in', async () => {
    const customer = await Customer.visit(
      await newPerson(browser, { colorScheme }),
      `${server.url}/customer?shop=downtown-branch`,
    );
    const { page, frame } = customer;
    const found: string[] = [];
    const look = async (state: string) => {
      found.push(...(await barriers(page)).map((barrier) => `${state}: ${barrier}`));
      await picture(page, `widget-${state}-${colorScheme}`);
      await page.setViewportSize({ width: 390, height: 844 });
      found.push(...(await barriers(page)).map((barrier) => `${state}, phone: ${barrier}`));
      await picture(page, `widget-${state}-phone-${colorScheme}`);
      await page.setViewportSize({ width: 1440, height: 900 });
    };
    const press = (key: string) => frame.getByRole('button', { name: customer.says(key), exact: true }).click();

    await look('launcher');
    await customer.ring();
    await look('home');
    await press('home.start');
    await press('form.submit');
    await look('form');
    await press('frame.back');

    await customer.start('Hi! My order #58213 still says “packed” since Tuesday.', {
      name: 'Aylin Tan',
      email: 'aylin@mail.example',
    });
    await frame.getByRole('heading', { name: customer.says('waiting.next') }).waitFor();
    await customer.write('Is it stuck? I need it before Saturday 🙏');
    await customer.sees('Is it stuck? I need it before Saturday 🙏');
    await look('waiting');
    await frame.locator('summary').click();
    await look('menu');
    await frame.locator('summary').click();

    const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    await mira.takeNext();
    await mira.reply('Hi Aylin! Let me look at that right away.');
    await mira.reply(
      'The parcel left our warehouse this morning, the tracking page is simply behind: https://shop.example/t/1',
    );
    await customer.sees('Hi Aylin! Let me look at that right away.');
    await mira.composer.pressSequentially('It should');
    await frame.locator('.dots').waitFor();
    await look('typing');
    const buffer = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#f6c453' } })
      .png()
      .toBuffer();
    await frame.locator('input[type=file]').setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer });
    await frame.getByRole('button', { name: customer.says('composer.send'), disabled: false }).waitFor();
    await look('uploaded');
    await frame.getByRole('button', { name: customer.says('composer.send') }).click();
    await frame.getByRole('button', { name: 'Show receipt.png' }).click();
    await frame.getByRole('dialog').getByRole('img').waitFor();
    await look('lightbox');
    await frame.getByRole('dialog').getByRole('button').click();

    await mira.page
      .getByRole('button', { name: new RegExp(mira.says('action.close.chat')) })
      .first()
      .click();
    await mira.page
      .getByRole('dialog')
      .getByRole('button', { name: mira.says('close.submit') })
      .click();
    await frame.getByText('Mira closed this chat').waitFor();
    await frame.getByText(customer.says('rating.title')).first().waitFor();
    await look('ended');
    await frame.getByRole('radio', { name: customer.says('rating.5') }).check({ force: true });
    await frame.getByRole('textbox', { name: customer.says('rating.comment') }).fill('Friendly and quick');
    await look('rating');
    await frame
      .getByRole('button', { name: customer.says('rating.send') })
      .first()
      .click();
    await frame.getByRole('button', { name: customer.says('rating.change') }).waitFor();
    await look('rated');

    await press('chat.new');
    await frame.locator('textarea[name=message]').fill('One more thing: do you have rye bread?');
    await press('form.submit');
    await customer.sees('One more thing: do you have rye bread?');
    await press('frame.back');
    await frame.getByText(customer.says('home.earlier')).waitFor();
    await look('home-again');
    await frame.locator('.earlier li button').first().click();
    await customer.sees('Hi Aylin! Let me look at that right away.');
    await frame.getByText(customer.says('past.over')).waitFor();
    await frame.getByText(customer.says('rating.thanks')).waitFor();
    expect(await frame.getByRole('radio', { name: customer.says('rating.5') }).isChecked()).toBe(true);
    expect(await frame.getByRole('textbox', { name: customer.says('composer.label') }).count()).toBe(0);
    await look('past');

    await server.kill();
    await press('frame.back');
    await frame.getByRole('button', { name: new RegExp(customer.says('home.continue')) }).click();
    await frame.getByText(customer.says('connection.lost')).waitFor();
    await look('reconnecting');
    await server.run();

    expect(found).toEqual([]);
  });
});
