import { existsSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { Agent, Customer, newPerson, openBrowser } from './support/people';
import { Server } from './support/server';

/** Real chats, as a list of `{ original: [speaker, text][] }`; CHAT_SAMPLES names the file. */
interface Sample {
  original: [speaker: 'agent' | 'customer' | 'action', text: string][];
}

const file = process.env.CHAT_SAMPLES ?? '';
const samples = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Sample[]) : [];
if (samples.length === 0) process.stderr.write('No real chats are replayed: CHAT_SAMPLES names no file.\n');

describe('real chats', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    const [started, opened] = await Promise.all([Server.start({ RATE_MESSAGES_PER_MINUTE: '6000' }), openBrowser()]);
    [server, browser] = [started, opened];
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('can be had here: the desk is open', () => {
    expect(server.url).toMatch(/^http/);
  });

  for (const [index, { original }] of samples.entries()) {
    it(`number ${index + 1} reads the same on both sides, word for word`, async () => {
      const turns = original
        .filter(([speaker]) => speaker !== 'action')
        .map(([speaker, text]) => ({ speaker, text: text.trim() }));
      const customer = await Customer.visit(await newPerson(browser), `${server.url}/customer?shop=downtown-branch`);
      const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
      await customer.ring();
      await customer.start('Hello', { name: `Customer ${index + 1}`, email: `customer${index + 1}@mail.example` });
      await mira.takeNext();

      for (const { speaker, text } of turns) {
        const [from, to] = speaker === 'agent' ? [mira, customer] : [customer, mira];
        await (from === mira ? mira.reply(text) : customer.write(text));
        await to.log.getByText(text, { exact: true }).last().waitFor();
      }

      const expected = ['Hello', ...turns.map(({ text }) => text)];
      expect(await said(customer, expected)).toEqual(expected);
      expect(await said(mira, expected)).toEqual(expected);
      await mira.page
        .getByRole('button', { name: new RegExp(mira.says('action.close.chat')) })
        .first()
        .click();
      await mira.page
        .getByRole('dialog')
        .getByRole('button', { name: mira.says('close.submit') })
        .click();
      await customer.frame.getByText('Mira closed this chat').waitFor();
    });
  }
});

/** The lines of a thread that are messages, in the order in which they are shown. */
async function said({ log }: Customer | Agent, expected: string[]): Promise<string[]> {
  const lines = (await log.innerText()).split('\n').map((line) => line.trim());
  return lines.filter((line) => expected.includes(line));
}
