import { setTimeout as pause } from 'node:timers/promises';
import { Cluster } from '../support/cluster';
import { Line } from './support/line';
import { isLong, random, report } from './support/report';
import { Traffic } from './support/traffic';

let cluster: Cluster;
const lines: Line[] = [];
beforeAll(async () => {
  cluster = await Cluster.start();
  for (let i = 0; i < 10; i += 1) lines.push(await Line.to(cluster.servers[i % 2]?.port ?? 0));
});
afterAll(async () => {
  await cluster.stop();
  for (const line of lines) await line.stop();
});
afterEach(() => {
  for (const line of lines) line.heal();
});

const chance = random();
/** Everybody has a line of their own. */
const apart = { urlsOf: (talker: number) => [`http://127.0.0.1:${lines[talker]?.port}`] };

it('F9: connections that are reset every few seconds lose and double nothing', async () => {
  const traffic = await Traffic.start(cluster, apart);
  const until = performance.now() + (isLong ? 120_000 : 20_000);
  let resets = 0;

  while (performance.now() < until) {
    await pause(chance.between(100, 500));
    chance.pick(lines).reset();
    resets += 1;
  }

  expect(await traffic.end()).toEqual([]);
  report('F9', `${resets} resets of 10 connections`, { ...traffic.figures() });
});

it('F10: a line that went dead without a word is noticed within twenty-two seconds, and nothing of it is lost', async () => {
  const traffic = await Traffic.start(cluster, apart);
  await pause(1000);

  const dead = lines.slice(0, 4);
  for (const line of dead) line.swallow('toServer', 'toClient');
  await pause(isLong ? 30_000 : 8000);
  for (const line of dead) line.heal();

  expect(await traffic.end()).toEqual([]);
  report('F10', '4 of 10 lines dead for a while', { ...traffic.figures() });
});

it('F11: an answer that gets lost leads to the same message, not to another one', async () => {
  const traffic = await Traffic.start(cluster, apart);

  for (let i = 0; i < (isLong ? 20 : 4); i += 1) {
    await pause(500);
    const [one, other] = [chance.pick(lines), chance.pick(lines)];
    for (const line of [one, other]) line.swallow('toClient');
    await pause(2000);
    for (const line of [one, other]) line.reset();
    for (const line of [one, other]) line.heal();
  }

  expect(await traffic.end()).toEqual([]);
  report('F11', 'answers swallowed for two seconds', { ...traffic.figures() });
});

it('F12: on a slow line everything arrives, in order', async () => {
  for (const line of lines) {
    line.delayMs = 400;
    line.bytesPerSecond = 10_000;
  }
  const traffic = await Traffic.start(cluster, { ...apart, pauseMs: 300 });
  await pause(isLong ? 60_000 : 12_000);

  const figures = traffic.figures();
  expect(await traffic.end()).toEqual([]);
  report('F12', '400 ms and 10 kB/s', { ...figures });
  expect(figures.p99).toBeLessThanOrEqual(5000);
});
