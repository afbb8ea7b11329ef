import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/client';
import { Grounds } from './support/grounds';
import { isLong, random, report } from './support/report';
import { Traffic } from './support/traffic';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await Grounds.start();
});
afterAll(() => grounds.stop());
afterEach(() => grounds.toDatabase.heal());

const chance = random();

/** What an endpoint answers now; 0 when nobody answers. */
const status = (path: string) =>
  fetch(`${grounds.cluster.servers[0]?.url}${path}`).then(
    ({ status: code }) => code,
    () => 0,
  );

it('F4: a database that is killed again and again keeps everything that was confirmed', async () => {
  const kills = isLong ? 20 : 6;
  const traffic = await Traffic.start(grounds.cluster);

  for (let kill = 0; kill < kills; kill += 1) {
    await pause(chance.between(500, 1500));
    await grounds.mariadb.stop('SIGKILL');
    await pause(300);
    await grounds.mariadb.start();
  }

  expect(await traffic.end()).toEqual([]);
  const figures = traffic.figures();
  report('F4', `${kills} kills of the database`, { ...figures });
  expect(figures.longest).toBeLessThanOrEqual(8000);
});

it('F5: while the database is away people are told so, and the servers find back by themselves', async () => {
  const traffic = await Traffic.start(grounds.cluster);
  await pause(1000);

  await grounds.mariadb.stop();
  await eventually(
    () => status('/ready'),
    (code) => code === 503,
  );
  expect(await status('/health')).toBe(200);
  const before = traffic.confirmed;
  await pause(isLong ? 30_000 : 6000);
  expect(traffic.confirmed).toBe(before);
  const at = performance.now();
  await grounds.mariadb.start();
  await eventually(
    () => status('/ready'),
    (code) => code === 200,
  );
  const back = Math.round(performance.now() - at);

  expect(await traffic.end()).toEqual([]);
  report('F5', 'the database stopped and started', { ...traffic.figures(), 'ready again': back });
  expect(back).toBeLessThanOrEqual(10_000);
});

it('F6: a database that hangs makes nobody wait for ever, and nothing pile up', async () => {
  const traffic = await Traffic.start(grounds.cluster);
  await pause(1000);

  grounds.mariadb.freeze(true);
  await pause(isLong ? 15_000 : 7000);
  expect(await status('/health')).toBe(200);
  grounds.mariadb.freeze(false);

  expect(await traffic.end()).toEqual([]);
  report('F6', 'the database stood still', { ...traffic.figures() });
});

it('F30: a commit whose answer is lost has happened once', async () => {
  const traffic = await Traffic.start(grounds.cluster);
  grounds.toDatabase.cutAfter('COMMIT', () => chance.next() < 0.02);

  await eventually(
    () => grounds.toDatabase.sprung,
    (times) => times >= (isLong ? 100 : 20),
    isLong ? 60_000 : 10_000,
  );

  const times = grounds.toDatabase.sprung;
  grounds.toDatabase.heal();
  expect(await traffic.end()).toEqual([]);
  report('F30', `${times} answers to COMMIT lost`, { ...traffic.figures() });
});
