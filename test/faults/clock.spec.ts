import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Cluster } from '../support/cluster';
import { isLong, report } from './support/report';
import { Traffic } from './support/traffic';

const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start({ AGENT_GRACE_SECONDS: '5' });
});
afterAll(() => cluster.stop());

it.each(['+1h', '-1h'])('F24: a server whose clock is wrong by %s confuses nobody', async (wrong) => {
  if (!existsSync(LIBRARY)) throw new Error('Install faketime to run this');
  const [server] = cluster.servers;
  await server?.stop('SIGTERM');
  await server?.start({ LD_PRELOAD: LIBRARY, FAKETIME: wrong, FAKETIME_DONT_FAKE_MONOTONIC: '1' });

  const traffic = await Traffic.start(cluster, { conversations: 4 });
  await pause(isLong ? 60_000 : 12_000);
  const lost = await cluster.rows<{ subjectId: string }>(`SELECT subjectId FROM events WHERE name = 'chat.agentLost'`);

  expect(await traffic.end()).toEqual([]);
  expect(lost.filter(({ subjectId }) => traffic.chatIds.includes(subjectId))).toEqual([]);
  report('F24', `one of 2 servers ${wrong}`, { ...traffic.figures() });
});
