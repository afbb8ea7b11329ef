import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Browser } from 'playwright-core';
import { Line } from '../faults/support/line';
import { Agent, Customer, newPerson, openBrowser } from './support/people';
import { Server } from './support/server';

const SHOP = 'customer?shop=downtown-branch';

describe('a visitor with three tabs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-tabs-'));
  let server: Server;
  let browser: Browser;
  let line: Line;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start({ DATA_DIR: folder }), openBrowser()]);
    line = await Line.to(server.port);
  });

  afterAll(async () => {
    await browser.close();
    await line.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What is stored of the conversation that this was said in, in its order. */
  const stored = (said: string): string[] => {
    const db = new Database(join(folder, 'shopbell.db'), { readonly: true });
    const rows = db
      .prepare(
        `SELECT body FROM messages WHERE kind = 'text' AND conversationId =
           (SELECT conversationId FROM messages WHERE body = ?) ORDER BY seq`,
      )
      .all(said) as { body: string }[];
    db.close();
    return rows.map(({ body }) => body);
  };

  it('writes in all of them while one is closed and one reloaded: each shows the same, once, and so is it stored', async () => {
    const said = 'Do you have it in blue?';
    const agent = await Agent.signIn(await newPerson(browser), server.url, 'support1', 'support123');
    const context = await newPerson(browser);
    const address = `http://localhost:${line.port}/${SHOP}`;
    const first = await Customer.visit(context, address);
    await first.ring();
    await first.start(said, { name: 'Ines Wolf', email: 'ines@mail.example' });
    await agent.takeNext();
    const others = [await Customer.visit(context, address), await Customer.visit(context, address)] as const;
    const [closing, reloading] = others;
    await closing.sees(said);
    await reloading.sees(said);

    const typed = new Map<string, string[]>();
    const write = async (name: string, tab: Customer, count: number) => {
      typed.set(name, [...(typed.get(name) ?? []), `${name} ${count}`]);
      await tab.write(`${name} ${count}`);
    };
    // One person has one keyboard: they go from tab to tab.
    const writeEverywhere = async (...counts: number[]) => {
      for (const count of counts) {
        await write('first', first, count);
        await write('closing', closing, count);
        await write('reloading', reloading, count);
      }
    };
    await writeEverywhere(1, 2, 3);
    // From here on what they send arrives, and nobody hears that it did.
    line.swallow('toClient');
    await writeEverywhere(4, 5, 6);
    await closing.page.close();
    line.reset();
    line.heal();
    await reloading.page.reload();
    await write('first', first, 7);
    await write('first', first, 8);

    const all = [said, ...[...typed.values()].flat()];
    for (const tab of [first, reloading]) {
      for (const text of all) await tab.sees(text);
      await tab.frame.getByText(tab.says('message.sending')).first().waitFor({ state: 'hidden' });
    }
    const rows = stored(said);
    for (const tab of [first, reloading]) expect(await shownIn(tab, all)).toEqual(rows);
    expect([...rows].sort()).toEqual([...all].sort());
    for (const [name, own] of typed) expect(rows.filter((body) => body.startsWith(`${name} `))).toEqual(own);
  });
});

/** Those of the texts that the tab shows, from above to below, as often as it shows them. */
async function shownIn(tab: Customer, texts: readonly string[]): Promise<string[]> {
  const lines = (await tab.log.innerText()).split('\n').map((text) => text.trim());
  return lines.filter((text) => texts.includes(text));
}
