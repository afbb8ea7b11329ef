import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { TokenView } from '../../src/contract/auth.dto';
import type { CustomerChatView } from '../../src/contract/chats.dto';
import type { ShopView } from '../../src/contract/shops.dto';
import type { TicketView } from '../../src/contract/tickets.dto';
import { HOSTILE_TEXTS } from '../support/hostile-texts';
import { Agent, Customer, complaints, newPerson, openBrowser } from './support/people';
import { PortalCustomer } from './support/portal';
import { Server } from './support/server';
import { type Ask, asker, staff } from './support/staff';

/** What a spreadsheet would compute. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

describe('text that means harm', () => {
  let server: Server;
  let browser: Browser;
  let manager: Ask;
  let agent: Ask;
  let shop: ShopView;
  const harm: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      Server.start({ RATE_VISITS_PER_HOUR: '1000', RATE_CHATS_PER_HOUR: '1000', RATE_ADDRESS_PER_MINUTE: '100000' }),
      openBrowser(),
    ]);
    manager = await staff(server.url, 'manager1', 'manager123');
    agent = await staff(server.url, 'support1', 'support123');
    [shop] = (await manager<{ items: [ShopView] }>('GET', '/shops')).items;
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('47, 48, 49: is text at the console, wherever it was typed', async () => {
    const tickets = await typeEverywhere();
    const context = await watched();
    const mira = await Agent.signIn(context, server.url, 'manager1', 'manager123');
    const problems = complaints(mira.page);

    await mira.page.goto(`${server.url}/support/queue`);
    const rows = mira.page.locator('a[href*="/support/queue/"]');
    await rows.first().waitFor();
    await unharmed(mira.page, 'queue');
    for (const { id } of tickets) {
      await mira.page.goto(`${server.url}/support/tickets/all/${id}`);
      await mira.page.getByRole('log').waitFor();
      await unharmed(mira.page, `ticket ${id}`);
    }
    await mira.page.goto(`${server.url}/support/tickets/all/${tickets[0]?.id}`);
    await mira.page.getByText('<img src=x data-hostile onerror=alert(1)>').first().waitFor();
    for (const place of ['tickets/all', 'live', 'reports/tickets', 'imports', 'direct', 'all']) {
      await mira.page.goto(`${server.url}/support/${place}`);
      await mira.page.locator('main').first().waitFor();
      await mira.page.waitForLoadState('networkidle').catch(() => undefined);
      await unharmed(mira.page, place);
    }

    expect([...problems, ...harm]).toEqual([]);
    await context.close();
  });

  it('47: is text in the widget, both ways', async () => {
    const [customers, desk] = [await watched(), await watched()];
    const customer = await Customer.visit(customers, `${server.url}/customer?shop=downtown-branch`);
    const problems = complaints(customer.page);
    await customer.ring();
    const [first = '', ...others] = HOSTILE_TEXTS.filter((text) => !/[\r\n\p{Cc}\p{Cs}]/u.test(text));
    await customer.start(first, { name: '<b data-hostile>Eve</b>', email: 'eve@mail.example' });
    const { items } = await agent<{ items: CustomerChatView[] }>('GET', '/chats?view=queue&limit=100');
    const mine = await newest(items);
    await agent('POST', `/chats/${mine.id}/take`);
    for (const text of HOSTILE_TEXTS) await say(agent, mine.conversationId, text);
    for (const text of others.slice(0, 4)) await customer.write(text);
    await customer.sees(others[0] ?? '');
    await customer.sees('w'.repeat(70));
    await unharmed(customer.page, 'widget');

    const mira = await Agent.signIn(desk, server.url, 'support1', 'support123');
    problems.push(...complaints(mira.page));
    await mira.page.goto(`${server.url}/support/mine/${mine.id}`);
    await mira.sees(first);
    await unharmed(mira.page, 'chat');

    expect([...problems, ...harm]).toEqual([]);
    await Promise.all([customers.close(), desk.close()]);
  });

  it('47: is text at the portal', async () => {
    const context = await watched();
    const aylin = await PortalCustomer.visit(context, `${server.url}/portal?shop=downtown-branch`);
    const problems = complaints(aylin.page);
    await aylin.register('aylin.hostile');
    await aylin.file('<img src=x data-hostile onerror=alert(1)>');
    const { items } = await agent<{ items: TicketView[] }>('GET', '/tickets?sort=newest&limit=5');
    const ticket = items[0] as TicketView;
    await agent('POST', `/tickets/${ticket.id}/claim`);
    for (const text of HOSTILE_TEXTS) await say(agent, ticket.conversationId, text);
    await aylin.sees('w'.repeat(70));
    await unharmed(aylin.page, 'portal ticket');
    await aylin.page.goto(`${server.url}/portal/tickets`);
    await aylin.page.getByText('data-hostile').first().waitFor();
    await unharmed(aylin.page, 'portal list');

    expect([...problems, ...harm]).toEqual([]);
    await context.close();
  });

  it('47: is text in every letter', async () => {
    const context = await watched();
    const page = await context.newPage();
    await page.goto(`${server.url}/dev/mail`);
    const links = await page
      .locator('td a')
      .evaluateAll((found) => found.map((each) => (each as HTMLAnchorElement).href));
    expect(links.length).toBeGreaterThan(10);
    await unharmed(page, 'list of letters');
    for (const link of links.slice(0, 60)) {
      await page.goto(link);
      await unharmed(page, link);
      await page.goto(`${link}/html`);
      await unharmed(page, `${link}/html`);
    }

    expect(harm).toEqual([]);
    await context.close();
  });

  it('52: is text in every table', async () => {
    for (const path of ['tickets/export.csv', 'chats/export.csv?view=all', 'customers/export.csv']) {
      const rows = parse(await table(path), { bom: true });
      expect(rows.length).toBeGreaterThan(HOSTILE_TEXTS.length / 2);
      expect(rows.flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
    }
  });

  /** A browser that notes what must not happen. */
  async function watched(): Promise<BrowserContext> {
    const context = await newPerson(browser);
    context.on('dialog', (dialog) => {
      harm.push(`a dialog says ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^(http|ws)s?:$/.test(protocol) && hostname !== 'localhost') harm.push(`asked ${request.url()}`);
    });
    return context;
  }

  async function unharmed(page: Page, where: string): Promise<void> {
    for (const frame of page.frames()) {
      const found = await frame.locator('[data-hostile], a[href^="javascript:" i], a[href^="data:" i]').count();
      if (found > 0) harm.push(`${where}: ${found} foreign elements`);
      const links = await frame.locator('a[href*="evil.example"]:not([rel~="noopener"])').count();
      if (links > 0) harm.push(`${where}: ${links} links that know who opened them`);
    }
    if (!page.url().startsWith(server.url)) harm.push(`${where}: led to ${page.url()}`);
  }

  async function tokenOf(username: string, password: string): Promise<string> {
    const body = new URLSearchParams({ username, password });
    const answer = await fetch(`${server.url}/api/v1/auth/token`, { method: 'POST', body });
    return ((await answer.json()) as TokenView).access_token;
  }

  /** A file, which is no JSON. */
  async function table(path: string): Promise<string> {
    const headers = { authorization: `Bearer ${await tokenOf('manager1', 'manager123')}` };
    return (await fetch(`${server.url}/api/v1/${path}`, { headers })).text();
  }

  /** Somebody at the widget who is called that, or Eve where nobody may be. */
  async function visit(name: string): Promise<Ask> {
    const ask = async (called: string) => {
      const body = JSON.stringify({ shop: shop.publicKey, name: called, email: `${randomUUID()}@mail.example` });
      const headers = { 'content-type': 'application/json', 'user-agent': 'Eve' };
      return fetch(`${server.url}/api/v1/auth/visit`, { method: 'POST', headers, body });
    };
    const first = await ask(name);
    const { access_token } = (await (first.ok ? first : await ask('Eve')).json()) as TokenView;
    return asker(server.url, access_token);
  }

  /** A file of that name in the conversation. */
  async function attach(token: string, conversationId: string, name: string): Promise<void> {
    const form = new FormData();
    form.append('file', new Blob([name], { type: 'text/plain' }), name);
    const headers = { authorization: `Bearer ${token}` };
    const address = `${server.url}/api/v1/conversations/${conversationId}`;
    const sent = await fetch(`${address}/attachments`, { method: 'POST', headers, body: form });
    if (!sent.ok) return;
    const { id } = (await sent.json()) as { id: string };
    const message = JSON.stringify({ clientId: randomUUID(), body: '', attachmentIds: [id] });
    const json = { ...headers, 'content-type': 'application/json' };
    await fetch(`${address}/messages`, { method: 'POST', headers: json, body: message });
  }

  async function newest(chats: CustomerChatView[]): Promise<CustomerChatView> {
    const [latest] = [...chats].sort((one, other) => other.number - one.number);
    if (!latest) throw new Error('There is no chat');
    return latest;
  }

  /** What is refused as senseless was not taken, which is as good. */
  const tried = (asking: Promise<unknown>) => asking.catch(() => undefined);

  const say = (who: Ask, conversationId: string, body: string, visibility = 'public') =>
    tried(who('POST', `/conversations/${conversationId}/messages`, { clientId: randomUUID(), body, visibility }));

  /** A chat with the text wherever a customer, or the page they are on, can put it. */
  async function ring(text: string): Promise<void> {
    const visitor = await visit(text);
    const page = { url: `https://shop.example/${text.replace(/\s/g, '+')}`, title: text };
    await tried(visitor('POST', '/claims', { attributes: { [text.slice(0, 40)]: text, plan: text }, page }));
    const words = { message: text, topic: text, pageUrl: text, referrer: text };
    const chat = (await tried(visitor('POST', '/chats', { clientId: randomUUID(), ...words }))) as
      | CustomerChatView
      | undefined;
    if (!chat || HOSTILE_TEXTS.indexOf(text) % 3 > 0) return;
    await tried(visitor('POST', `/chats/${chat.id}/end`));
    await tried(visitor('PUT', `/chats/${chat.id}/review`, { rating: 1, comment: text }));
  }

  /** Each text in each field that people type in, as those who may type there. */
  async function typeEverywhere(): Promise<TicketView[]> {
    const me = (await manager<{ id: string }>('GET', '/auth/me')).id;
    const token = await tokenOf('manager1', 'manager123');
    const tickets: TicketView[] = [];
    for (const text of HOSTILE_TEXTS) {
      await ring(text);
      const person = { name: text, profession: text, organization: text, address: text };
      const customer = (await tried(manager('POST', '/customers', person))) as { id: string } | undefined;
      const about = customer ? { customerId: customer.id } : { customer: { name: 'Eve' } };
      const ticket = (await tried(
        manager('POST', '/tickets', {
          ...{ clientId: randomUUID(), ...about, title: `${text} …`, description: `${text} ${text} …` },
          ...{ tags: [text.slice(0, 20)], contactEmail: text, contactPhone: text.slice(0, 40) },
        }),
      )) as TicketView | undefined;
      if (ticket) {
        tickets.push(ticket);
        await say(manager, ticket.conversationId, text, 'internal');
        await tried(manager('POST', `/tickets/${ticket.id}/assign`, { agentId: me }));
        await say(manager, ticket.conversationId, text);
        await attach(token, ticket.conversationId, `${text}.txt`);
      }
      const short = text.slice(0, 80);
      await tried(manager('POST', '/teams', { name: short, description: text }));
      await tried(manager('POST', '/roles', { name: short, grants: [] }));
      await tried(manager('POST', '/saved-replies', { shortcut: `h${HOSTILE_TEXTS.indexOf(text)}`, body: text }));
      await tried(manager('POST', '/ticket-views', { name: short, filters: {}, isShared: true }));
      await tried(manager('POST', `/shops/${shop.id}/announcements`, { title: text, body: text }));
    }
    const [close, review] = [tickets.at(-1), tickets.at(0)];
    for (const ticket of [close, review])
      if (ticket) await tried(manager('POST', `/tickets/${ticket.id}/close`, { reason: HOSTILE_TEXTS[0] }));
    const named = { name: 'Downtown <img src=x data-hostile onerror=alert(1)>', version: shop.version };
    await manager('PATCH', `/shops/${shop.id}`, named);
    expect(tickets.length).toBeGreaterThan(HOSTILE_TEXTS.length - 4);
    return tickets;
  }
});
