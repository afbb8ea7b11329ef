import { setTimeout as pause } from 'node:timers/promises';
import { Cluster } from '../support/cluster';
import { isLong, report } from './support/report';
import { Traffic } from './support/traffic';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
});
afterAll(() => cluster.stop());

/** The two of a conversation talk through different servers. */
const apart = { urlsOf: (talker: number) => [cluster.servers[talker % 2]?.url ?? ''] };

it('F8: messages go on between servers while Redis is dead, gone for long, or hangs', async () => {
  const traffic = await Traffic.start(cluster, apart);

  for (const ms of isLong ? [3000, 60_000] : [3000, 6000]) {
    await pause(1000);
    await cluster.redis.kill();
    await pause(ms);
    await cluster.redis.start();
  }
  await pause(1000);
  cluster.redis.freeze(true);
  await pause(isLong ? 30_000 : 6000);
  cluster.redis.freeze(false);
  await pause(1000);

  expect(await traffic.end()).toEqual([]);
  report('F8', 'Redis killed twice and stopped once', { ...traffic.figures() });
});
