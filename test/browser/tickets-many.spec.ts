import type { Browser, Page } from 'playwright-core';
import { barriers } from './support/accessibility';
import { Agent, complaints, newPerson, openBrowser, picture, words } from './support/people';
import { Server } from './support/server';
import { Filer } from './support/tickets';

const says = (key: string) => words('tickets', key);

describe('many tickets at the console', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('are chosen by click and key, changed at once, and changed back', async () => {
    const manager = await atTickets('manager1', 'manager123');
    const { page } = manager;
    const problems = complaints(page);
    const filer = await Filer.of(server.url, 'Bea Sommer');
    const numbers = [];
    for (const title of ['The lamp flickers', 'The lamp hums', 'The lamp is dim'])
      numbers.push((await filer.file(title)).number);
    const [flickers, hums, dim] = numbers;
    await row(page, 'The lamp flickers').waitFor();
    await find(page, 'lamp');

    await row(page, 'The lamp is dim').click();
    await page.keyboard.press('x');
    await row(page, 'The lamp flickers').click();
    await page.keyboard.press('Shift+X');
    const bar = page.getByRole('region', { name: says('bulk.label') });
    await bar.getByText('3 chosen').waitFor();
    await box(page, hums).uncheck();
    await bar.getByText('2 chosen').waitFor();
    await picture(page, 'tickets-chosen-light');
    expect(await barriers(page)).toEqual([]);

    await bar.getByRole('button', { name: says('bulk.priority') }).click();
    await page.getByRole('menuitem', { name: says('priority.urgent') }).click();
    await page.getByText('2 done').waitFor();
    await row(page, 'The lamp is dim').getByText(says('priority.urgent')).waitFor();
    expect(await row(page, 'The lamp hums').getByText(says('priority.urgent')).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: says('bulk.undo') }).click();
    await page.getByText(/^Undone$/).waitFor();
    await row(page, 'The lamp is dim').getByText(says('priority.urgent')).waitFor({ state: 'hidden' });

    await find(page, 'lamp', 'all');
    for (const number of [flickers, hums, dim]) await box(page, number).check();
    await bar.getByRole('button', { name: says('bulk.assign') }).click();
    await page.getByRole('menuitem', { name: /Mira/ }).click();
    await page.getByText('3 done').waitFor();
    await row(page, 'The lamp hums').getByText(/Mira/).waitFor();
    await page.getByRole('button', { name: says('bulk.undo') }).click();
    await page
      .getByText(/^Undone$/)
      .last()
      .waitFor();
    await row(page, 'The lamp hums').getByText(/Mira/).waitFor({ state: 'hidden' });

    await box(page, flickers).check();
    await closeChosen(page);
    await page.getByText('1 done').waitFor();
    for (const number of [flickers, hums]) await box(page, number).check();
    await closeChosen(page);
    await page.getByText(`1 done, 1 not: #${flickers}`).waitFor();
    await bar.getByText('1 chosen').waitFor();
    await picture(page, 'tickets-bulk-refused-light');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('of one customer become one, and the one that went leads to it', async () => {
    const mira = await atTickets('support1', 'support123');
    const { page } = mira;
    const filer = await Filer.of(server.url, 'Ida Winter');
    const gone = await filer.file('The kettle leaks');
    const stays = await filer.file('The kettle still leaks');
    await row(page, 'The kettle leaks').click();
    await page
      .locator('[data-pane=conversation] header')
      .getByRole('button', { name: says('action.claim') })
      .click();
    await page.getByRole('heading', { name: says('list.title.mine') }).waitFor();
    const address = page.url();
    await mira.composer.fill('I send you another one');
    await page
      .locator('main input[type=file]')
      .setInputFiles({ name: 'voucher.txt', mimeType: 'text/plain', buffer: Buffer.from('Voucher 1234') });
    await page.getByRole('button', { name: mira.says('action.remove'), exact: true }).waitFor();

    await page.getByRole('button', { name: mira.says('chat.more') }).click();
    await page.getByRole('menuitem', { name: says('action.merge') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: `#${stays.number} The kettle still leaks` }).check();
    await picture(page, 'tickets-merge-light');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: `Merge into #${stays.number}` }).click();

    await page.getByRole('heading', { name: 'The kettle still leaks' }).waitFor();
    await page.getByText(`#${gone.number} is part of this ticket now.`).waitFor();
    await mira.sees('The kettle leaks. Could you please look into it?');
    await mira.sees('The kettle still leaks. Could you please look into it?');
    await page
      .locator('[data-pane=conversation] header')
      .getByRole('button', { name: says('action.claim') })
      .click();
    await page.getByText('voucher.txt').waitFor();
    expect(await mira.composer.inputValue()).toBe('I send you another one');
    await mira.composer.press('Enter');
    await mira.sees('I send you another one');
    await mira.log.getByText('voucher.txt').waitFor();
    await page.goto(address);
    await page.getByText(`#${gone.number} is part of this ticket now.`).waitFor();
    expect(page.url()).toContain(stays.id);
    await page.getByRole('button', { name: `Look at #${gone.number}` }).click();
    await page.getByRole('heading', { name: 'The kettle leaks', exact: true }).waitFor();
    await page.getByText(says('composer.merged')).waitFor();
    await page.context().close();
  });

  it('in lists that people come back to are kept, shared, renamed and deleted', async () => {
    const manager = await atTickets('manager1', 'manager123');
    const { page } = manager;
    const filer = await Filer.of(server.url, 'Kim Berg');
    await filer.file('The chair wobbles');
    await find(page, 'chair');
    const keep = page.getByRole('button', { name: says('kept.keep') });
    await keep.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: says('kept.name') }).fill('About chairs');
    await dialog.getByRole('checkbox', { name: says('kept.share') }).check();
    await picture(page, 'tickets-keep-light');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: says('kept.save') }).click();
    const kept = (of: Page, name: string) =>
      of.getByRole('list', { name: says('kept.label') }).getByRole('link', { name });
    await kept(page, 'About chairs').and(page.locator('[aria-current=page]')).waitFor();

    const mira = await atTickets('support1', 'support123');
    await kept(mira.page, 'About chairs').click();
    await row(mira.page, 'The chair wobbles').waitFor();
    expect(await mira.page.getByRole('button', { name: 'Change the list About chairs' }).count()).toBe(0);
    await mira.page.getByRole('button', { name: says('kept.keep') }).click();
    expect(await mira.page.getByRole('checkbox', { name: says('kept.share') }).count()).toBe(0);
    await mira.page.context().close();

    await page.getByRole('button', { name: 'Change the list About chairs' }).click();
    await dialog.getByRole('textbox', { name: says('kept.name') }).fill('Seats');
    await dialog.getByRole('button', { name: says('kept.save') }).click();
    await kept(page, 'Seats').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change the list Seats' }).click();
    await dialog.getByRole('button', { name: says('kept.delete') }).click();
    await dialog.getByRole('button', { name: says('kept.deleteForAll') }).click();
    await kept(page, 'Seats').waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('are what somebody did today, in numbers and in words', async () => {
    const mira = await atTickets('support1', 'support123');
    const { page } = mira;
    await (await Filer.of(server.url, 'Lea Stein')).file('The mirror is cracked');
    await row(page, 'The mirror is cracked').click();
    await page
      .locator('[data-pane=conversation] header')
      .getByRole('button', { name: says('action.claim') })
      .click();
    await page.getByRole('heading', { name: says('list.title.mine') }).waitFor();
    await page.getByRole('button', { name: mira.says('duty.settings') }).click();
    await page.getByRole('menuitem', { name: mira.says('myDay.open') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('region', { name: says('day.today') }).waitFor();
    const log = dialog.getByRole('region', { name: says('log.title') });
    const before = await log.getByRole('listitem').count();
    await picture(page, 'tickets-my-day-light');
    expect(await barriers(page)).toEqual([]);
    await log.getByRole('button', { name: says('history.more') }).click();
    await log.getByRole('listitem').nth(before).waitFor();
    await log.getByRole('link', { name: /The mirror is cracked/ }).click();
    await page.getByRole('heading', { name: 'The mirror is cracked' }).waitFor();
    await page.context().close();
  });

  async function atTickets(username: string, password: string): Promise<Agent> {
    const agent = await Agent.signIn(await newPerson(browser), server.url, username, password);
    await agent.page.keyboard.press('g');
    await agent.page.keyboard.press('t');
    await agent.page.getByRole('heading', { name: says('list.title.open') }).waitFor();
    return agent;
  }

  async function find(page: Page, text: string, list = 'open'): Promise<void> {
    await page.goto(`${server.url}/support/tickets/${list}?find=${text}`);
    await row(page, text).first().waitFor();
  }
});

function row(page: Page, text: string) {
  return page.locator('[data-pane=list]').getByRole('link', { name: text });
}

function box(page: Page, number: number | undefined) {
  return page.getByRole('checkbox', { name: `Choose ticket #${number}`, exact: true });
}

async function closeChosen(page: Page): Promise<void> {
  const bar = page.getByRole('region', { name: says('bulk.label') });
  await bar.getByRole('button', { name: says('bulk.close'), exact: true }).click();
  await page.getByRole('textbox', { name: says('end.reason') }).fill('Bulb replaced');
  await page.getByRole('button', { name: says('bulk.closeThem') }).click();
}
