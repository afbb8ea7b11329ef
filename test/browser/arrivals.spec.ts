import type { Browser, BrowserContext } from 'playwright-core';
import { Agent, Customer, complaints, newPerson, openBrowser } from './support/people';
import { Server } from './support/server';
import { Visitor } from './support/visitor';

const ONE_CHAT = /\/api\/v1\/chats\/[0-9a-f-]{36}$/;
const OPEN_MINE = /\/api\/v1\/chats\?view=mine/;
const DETAILS = /\/assets\/details-[^/]*\.js/;

describe('what arrives late at the console', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('a list asked for before a chat was taken does not take the chat away', async () => {
    const context = await newPerson(browser);
    const list = await holdBack(context, OPEN_MINE);
    const mira = await Agent.signIn(context, server.url, 'support1', 'support123');
    const problems = complaints(mira.page);
    await list.answered;
    await (await Visitor.come(server.url, 'Jonas Öberg')).start('Is it still there?');
    await mira.takeNext();
    const row = mira.page.getByRole('link', { name: /Jonas Öberg/ });
    await row.waitFor();

    await list.release();

    await mira.reply('It is.');
    await mira.sees('It is.');
    expect(await row.count()).toBe(1);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('what the customer has ended is not offered any more, though its rights have not been asked for again', async () => {
    const context = await newPerson(browser);
    const mira = await Agent.signIn(context, server.url, 'support3', 'support123');
    const visitor = await Visitor.come(server.url, 'Grace Kim');
    const chat = await visitor.start('Never mind.');
    await mira.takeNext();
    const close = mira.page.getByRole('button', { name: new RegExp(mira.says('action.close.chat')) });
    await close.waitFor();
    const detail = await holdBack(context, ONE_CHAT);

    await visitor.end(chat);
    await detail.answered;

    await close.waitFor({ state: 'hidden' });
    expect(await mira.page.getByRole('button', { name: new RegExp(mira.says('action.transfer')) }).count()).toBe(0);
    await mira.page.getByText(mira.says('composer.closed')).waitFor();
    await detail.release();
    await context.close();
  });

  it('a part whose code does not come for want of a connection comes later, and the rest stays as it is', async () => {
    const context = await newPerson(browser);
    let isAway = true;
    await context.route(DETAILS, (route) => (isAway ? route.abort() : route.continue()));
    const mira = await Agent.signIn(context, server.url, 'support4', 'support123');
    await (await Visitor.come(server.url, 'Aylin Tan')).start('Hello?');
    const tried = mira.page.waitForRequest(DETAILS);
    await mira.takeNext();
    await tried;

    await mira.reply('Hello!');
    await mira.sees('Hello!');
    isAway = false;
    await mira.page
      .getByRole('complementary', { name: mira.says('details.title') })
      .getByText(/@mail\.example/)
      .waitFor();
    await context.close();
  });

  it('a message that the next one is already being written after does not take the typing dots away', async () => {
    const customerContext = await newPerson(browser);
    const messages = await holdBackFrames(customerContext, 'It is on its way.');
    const customer = await Customer.visit(customerContext, `${server.url}/customer?shop=downtown-branch`);
    await customer.ring();
    await customer.start('Is it stuck?', { name: 'Aylin Demir', email: 'aylin.demir@mail.example' });
    const context = await newPerson(browser);
    const mira = await Agent.signIn(context, server.url, 'support1', 'support123');
    await mira.takeNext();
    await mira.reply('It is on its way.');
    await messages.held;
    await mira.composer.pressSequentially('It should');
    const dots = customer.frame.locator('.dots');
    await dots.waitFor();

    messages.release();

    await customer.sees('It is on its way.');
    expect(await dots.isVisible()).toBe(true);
    await Promise.all([context.close(), customerContext.close()]);
  });
});

/** What the server has pushed and has not arrived, from the first frame on that has these words. */
async function holdBackFrames(context: BrowserContext, words: string) {
  let tellHeld: () => void;
  const held = new Promise<void>((resolve) => {
    tellHeld = resolve;
  });
  const waiting: (() => void)[] = [];
  let isReleased = false;
  await context.routeWebSocket(/socket\.io/, (client) => {
    client.connectToServer().onMessage((frame) => {
      if (isReleased || !frame.includes(words)) {
        client.send(frame);
        return;
      }
      waiting.push(() => client.send(frame));
      tellHeld();
    });
  });
  function release(): void {
    isReleased = true;
    for (const send of waiting.splice(0)) send();
  }
  return { held, release };
}

/** What the server has answered and has not arrived. */
async function holdBack(context: BrowserContext, address: RegExp) {
  let tellAnswered: () => void;
  let letGo: () => void;
  const answered = new Promise<void>((resolve) => {
    tellAnswered = resolve;
  });
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await context.route(address, async (route) => {
    const response = await route.fetch();
    tellAnswered();
    await released;
    await route.fulfill({ response });
  });
  async function release(): Promise<void> {
    const arrived = context.waitForEvent('response', (response) => address.test(response.url()));
    letGo();
    await arrived;
  }
  return { answered, release };
}
