import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core';

const ROOT = join(__dirname, '../../..');
const SCREENSHOTS = join(ROOT, 'screenshots');

/** Traffic of tests stays on this machine, so everything that Chromium does by itself is off. */
const QUIET = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export function openBrowser(): Promise<Browser> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: QUIET });
}

/** A text of the catalogues, for texts without anything to fill in. */
export function words(
  catalogue: 'console' | 'tickets' | 'managers' | 'alerts' | 'direct' | 'widget' | 'loader' | 'pages' | 'portal',
  key: string,
  locale = 'en',
): string {
  const file = join(ROOT, `public/messages/${catalogue}.${locale}.json`);
  const text = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[key];
  if (text === undefined) throw new Error(`${catalogue} has no words for ${key}`);
  return text;
}

/** What a page complained about: errors, and breaches of its content security policy. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    const isNetwork = /net::ERR|status of \d\d\d|WebSocket/.test(message.text());
    if (message.type() === 'error' && !isNetwork) found.push(message.text());
  });
  return found;
}

/** A picture for the folder that people look through; tests do not compare it. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

interface Looks {
  colorScheme?: 'light' | 'dark';
  locale?: string;
  width?: number;
  height?: number;
}

/** A browser of its own for each person, so that nobody shares storage with anybody. */
export async function newPerson(browser: Browser, looks: Looks = {}): Promise<BrowserContext> {
  const { colorScheme = 'light', locale = 'en-US', width = 1440, height = 900 } = looks;
  const context = await browser.newContext({
    colorScheme,
    locale,
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  return context;
}

/** A customer with the widget open on a shop's page. */
export class Customer {
  readonly frame: FrameLocator;

  constructor(
    readonly page: Page,
    private readonly locale = 'en',
  ) {
    this.frame = page.frameLocator('iframe');
  }

  static async visit(context: BrowserContext, address: string, locale = 'en'): Promise<Customer> {
    const customer = new Customer(await context.newPage(), locale);
    await customer.page.goto(address);
    return customer;
  }

  /** Opens the widget. */
  async ring(): Promise<void> {
    await this.page.getByRole('button', { name: words('loader', 'open', this.locale), exact: true }).click();
    const begin = this.frame.getByRole('button', { name: this.says('home.start') });
    await begin.or(this.frame.getByRole('button', { name: this.says('form.leave') })).waitFor();
  }

  async start(message: string, who?: { name: string; email: string }): Promise<void> {
    await this.frame.getByRole('button', { name: this.says('home.start') }).click();
    if (who) {
      await this.frame.locator('input[name=name]').fill(who.name);
      await this.frame.locator('input[name=email]').fill(who.email);
    }
    await this.frame.locator('textarea[name=message]').fill(message);
    await this.frame.getByRole('button', { name: this.says('form.submit') }).click();
    await this.log.getByText(message, { exact: true }).waitFor();
    // It shows before the server has it, and nobody could take it yet.
    await this.frame.getByRole('heading', { name: this.says('waiting.sending') }).waitFor({ state: 'hidden' });
  }

  async write(text: string): Promise<void> {
    const field = this.frame.getByRole('textbox', { name: this.says('composer.label') });
    await field.fill(text);
    await field.press('Enter');
  }

  get log(): Locator {
    return this.frame.getByRole('log');
  }

  sees(text: string): Promise<void> {
    return this.log.getByText(text, { exact: true }).first().waitFor();
  }

  says(key: string): string {
    return words('widget', key, this.locale);
  }
}

/** An agent at the console. */
export class Agent {
  constructor(
    readonly page: Page,
    private readonly locale = 'en',
  ) {}

  static async signIn(
    context: BrowserContext,
    url: string,
    username: string,
    password: string,
    locale = 'en',
  ): Promise<Agent> {
    const agent = new Agent(await context.newPage(), locale);
    await agent.page.goto(`${url}/support`);
    await agent.page.getByRole('textbox', { name: agent.says('signIn.username') }).fill(username);
    await agent.page.locator('input[type=password]').fill(password);
    await agent.page.getByRole('button', { name: agent.says('signIn.submit') }).click();
    await agent.page
      .getByRole('button', { name: agent.says('takeNext.label') })
      .first()
      .waitFor();
    return agent;
  }

  async takeNext(): Promise<void> {
    await this.page
      .getByRole('button', { name: this.says('takeNext.label') })
      .first()
      .click();
    await this.composer.waitFor();
  }

  async reply(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  async note(text: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${this.says('composer.note')}`) }).click();
    const field = this.page.getByRole('combobox', { name: this.says('composer.note') });
    await field.fill(text);
    await field.press('Enter');
    await this.page.getByRole('button', { name: new RegExp(`^${this.says('composer.reply')}`) }).click();
  }

  get composer(): Locator {
    return this.page.getByRole('combobox', { name: this.says('composer.reply') });
  }

  get log(): Locator {
    return this.page.getByRole('log');
  }

  sees(text: string): Promise<void> {
    return this.log.getByText(text, { exact: true }).first().waitFor();
  }

  says(key: string): string {
    return words('console', key, this.locale);
  }
}
