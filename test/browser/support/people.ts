import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core';

const SCREENSHOTS = join(__dirname, '../../../screenshots');

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
  '--force-color-profile=srgb',
];

export function openBrowser(): Promise<Browser> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: QUIET });
}

/** What a page complained about: errors, and breaches of its content security policy. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/net::ERR|status of (4|5)\d\d|WebSocket/.test(message.text()))
      found.push(message.text());
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
  context.setDefaultTimeout(15_000);
  return context;
}

/** The widget on a shop's page. */
export class Widget {
  readonly frame: FrameLocator;
  readonly launcher: Locator;

  constructor(readonly page: Page) {
    this.frame = page.frameLocator('iframe');
    this.launcher = page.getByRole('button', { name: /chat/i }).first();
  }

  get log(): Locator {
    return this.frame.getByRole('log');
  }
}
