import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Grounds } from './support/grounds';
import { isLong, random, report } from './support/report';
import { memoryOf } from './support/rudeness';
import { overgrown, type Sample } from './support/state-check';
import { Traffic } from './support/traffic';

const SECONDS = Number(process.env.SOAK_SECONDS ?? (isLong ? 600 : 30));

const CALM_SECONDS = SECONDS >= 600 ? 120 : 15;

let grounds: Grounds;
beforeAll(async () => {
  grounds = await Grounds.start();
});
afterAll(() => grounds.stop());

const chance = random();

/** What can go wrong, each for as long as it takes or is told. */
const FAULTS: Record<string, (grounds: Grounds, ms: number) => Promise<void>> = {
  'server killed': async ({ cluster }) => {
    const server = chance.pick(cluster.servers);
    await server.stop('SIGKILL');
    await server.start();
  },
  'server replaced': async ({ cluster }) => {
    const server = chance.pick(cluster.servers);
    await server.stop('SIGTERM');
    await server.start();
  },
  'server frozen': async ({ cluster }, ms) => {
    const server = chance.pick(cluster.servers);
    server.freeze(true);
    await pause(ms);
    server.freeze(false);
  },
  'database killed': async ({ mariadb }) => {
    await mariadb.stop('SIGKILL');
    await mariadb.start();
  },
  'database frozen': async ({ mariadb }, ms) => {
    mariadb.freeze(true);
    await pause(ms);
    mariadb.freeze(false);
  },
  'connections to the database reset': async ({ toDatabase }) => toDatabase.reset(),
  'answers to COMMIT lost': async ({ toDatabase }, ms) => {
    toDatabase.cutAfter('COMMIT', () => chance.next() < 0.05);
    await pause(ms);
    toDatabase.heal();
  },
  'Redis killed': async ({ cluster }, ms) => {
    await cluster.redis.kill();
    await pause(ms);
    await cluster.redis.start();
  },
  'Redis frozen': async ({ cluster }, ms) => {
    cluster.redis.freeze(true);
    await pause(ms);
    cluster.redis.freeze(false);
  },
};

it(
  'F28: whatever happens, in whatever order, every promise is kept',
  async () => {
    const { cluster } = grounds;
    const traffic = await Traffic.start(cluster, { conversations: 8, pauseMs: 150, isContested: true });
    const struck: Record<string, number> = {};
    const until = performance.now() + SECONDS * 1000;

    while (performance.now() < until) {
      const name = chance.pick(Object.keys(FAULTS));
      struck[name] = (struck[name] ?? 0) + 1;
      await FAULTS[name]?.(grounds, chance.between(500, 3000));
      await pause(chance.between(500, 3000));
    }

    // The load goes on without faults: what is needed for it must not grow.
    const samples: Sample[] = [];
    for (let second = 0; second < CALM_SECONDS; second += 1) {
      for (const { pid = 0 } of cluster.servers) samples.push({ pid, mb: memoryOf(pid) });
      await pause(1000);
    }

    expect(await traffic.end()).toEqual([]);
    expect(overgrown(samples)).toEqual([]);
    const held = cluster.servers.map(({ pid }) => ({
      memory: memoryOf(pid),
      files: readdirSync(`/proc/${pid}/fd`).length,
    }));
    report('F28', `${SECONDS} seconds of everything`, {
      ...struck,
      ...traffic.figures(),
      'MB held': held.map(({ memory }) => memory).join(' and '),
      'files open': held.map(({ files }) => files).join(' and '),
    });
    expect(Math.max(...held.map(({ files }) => files))).toBeLessThan(200);
  },
  (SECONDS + CALM_SECONDS + 180) * 1000,
);
