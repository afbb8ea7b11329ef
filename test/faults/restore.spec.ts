import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Grounds } from './support/grounds';
import { report } from './support/report';
import { Traffic } from './support/traffic';

let grounds: Grounds;
let folder: string;
beforeAll(async () => {
  grounds = await Grounds.start();
  folder = mkdtempSync(join(tmpdir(), 'shopbell-dump-'));
});
afterAll(async () => {
  await grounds.stop();
  rmSync(folder, { recursive: true, force: true });
});

const restore = async (file: string) => {
  const { servers } = grounds.cluster;
  for (const server of servers) await server.stop('SIGTERM');
  const at = performance.now();
  await grounds.mariadb.restore('shopbell', file);
  const took = performance.now() - at;
  await Promise.all(servers.map((server) => server.start()));
  return Math.round(took);
};

it('F33: a copy that was taken while people talked is whole, and the service goes on with it', async () => {
  const file = join(folder, 'full.sql');
  const traffic = await Traffic.start(grounds.cluster, { conversations: 3 });
  await pause(2000);
  const at = performance.now();
  grounds.mariadb.dump('shopbell', file);
  const dumped = Math.round(performance.now() - at);
  expect(await traffic.end()).toEqual([]);

  const restored = await restore(file);

  const gaps = await grounds.cluster.rows(
    `SELECT conversationId FROM messages GROUP BY conversationId HAVING COUNT(*) <> MAX(seq)
     UNION SELECT c.id FROM conversations c WHERE c.lastSeq <> (SELECT COUNT(*) FROM messages m WHERE m.conversationId = c.id)`,
  );
  expect(gaps).toEqual([]);
  const after = await Traffic.start(grounds.cluster, { conversations: 2 });
  await pause(1000);
  expect(await after.end()).toEqual([]);
  report('F33', 'dump under load, restored into an empty database', { 'dump (ms)': dumped, 'restore (ms)': restored });
});

it('F29: after an older copy was put back nobody goes on looking at what no longer is', async () => {
  const file = join(folder, 'older.sql');
  const traffic = await Traffic.start(grounds.cluster, { conversations: 3 });
  await pause(1000);
  grounds.mariadb.dump('shopbell', file);
  await pause(1500);

  for (const server of grounds.cluster.servers) await server.stop('SIGTERM');
  // What was confirmed after the copy was taken is gone, and nobody can promise otherwise.
  for (const talker of traffic.talkers) talker.confirmed.clear();
  await restore(file);
  traffic.expectedResets = 1;

  expect(await traffic.end()).toEqual([]);
  expect(traffic.talkers.map(({ resets }) => resets)).toEqual(traffic.talkers.map(() => 1));
  report('F29', 'an older copy under clients that knew more', { 'started afresh': traffic.talkers.length });
});
