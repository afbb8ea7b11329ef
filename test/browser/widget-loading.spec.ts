import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { Agent, Customer, newPerson, openBrowser } from './support/people';
import { Server } from './support/server';

const LOADER_BYTES = 4096;
const FRAME_BYTES = 48_000;

describe('what the widget costs a page', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('is little, also for who comes back to an open chat', async () => {
    const customer = await Customer.visit(await newPerson(browser), `${server.url}/customer?shop=downtown-branch`);
    const loaded = new Set<string>();
    customer.page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!/^\/(?:w\/|static\/assets\/)/.test(pathname)) return;
      if (response.request().frame() === customer.page.mainFrame() && !pathname.startsWith('/w/')) return;
      loaded.add(pathname);
    });
    // Asked for again, since a browser forgets what a page loaded before it was left.
    const bytesOf = async (path: string) => {
      const body = await (await fetch(server.url + path)).arrayBuffer();
      return gzipSync(Buffer.from(body), { level: 9 }).length;
    };
    const isLoader = (path: string) => /^\/w\/\w+\.js$/.test(path);
    const frameBytes = async () => {
      const sizes = await Promise.all([...loaded].filter((path) => !isLoader(path)).map(bytesOf));
      return sizes.reduce((sum, bytes) => sum + bytes, 0);
    };

    await customer.page.reload();
    await customer.ring();
    await customer.page.waitForLoadState('networkidle');
    const [loader = ''] = [...loaded].filter(isLoader);
    expect(await bytesOf(loader)).toBeLessThanOrEqual(LOADER_BYTES);
    await customer.start('Are you there?', { name: 'Kim', email: 'kim@mail.example' });
    loaded.clear();

    await customer.page.reload();
    await customer.sees('Are you there?');
    await customer.page.waitForLoadState('networkidle');
    expect([...loaded].some((path) => path.includes('chat-'))).toBe(true);
    expect(await frameBytes()).toBeLessThanOrEqual(FRAME_BYTES);
  });

  it('works where WebSockets are cut', async () => {
    const context = await newPerson(browser);
    await context.addInitScript(() => {
      class Cut {
        onerror: ((event: Event) => void) | null = null;
        constructor() {
          setTimeout(() => this.onerror?.(new Event('error')));
        }
        close(): void {
          // There was nothing open.
        }
      }
      Object.assign(window, { WebSocket: Cut });
    });
    const customer = await Customer.visit(context, `${server.url}/customer?shop=mall-branch`);
    await customer.ring();
    await customer.start('Does this arrive?', { name: 'Noor', email: 'noor@mail.example' });
    const devi = await Agent.signIn(await newPerson(browser), server.url, 'support2', 'support123');

    await devi.takeNext();
    await devi.reply('It does.');

    await customer.sees('It does.');
  });
});
