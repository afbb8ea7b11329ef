import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { barriers } from './support/accessibility';
import { Agent, complaints, newPerson, openBrowser, picture } from './support/people';
import { PortalCustomer } from './support/portal';
import { Server } from './support/server';

const SHOP = 'downtown-branch';
const PASSWORD = 'sommerabend';
const newName = () => `aylin${randomUUID().slice(0, 8)}`;

describe('an account at the portal', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('is made, and what is wrong is said at the field', async () => {
    const name = newName();
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal?shop=${SHOP}`);
    const problems = complaints(customer.page);
    await customer.page.getByRole('link', { name: customer.says('signIn.register') }).click();
    await customer.button('register.submit').click();
    for (const key of ['field.name', 'field.email', 'field.username'])
      await customer.page.getByText(customer.says(key), { exact: true }).waitFor();
    expect(await barriers(customer.page)).toEqual([]);
    await customer.page.goto(`${server.url}/portal`);
    await customer.register(name);

    const other = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    await other.page.getByRole('link', { name: other.says('signIn.register') }).click();
    await other.fillRegistration(name);
    await other.button('register.submit').click();
    await other.page.getByText(other.says('field.username.taken')).waitFor();
    expect(problems).toEqual([]);
  });

  it('is no way in for staff, who are told the same as anybody unknown', async () => {
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    for (const [username, password] of [
      ['support1', 'support123'],
      ['nobody', 'nothing123'],
    ] as const) {
      await customer.signIn(username, password);
      await customer.page.getByText(customer.says('error.INVALID_CREDENTIALS')).waitFor();
      await customer.page.reload();
    }
  });

  it('is signed in beside an agent in the same browser, and signs out alone', async () => {
    const context = await newPerson(browser);
    const agent = await Agent.signIn(context, server.url, 'support1', 'support123');
    const customer = await PortalCustomer.visit(context, `${server.url}/portal/${SHOP}`);
    await customer.register(newName());

    await Promise.all([agent.page.reload(), customer.page.reload()]);
    await agent.page
      .getByRole('button', { name: agent.says('takeNext.label') })
      .first()
      .waitFor();
    await customer.page.getByRole('heading', { name: customer.says('tickets.title') }).waitFor();
    await Promise.all([agent.page.reload(), customer.page.reload()]);
    await customer.page.getByRole('heading', { name: customer.says('tickets.title') }).waitFor();
    await customer.page.getByRole('button', { name: /, account and settings$/ }).click();
    await customer.page.getByRole('menuitem', { name: customer.says('action.signOut') }).click();

    await customer.field('signIn.username').waitFor();
    await agent.page.reload();
    await agent.page
      .getByRole('button', { name: agent.says('takeNext.label') })
      .first()
      .waitFor();
  });

  it('can be entered by a code, has its address confirmed, and forgets no profile', async () => {
    const name = newName();
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    await customer.register(name);
    await confirm(customer, name);
    await customer.page.goto(`${server.url}/portal/profile`);
    await customer.page.getByText(customer.says('profile.verified'), { exact: true }).waitFor();
    await customer.field('profile.profession').fill('Baker');
    await customer.button('profile.save').click();
    await customer.page.getByText(customer.says('profile.saved')).waitFor();

    const elsewhere = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    await elsewhere.page.getByRole('link', { name: elsewhere.says('signIn.byCode') }).click();
    await elsewhere.field('register.email').fill(`${name}@mail.example`);
    await elsewhere.button('code.send').click();
    await elsewhere.field('code.label').waitFor();
    await elsewhere.field('code.label').fill('000000');
    await elsewhere.button('signIn.submit').click();
    await elsewhere.page
      .getByRole('alert')
      .or(elsewhere.page.getByText(elsewhere.says('field.code')))
      .first()
      .waitFor();
    const code = /\b\d{6}\b/.exec((await mailTo(name, /\b\d{6}\b/)).replaceAll('000000', ''))?.[0] ?? '';
    await elsewhere.field('code.label').fill(code);
    await elsewhere.button('signIn.submit').click();
    await elsewhere.page.getByRole('heading', { name: elsewhere.says('tickets.title') }).waitFor();
    await elsewhere.page.goto(`${server.url}/portal/profile`);
    expect(await elsewhere.field('profile.profession').inputValue()).toBe('Baker');

    await elsewhere.button('signIns.end').click();
    await customer.page.getByText(customer.says('signIn.ended')).waitFor();
  });

  it('gets another password, is put away and taken back', async () => {
    const name = newName();
    const customer = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    await customer.register(name);
    await confirm(customer, name);
    await customer.page.goto(`${server.url}/portal/profile`);
    await customer.page.getByRole('button', { name: customer.says('deactivate.open') }).click();
    await customer.page.getByRole('dialog').locator('input[name=password]').fill(PASSWORD);
    await customer.page
      .getByRole('dialog')
      .getByRole('button', { name: customer.says('deactivate.submit') })
      .click();
    await customer.page.getByRole('link', { name: customer.says('signIn.reactivate') }).waitFor();
    await customer.signIn(name, PASSWORD);
    await customer.page.getByText(customer.says('error.INVALID_CREDENTIALS')).waitFor();

    await customer.page.getByRole('link', { name: customer.says('signIn.reactivate') }).click();
    await customer.signIn(name, PASSWORD, 'reactivate.submit');
    await customer.page.getByRole('heading', { name: customer.says('tickets.title') }).waitFor();

    const other = await PortalCustomer.visit(await newPerson(browser), `${server.url}/portal/${SHOP}`);
    await other.page.getByRole('link', { name: other.says('signIn.forgotten') }).click();
    await other.field('register.email').fill(`${name}@mail.example`);
    await other.button('forgotten.send').click();
    await other.page.getByText(other.says('forgotten.sentTitle')).waitFor();
    await other.page.goto(linkIn(await mailTo(name, /reset\?/), 'reset'));
    await other.page.locator('input[name=password]').fill('winterabend');
    await other.button('reset.submit').click();
    await other.page.getByRole('heading', { name: other.says('tickets.title') }).waitFor();
  });

  it('speaks German and fits a phone', async () => {
    const context = await newPerson(browser, { locale: 'de-DE', width: 390, height: 844 });
    const customer = await PortalCustomer.visit(context, `${server.url}/portal/${SHOP}`, 'de');
    await customer.field('signIn.username').waitFor();
    await picture(customer.page, 'portal-sign-in-german');
    await customer.register(newName());
    await customer.go('nav.profile');
    await customer.page.getByText(customer.says('signIns.current')).waitFor();
    await picture(customer.page, 'portal-profile-german');
    expect(await customer.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await barriers(customer.page)).toEqual([]);
  });

  /** Follows the link of the first mail. */
  async function confirm(customer: PortalCustomer, name: string): Promise<void> {
    await customer.page.goto(linkIn(await mailTo(name, /verify\?/), 'verify'));
    await customer.button('verify.submit').click();
    await customer.page.getByText(customer.says('verify.done')).waitFor();
  }

  function linkIn(mail: string, page: string): string {
    const written = mail.replace(/&(?:amp|#38|#x26);/g, '&');
    const { pathname, search } = new URL(new RegExp(`http\\S+/portal/${page}\\?[\\w=&-]+`).exec(written)?.[0] ?? '');
    return server.url + pathname + search;
  }

  /** The newest mail that somebody got. */
  async function mailTo(name: string, containing = /./): Promise<string> {
    const until = performance.now() + 15_000;
    while (performance.now() < until) {
      const list = await (await fetch(`${server.url}/dev/mail`)).text();
      const rows = list.split('<tr>').filter((row) => row.includes(`${name}@mail.example`));
      for (const row of rows) {
        const path = /href="([^"]+)"/.exec(row)?.[1] ?? '';
        const mail = await (await fetch(server.url + path)).text();
        if (containing.test(mail)) return mail;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`No mail came to ${name}`);
  }
});
