import type { Browser, Page } from 'playwright-core';
import { barriers } from './support/accessibility';
import { Agent, complaints, newPerson, openBrowser, picture, words } from './support/people';
import { Server } from './support/server';
import { Filer } from './support/tickets';

const says = (key: string) => words('tickets', key);

describe('tickets at the console', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('come live to everybody, belong to who claims them, and are answered, held and closed', async () => {
    const mira = await atTickets('support1');
    const luca = await atTickets('support3');
    const problems = complaints(mira.page);
    const aylin = await Filer.of(server.url, 'Aylin Tan');

    const { number, conversationId } = await aylin.file('Cannot pay with my card');
    await Promise.all([mira, luca].map((agent) => row(agent.page, 'Cannot pay with my card').waitFor()));
    await row(mira.page, 'Cannot pay with my card').click();
    await mira.sees('Cannot pay with my card. Could you please look into it?');
    await header(mira.page)
      .getByRole('button', { name: says('action.claim') })
      .click();

    await row(luca.page, 'Cannot pay with my card').waitFor({ state: 'hidden' });
    await mira.page.getByRole('heading', { name: says('list.title.mine') }).waitFor();
    await mira.note('Same card failed yesterday.');
    await mira.sees('Same card failed yesterday.');
    await mira.reply('Please try once more, it works again.');
    await mira.sees('Please try once more, it works again.');
    await aylin.write(conversationId, 'Still the same.');
    await mira.sees('Still the same.');

    await luca.page.goto(mira.page.url());
    await luca.sees('Still the same.');
    await luca.page.getByRole('combobox', { name: luca.says('composer.note') }).pressSequentially('Maybe');
    await mira.page.getByText('Luca is also writing').waitFor();
    await picture(mira.page, 'tickets-collision-light');

    await header(mira.page)
      .getByRole('button', { name: says('action.hold') })
      .click();
    await header(mira.page).getByText(says('status.on_hold')).waitFor();
    await header(mira.page)
      .getByRole('button', { name: says('action.resume') })
      .click();
    await header(mira.page).getByText(says('status.in_progress')).waitFor();

    await mira.composer.press('Escape');
    await mira.page.keyboard.press('e');
    const dialog = mira.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Card replaced');
    await dialog.getByRole('button', { name: says('close.submit') }).click();
    await mira.page.getByText(says('composer.closed')).waitFor();
    await mira.page.getByText('Mira closed the ticket: Card replaced').waitFor();
    await row(mira.page, `#${number}`).waitFor({ state: 'hidden' });
    expect(problems).toEqual([]);
    await Promise.all([mira, luca].map((agent) => agent.page.context().close()));
  });

  it('are gone for good for who declines them, and for nobody else', async () => {
    const mira = await atTickets('support1');
    const luca = await atTickets('support3');
    const grace = await Filer.of(server.url, 'Grace Kim');
    await grace.file('My account is locked');
    await row(mira.page, 'My account is locked').click();
    await mira.sees('My account is locked. Could you please look into it?');

    await mira.page.getByRole('button', { name: mira.says('chat.more') }).click();
    await mira.page.getByRole('menuitem', { name: says('action.decline') }).click();
    const dialog = mira.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Not my area');
    await dialog.getByRole('button', { name: says('decline.submit') }).click();

    await row(mira.page, 'My account is locked').waitFor({ state: 'hidden' });
    await mira.page.getByText(says('conversation.none')).waitFor();
    await mira.page
      .getByRole('link', { name: mira.says('tickets.all'), exact: true })
      .and(mira.page.locator(':visible'))
      .click();
    await row(mira.page, 'Cannot pay with my card').waitFor();
    expect(await row(mira.page, 'My account is locked').count()).toBe(0);
    await row(luca.page, 'My account is locked').waitFor();
    await Promise.all([mira, luca].map((agent) => agent.page.context().close()));
  });

  it('are found by filters, edited where they stand, and handed to a colleague, who is told what changed', async () => {
    const mira = await atTickets('support1');
    const tom = await Filer.of(server.url, 'Tom Baker');
    await tom.file('The export misses a column', { category: 'Data Export', phone: '0123' });
    await row(mira.page, 'The export misses a column').click();
    await header(mira.page)
      .getByRole('button', { name: says('action.claim') })
      .click();
    const panel = mira.page.getByRole('complementary', { name: says('details.label') });
    await panel.getByText(says('property.invalid')).waitFor();

    await panel.getByRole('combobox', { name: says('property.priority') }).selectOption('high');
    await panel.getByText('Mira changed the priority from Normal to High').waitFor();
    await panel.getByRole('textbox', { name: says('property.addTag') }).fill('csv');
    await panel.getByRole('textbox', { name: says('property.addTag') }).press('Enter');
    await panel.getByRole('button', { name: 'Remove the tag csv' }).waitFor();
    await panel.getByRole('textbox', { name: says('property.title') }).fill('The export misses the tax column');
    await panel.getByRole('textbox', { name: says('property.title') }).press('Enter');
    await row(mira.page, 'The export misses the tax column').waitFor();

    await mira.page.getByRole('button', { name: says('filter.open') }).click();
    const filters = mira.page.getByRole('form', { name: says('filter.open') });
    await filters.getByRole('textbox', { name: says('filter.tag') }).fill('no such tag');
    await filters.getByRole('textbox', { name: says('filter.tag') }).press('Enter');
    await mira.page.getByText(says('list.noneFit')).waitFor();
    await mira.page.getByRole('button', { name: 'Tag: no such tag' }).click();
    await row(mira.page, 'The export misses the tax column').waitFor();

    await header(mira.page)
      .getByRole('button', { name: says('action.transfer') })
      .click();
    const dialog = mira.page.getByRole('dialog');
    await dialog.getByRole('option', { name: /Luca/ }).click();
    await dialog.getByRole('button', { name: /Transfer to Luca/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await row(mira.page, 'The export misses the tax column').waitFor({ state: 'hidden' });
    await panel.getByText(/Mira handed the ticket to Luca/).waitFor();
    await mira.page.context().close();
  });

  it('are written down for somebody on the phone, and made from a chat, with a way back', async () => {
    const mira = await atTickets('support1');
    await mira.page.getByRole('button', { name: says('new.open') }).click();
    const dialog = mira.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: says('new.name') }).fill('Olga Petrova');
    await dialog.getByRole('textbox', { name: says('new.phone') }).fill('+49 30 901820');
    await dialog.getByRole('textbox', { name: says('new.title') }).fill('Wants an invoice on paper');
    await dialog.getByRole('textbox', { name: says('new.description') }).fill('Called today, please send it by mail.');
    await dialog.getByRole('button', { name: says('new.submit') }).click();
    await mira.page
      .getByRole('complementary', { name: says('details.label') })
      .getByText('Called today, please send it by mail.')
      .waitFor();
    await row(mira.page, 'Wants an invoice on paper').waitFor();

    await mira.page.goto(`${server.url}/support/closed`);
    await mira.page
      .getByRole('navigation', { name: mira.says('view.closed'), exact: true })
      .getByRole('link')
      .first()
      .click();
    await mira.page.getByRole('button', { name: mira.says('chat.more') }).click();
    await mira.page.getByRole('menuitem', { name: mira.says('chat.toTicket') }).click();
    await dialog.getByRole('textbox', { name: says('new.title') }).fill('Goes on after the chat');
    await dialog.getByRole('button', { name: says('new.submit') }).click();
    await header(mira.page).getByRole('heading', { name: 'Goes on after the chat' }).waitFor();
    await mira.page.getByRole('link', { name: says('links.chat') }).click();
    await mira.page.getByText(says('customerTickets.ofThisChat')).waitFor();
    await mira.page.context().close();
  });

  it.each(['light', 'dark'] as const)('are shown in %s, large and on a phone, for everybody', async (colorScheme) => {
    const mira = await atTickets('support1', colorScheme);
    const problems = complaints(mira.page);
    const faults: string[] = [];
    const jonas = await Filer.of(server.url, 'Jonas Öberg');
    for (const title of ['The parcel never arrived', 'Wrong size in my order', 'The voucher is refused'])
      await jonas.file(`${title} (${colorScheme})`, { category: 'Payment Failure', phone: '0151 23456789' });
    await row(mira.page, `The voucher is refused (${colorScheme})`).click();
    await header(mira.page)
      .getByRole('button', { name: says('action.claim') })
      .click();
    await mira.reply('I am looking into it.');
    await mira.sees('I am looking into it.');
    await mira.page.getByText('Mira claimed the ticket').waitFor();
    const look = async (what: string) => {
      await picture(mira.page, `tickets-${what}-${colorScheme}`);
      faults.push(...(await barriers(mira.page)).map((fault) => `${what}: ${fault}`));
      const width = await mira.page.evaluate(() => document.documentElement.scrollWidth);
      if (width > (mira.page.viewportSize()?.width ?? 0)) faults.push(`${what} is ${width} wide`);
    };
    await look('mine');
    await mira.page.goto(`${server.url}/support/tickets/all`);
    await row(mira.page, 'Wrong size in my order').first().click();
    await mira.page.getByText(says('composer.claimFirst')).waitFor();
    await look('all');
    await mira.page.getByRole('button', { name: says('filter.open') }).click();
    await look('filters');
    await mira.page.keyboard.press('Escape');
    await mira.page.getByRole('button', { name: says('new.open') }).click();
    await mira.page
      .getByRole('dialog')
      .getByRole('textbox', { name: says('new.name') })
      .fill('Jo');
    await mira.page.getByRole('dialog').getByText('Jonas Öberg').first().waitFor();
    await look('new');
    await mira.page.keyboard.press('Escape');
    await mira.page.setViewportSize({ width: 1280, height: 800 });
    await look('1280');
    await mira.page.setViewportSize({ width: 390, height: 844 });
    await look('phone');
    await mira.page.getByRole('button', { name: mira.says('details.toggle') }).click();
    await look('phone-details');
    const panel = mira.page.getByRole('complementary', { name: says('details.label') });
    await panel.getByRole('button', { name: mira.says('action.close'), exact: true }).click();
    await mira.page.getByRole('button', { name: says('action.back') }).click();
    await row(mira.page, 'Wrong size in my order').first().waitFor();
    await look('phone-list');

    expect(faults).toEqual([]);
    expect(problems).toEqual([]);
    await mira.page.context().close();
  });

  it('shows that a long search goes on, that it cannot go on, and what it finds then', async () => {
    const mira = await atTickets('support1');
    await (await Filer.of(server.url, 'Aylin Tan')).file('The lamp flickers at night');
    await mira.page.goto(`${server.url}/support/tickets/all`);
    // What a shop with very many tickets answers: nothing yet, and where to go on.
    const goOn: (() => void)[] = [];
    const isAllowed = [0, 1].map(() => new Promise<void>((resolve) => goOn.push(resolve)));
    let tries = 0;
    await mira.page.route('**/api/v1/tickets?*search=*', async (route) => {
      const url = new URL(route.request().url());
      if (url.searchParams.get('cursor') !== 'further')
        return route.fulfill({ json: { items: [], nextCursor: 'further' } });
      await isAllowed[tries];
      if (tries++ === 0) return route.fulfill({ status: 400, json: { code: 'VALIDATION_FAILED', detail: 'No.' } });
      url.searchParams.delete('cursor');
      return route.continue({ url: url.href });
    });
    await mira.page.getByRole('textbox', { name: says('list.find') }).fill('flickers at');
    const goesOn = mira.page.getByRole('status').getByText(words('console', 'list.lookingOn'));
    await goesOn.waitFor();
    expect(await mira.page.getByText(says('list.notFound').replace('{words}', 'flickers at')).count()).toBe(0);
    expect(await barriers(mira.page)).toEqual([]);
    await picture(mira.page, 'tickets-looking-further');
    goOn[0]?.();
    const again = mira.page.getByRole('button', { name: words('console', 'action.tryAgain') });
    await again.waitFor();
    expect(await barriers(mira.page)).toEqual([]);
    await picture(mira.page, 'tickets-looking-failed');
    await again.click();
    await goesOn.waitFor();
    expect(tries).toBe(1);
    goOn[1]?.();
    await row(mira.page, 'The lamp flickers at night').first().waitFor();
    await goesOn.waitFor({ state: 'hidden' });
    await mira.page.context().close();
  });

  async function atTickets(username: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Agent> {
    const agent = await Agent.signIn(await newPerson(browser, { colorScheme }), server.url, username, 'support123');
    await agent.page.keyboard.press('g');
    await agent.page.keyboard.press('t');
    await agent.page.getByRole('heading', { name: says('list.title.open') }).waitFor();
    return agent;
  }
});

function row(page: Page, text: string) {
  return page.locator('[data-pane=list]').getByRole('link', { name: text });
}

function header(page: Page) {
  return page.locator('[data-pane=conversation] header');
}
