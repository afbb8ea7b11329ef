import { setTimeout as pause } from 'node:timers/promises';
import { Cluster } from '../support/cluster';
import { isLong, random, report } from './support/report';
import { Traffic } from './support/traffic';

jest.setTimeout(isLong ? 3_600_000 : 300_000);

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
});
afterAll(() => cluster.stop());

const chance = random();

it('F1: servers that are killed again and again lose nothing that they confirmed', async () => {
  const kills = isLong ? 40 : 15;
  const traffic = await Traffic.start(cluster, { isContested: true });

  for (let kill = 0; kill < kills; kill += 1) {
    const server = cluster.servers[kill % 2];
    await pause(chance.between(500, 1500));
    await server?.stop('SIGKILL');
    await server?.start();
  }

  expect(await traffic.end()).toEqual([]);
  const figures = traffic.figures();
  report('F1', `${kills} kills of 2 servers`, { ...figures });
  expect(figures.confirmed).toBeGreaterThan(kills * 20);
  expect(figures.longest).toBeLessThanOrEqual(6000);
});

it('F2: servers that are replaced one after the other are noticed by nobody', async () => {
  const rounds = isLong ? 10 : 4;
  const traffic = await Traffic.start(cluster, { isContested: true });
  const endings = [];

  for (let round = 0; round < rounds; round += 1) {
    const server = cluster.servers[round % 2];
    await pause(chance.between(500, 1500));
    endings.push(await server?.stop('SIGTERM'));
    await server?.start();
  }

  expect(await traffic.end()).toEqual([]);
  const slowest = Math.max(...endings.map((ending) => ending?.ms ?? Number.POSITIVE_INFINITY));
  const figures = traffic.figures();
  report('F2', `${rounds} restarts in turn`, { ...figures, 'slowest end': Math.round(slowest) });
  expect(endings.map((ending) => ending?.code)).toEqual(Array(rounds).fill(0));
  expect(slowest).toBeLessThanOrEqual(25_000);
  expect(figures.longest).toBeLessThanOrEqual(6000);
});

it('F3: a server that stands still for a while and wakes up does nobody harm', async () => {
  const [frozen] = cluster.servers;
  const traffic = await Traffic.start(cluster, { isContested: true });

  for (const ms of isLong ? [3000, 30_000, 90_000] : [3000, 8000]) {
    await pause(1000);
    frozen?.freeze(true);
    await pause(ms);
    frozen?.freeze(false);
  }
  await pause(2000);

  expect(await traffic.end()).toEqual([]);
  report('F3', 'one of 2 servers stopped and woken', { ...traffic.figures() });
});
