import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/client';
import { Cluster } from '../support/cluster';
import { isLong, report } from './support/report';
import { drip, memoryOf, rawSocket } from './support/rudeness';
import { Traffic } from './support/traffic';

const LIMITS = { RATE_MESSAGES_PER_MINUTE: '60' };

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start(LIMITS);
});
afterAll(() => cluster.stop());

const url = () => cluster.servers[0]?.url ?? '';
const memory = () => memoryOf(cluster.servers[0]?.pid);
/** A conversation of others, on the same server, whose talk must not suffer; slow enough for the limits. */
const neighbours = () => Traffic.start(cluster, { conversations: 2, pauseMs: 1500, urlsOf: () => [url()] });

it('F13: a client that does not read is cut before it costs memory, and the others do not notice', async () => {
  const shop = await cluster.build.shop();
  const [agent, idle] = [
    await cluster.build.agent({ shopId: shop.id }),
    await cluster.build.agent({ shopId: shop.id }),
  ];
  const { id, conversationId } = await cluster.build.chat(shop);
  await cluster.at(0, agent).post(`/chats/${id}/take`);
  const stuck = await rawSocket(url(), idle);
  stuck.send(`42/agents,1${JSON.stringify(['conversation:open', { conversationId }])}`);
  await pause(300);
  stuck.pause();
  const before = memory();
  let isCut = false;
  stuck.on('close', () => {
    isCut = true;
  });

  const speaker = await cluster.at(0, agent).connect();
  for (let i = 0; i < 3000; i += 1) {
    const { ok } = await speaker.ask('message:send', {
      conversationId,
      clientId: randomUUID(),
      body: 'x'.repeat(3900),
    });
    if (!ok) await pause(50);
  }

  const grown = memory() - before;
  stuck.resume();
  await eventually(() => isCut, Boolean, 5000);
  report('F13', '12 MB for somebody who reads nothing', { 'memory grown by (MB)': grown });
  expect(grown).toBeLessThanOrEqual(100);
});

it('F17: who floods is slowed down and then cut off, and the others talk on', async () => {
  const talk = await neighbours();
  const shop = await cluster.build.shop();
  const { customer, conversationId } = await cluster.build.chat(shop);
  let sent = 0;
  let cuts = 0;
  const until = performance.now() + (isLong ? 30_000 : 8000);

  while (performance.now() < until) {
    const socket = await rawSocket(url(), customer).catch(() => null);
    if (!socket) {
      await pause(100);
      continue;
    }
    while (socket.readyState === socket.OPEN && performance.now() < until) {
      for (let i = 0; i < 50; i += 1) {
        const message = { conversationId, clientId: randomUUID(), body: 'Buy now!' };
        socket.send(`42/customers,${sent}${JSON.stringify(['message:send', message])}`);
        sent += 1;
      }
      await new Promise(setImmediate);
    }
    if (socket.readyState !== socket.OPEN) cuts += 1;
    socket.terminate();
  }

  expect(await talk.end()).toEqual([]);
  const [row] = await cluster.rows<{ stored: number }>(
    'SELECT COUNT(*) AS stored FROM messages WHERE conversationId = ?',
    [conversationId],
  );
  report('F17', `${sent} messages by one visitor`, { stored: Number(row?.stored), cuts, ...talk.figures() });
  expect(Number(row?.stored)).toBeLessThanOrEqual(150);
  expect(cuts).toBeGreaterThan(0);
});

it('F18: what is too large is refused, and costs nothing', async () => {
  const { customer } = await cluster.build.chat(await cluster.build.shop());
  const before = memory();

  const socket = await rawSocket(url(), customer);
  const closing = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.send(`42/customers,1${JSON.stringify(['message:send', { body: 'x'.repeat(70 * 1024) }])}`);
  expect(await closing).toBe(1009);
  const body = JSON.stringify({ clientId: randomUUID(), message: 'x'.repeat(10 * 1024 * 1024) });
  expect((await cluster.at(0, customer).send('POST', '/chats', body)).status).toBe(413);
  const headers = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x-header-${i}`, 'x'.repeat(60)]));
  expect((await cluster.at(0, customer).send('GET', '/auth/me', undefined, headers)).status).toBe(431);

  report('F18', 'a frame, a body and headers too large', { 'memory grown by (MB)': memory() - before });
  expect(memory() - before).toBeLessThanOrEqual(60);
});

it('F26: connections that never finish asking are closed, and keep nobody else waiting', async () => {
  const talk = await neighbours();
  const started = performance.now();
  const slow = await Promise.all(Array.from({ length: 500 }, () => drip(cluster.servers[0]?.port ?? 0)));

  await eventually(
    () => slow.filter(({ destroyed }) => !destroyed).length,
    (left) => left === 0,
    45_000,
  );

  const took = Math.round(performance.now() - started);
  expect(await talk.end()).toEqual([]);
  report('F26', '500 requests of a byte a second', { 'all closed after': took, ...talk.figures() });
});
