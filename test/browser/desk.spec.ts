import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { TokenView, VisitorTokenView } from '../../src/contract/auth.dto';
import type { TeamView } from '../../src/contract/teams.dto';
import { Agent, Customer, complaints, newPerson, openBrowser, picture } from './support/people';
import { Server } from './support/server';

describe('at the desk', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      Server.start({ AGENT_GRACE_SECONDS: '2', OFFER_SECONDS: '5' }),
      openBrowser(),
    ]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('a chat can be given back for a while, and for good', async () => {
    const mira = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    const problems = complaints(mira.page);
    await ring('Jonas Öberg');

    await mira.takeNext();
    await menu(mira, 'action.release');
    await mira.page
      .getByRole('link', { name: /^Queue/ })
      .first()
      .click();
    const row = mira.page.getByRole('link', { name: /Jonas Öberg/ });
    await row.waitFor();

    await mira.takeNext();
    await menu(mira, 'action.decline');
    await mira.page
      .getByRole('dialog')
      .getByRole('button', { name: mira.says('decline.submit') })
      .click();
    await mira.page
      .getByRole('link', { name: /^Queue/ })
      .first()
      .click();
    await mira.page.getByText(mira.says('list.empty.queue')).waitFor();

    const luca = await Agent.signIn(await newPerson(browser), server.url, 'support3', 'support123');
    await luca.takeNext();
    await luca.sees('Hello from Jonas Öberg');
    expect(await row.count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('an agent who is lost gives their chat back, and the customer is told', async () => {
    const customer = await Customer.visit(await newPerson(browser), `${server.url}/customer?shop=mall-branch`);
    await customer.ring();
    await customer.start('Is anybody there?', { name: 'Rafael Duarte', email: 'rafael@mail.example' });
    const context = await newPerson(browser);
    const devi = await Agent.signIn(context, server.url, 'support2', 'support123');
    await devi.takeNext();
    await devi.reply('I am here.');
    await customer.sees('I am here.');

    await context.close();

    await customer.frame.getByText('Devi got disconnected. You’re first in line.').waitFor();
    await picture(customer.page, 'widget-agent-lost-light');
  });

  it('an offer rings with its time, and letting two pass sets one away', async () => {
    const admin = await signedIn('admin', 'admin123');
    const { items } = (await (
      await fetch(`${server.url}/api/v1/teams?search=customer`, { headers: admin })
    ).json()) as { items: TeamView[] };
    const team = items[0]!;
    const change = JSON.stringify({ routing: 'leastBusy', version: team.version });
    await fetch(`${server.url}/api/v1/teams/${team.id}`, { method: 'PATCH', headers: admin, body: change });
    const sena = await Agent.signIn(await newPerson(browser), server.url, 'support4', 'support123');

    await ring('Grace Kim', team.id);
    const accept = sena.page.getByRole('button', { name: new RegExp(`^${sena.says('offer.accept')}`) });
    await accept.waitFor();
    await picture(sena.page, 'console-offer-light');
    await accept.click();
    await sena.sees('Hello from Grace Kim');

    await ring('Maya Cohen', team.id);
    await ring('Tom Baker', team.id);
    await sena.page.getByText(sena.says('presence.away')).first().waitFor();
    await picture(sena.page, 'console-set-away-light');
  });

  async function menu(agent: Agent, key: string): Promise<void> {
    await agent.page.getByRole('button', { name: agent.says('chat.more') }).click();
    await agent.page.getByRole('menuitem', { name: new RegExp(agent.says(key)) }).click();
  }

  async function signedIn(username: string, password: string): Promise<Record<string, string>> {
    const form = new URLSearchParams({ username, password });
    const response = await fetch(`${server.url}/api/v1/auth/token`, { method: 'POST', body: form });
    return {
      authorization: `Bearer ${((await response.json()) as TokenView).access_token}`,
      'content-type': 'application/json',
    };
  }

  /** A customer who waits, without a browser. */
  async function ring(name: string, teamId?: string): Promise<void> {
    const { items } = (await (await fetch(`${server.url}/api/v1/widget`)).json()) as {
      items: { slug: string; shop: string }[];
    };
    const shop = items.find(({ slug }) => slug === 'downtown-branch')?.shop;
    const headers = { 'content-type': 'application/json' };
    const visit = JSON.stringify({ shop, name, email: `${randomUUID()}@mail.example` });
    const began = await fetch(`${server.url}/api/v1/auth/visit`, { method: 'POST', headers, body: visit });
    const { access_token } = (await began.json()) as VisitorTokenView;
    await fetch(`${server.url}/api/v1/chats`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${access_token}` },
      body: JSON.stringify({ clientId: randomUUID(), message: `Hello from ${name}`, teamId }),
    });
  }
});
