import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { Agent, Customer, complaints, newPerson, openBrowser, picture } from './support/people';
import { Server } from './support/server';

const AYLIN = { name: 'Aylin Tan', email: 'aylin@mail.example' };

describe('a customer rings, an agent answers', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('from the first ring to the rating, with a note, a picture and a transfer', async () => {
    const customer = await Customer.visit(await newPerson(browser), `${server.url}/customer?shop=downtown-branch`);
    const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    const sena = await Agent.signIn(await newPerson(browser), server.url, 'support4', 'support123');
    const problems = [customer, mira, sena].map(({ page }) => complaints(page));

    await customer.ring();
    await picture(customer.page, 'widget-home-light');
    await customer.start('My order still says packed.', AYLIN);
    await customer.frame.getByRole('heading', { name: customer.says('waiting.next') }).waitFor();
    await picture(customer.page, 'widget-waiting-light');

    await mira.takeNext();
    await mira.sees('My order still says packed.');
    await customer.frame.getByText('Mira joined the chat').waitFor();

    await mira.composer.pressSequentially('Hello Aylin');
    await customer.frame.locator('.dots').waitFor();
    await mira.reply('Hello Aylin! Let me look at that right away.');
    await customer.sees('Hello Aylin! Let me look at that right away.');
    await customer.write('Thank you, I need it before Saturday.');
    await mira.sees('Thank you, I need it before Saturday.');
    await customer.frame.getByText(/^Seen/).waitFor();

    await mira.note('Carrier scan missing for batch 7719');
    await mira.sees('Carrier scan missing for batch 7719');
    await picture(mira.page, 'console-conversation-light');

    const buffer = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#f6c453' } })
      .png()
      .toBuffer();
    await customer.frame
      .locator('input[type=file]')
      .setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer });
    await customer.frame.getByRole('button', { name: customer.says('composer.send') }).click();
    await mira.log.getByRole('img', { name: 'receipt.png' }).waitFor();
    await customer.log.getByRole('img', { name: 'receipt.png' }).waitFor();
    await picture(customer.page, 'widget-chat-light');

    await mira.page.getByRole('button', { name: new RegExp(mira.says('action.transfer')) }).click();
    await mira.page.getByRole('option', { name: /Sena/ }).click();
    await mira.page.getByRole('textbox', { name: mira.says('transfer.note') }).fill('She needs it before Saturday');
    await picture(mira.page, 'console-transfer-light');
    await mira.page.getByRole('dialog').getByRole('button', { name: /Sena/ }).click();
    await customer.frame.getByText('Mira is bringing in Sena').waitFor();

    await sena.page
      .getByRole('link', { name: /Aylin Tan/ })
      .first()
      .click();
    await sena.sees('She needs it before Saturday');
    await sena.reply('It arrives on Friday.');
    await customer.sees('It arrives on Friday.');
    await sena.page
      .getByRole('button', { name: new RegExp(sena.says('action.close.chat')) })
      .first()
      .click();
    await sena.page
      .getByRole('dialog')
      .getByRole('button', { name: sena.says('close.submit') })
      .click();

    await customer.frame.getByText('Sena closed this chat').waitFor();
    await customer.frame.getByRole('radio', { name: customer.says('rating.5') }).check({ force: true });
    await customer.frame.getByText(customer.says('rating.thanks')).waitFor();
    await picture(customer.page, 'widget-rated-light');

    const shown = await customer.log.innerText();
    expect(shown).not.toContain('7719');
    expect(shown).not.toContain('She needs it before Saturday');
    expect(problems).toEqual([[], [], []]);
  });

  it('keeps what is typed while the server is away, and sends it once', async () => {
    const customer = await Customer.visit(await newPerson(browser), `${server.url}/customer?shop=mall-branch`);
    const devi = await Agent.signIn(await newPerson(browser), server.url, 'support2', 'support123');
    await customer.ring();
    await customer.start('Do you have it in red?', { name: 'Rafael Duarte', email: 'rafael@mail.example' });
    await customer.frame.getByRole('heading', { name: customer.says('waiting.next') }).waitFor();
    await devi.takeNext();
    await devi.reply('Let me check.');
    await customer.sees('Let me check.');

    await server.kill();
    await customer.write('Size M, please.');
    await customer.write('And a bell.');
    await devi.reply('One moment.');
    await customer.frame.getByText(customer.says('connection.lost')).waitFor();
    await picture(customer.page, 'widget-reconnecting-light');
    await picture(devi.page, 'console-reconnecting-light');
    await server.run();

    await devi.sees('And a bell.');
    await customer.sees('One moment.');
    const all = ['Do you have it in red?', 'Let me check.', 'Size M, please.', 'And a bell.', 'One moment.'];
    for (const text of all) {
      expect(await customer.log.getByText(text, { exact: true }).count()).toBe(1);
      expect(await devi.log.getByText(text, { exact: true }).count()).toBe(1);
    }

    await customer.page.reload();
    await customer.sees('And a bell.');
    expect(await customer.log.getByText('Size M, please.', { exact: true }).count()).toBe(1);
  });
});
