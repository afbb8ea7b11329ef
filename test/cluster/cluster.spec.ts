import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChatView } from '../../src/contract/chats.dto';
import type { DirectMessageView } from '../../src/contract/direct-messages.dto';
import type { ErrorBody } from '../../src/contract/errors';
import type { ShopView } from '../../src/contract/shops.dto';
import type { Employee } from '../support/build';
import { eventually, type TestSocket } from '../support/client';
import { Cluster } from '../support/cluster';

let cluster: Cluster;
let shop: ShopView;

beforeAll(async () => {
  cluster = await Cluster.start();
  shop = await cluster.build.shop();
});
afterAll(() => cluster.stop());

interface Talk {
  chatId: string;
  conversationId: string;
  agent: Employee;
  desk: TestSocket;
  widget: TestSocket;
}

/** An agent on the first server and their customer on the second. */
async function talk(): Promise<Talk> {
  const agent = await cluster.build.agent({ shopId: shop.id });
  const chat = await cluster.build.chat(shop);
  const [desk, widget] = [await cluster.at(0, agent).connect(), await cluster.at(1, chat.customer).connect()];
  await desk.get('chat:take', { chatId: chat.id });
  for (const socket of [desk, widget]) await socket.get('conversation:open', { conversationId: chat.conversationId });
  return { chatId: chat.id, conversationId: chat.conversationId, agent, desk, widget };
}

/** Says something through one socket and answers how long the other took to hear it. */
async function spread(from: TestSocket, to: TestSocket, conversationId: string, body: string): Promise<number> {
  const at = performance.now();
  const heard = to.hears('message:new', (message) => message.body === body).then(() => performance.now() - at);
  await from.get('message:send', { conversationId, clientId: randomUUID(), body });
  return heard;
}

const p = (times: number[], part: number) =>
  Math.round([...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0);

function report(what: string, times: number[]): void {
  process.stdout.write(`${what}: p50 ${p(times, 0.5)} ms, p99 ${p(times, 0.99)} ms, of ${times.length}\n`);
}

/** The answer to one's own message can be ahead of what the other server has just stored. */
const numbersOf = (socket: TestSocket) =>
  [...new Set(socket.all('message:new').map(({ seq }) => seq))].sort((a, b) => a - b);

const isGapless = (numbers: number[]) => numbers.every((number, index) => number === (numbers[0] ?? 0) + index);

describe('two servers', () => {
  it('carry messages, read marks, typing and presence across', async () => {
    const { conversationId, agent, desk, widget } = await talk();

    const [far, near]: [number[], number[]] = [[], []];
    for (let i = 0; i < 50; i += 1)
      far.push(await spread(i % 2 ? desk : widget, i % 2 ? widget : desk, conversationId, `m${i}`));
    for (let i = 0; i < 50; i += 1)
      near.push(await spread(i % 2 ? desk : widget, i % 2 ? desk : widget, conversationId, `n${i}`));
    report('to the other server', far);
    report('to the same server', near);
    expect(p(far, 0.5)).toBeLessThan(100);
    for (const socket of [desk, widget]) {
      await eventually(() => numbersOf(socket), isGapless);
    }
    await widget.get('message:read', { conversationId, seq: 3 });
    expect(await desk.hears('message:read')).toMatchObject({ conversationId, readerKind: 'customer', seq: 3 });
    await desk.get('typing', { conversationId, on: true });
    expect(await widget.hears('typing')).toMatchObject({ id: agent.id, on: true });
    await desk.hears('customer:presence', ({ isConnected }) => isConnected);
    widget.close();
    await desk.hears('customer:presence', ({ isConnected }) => !isConnected);
  });

  it('show one queue, and tell the customer of the agent who took their chat elsewhere', async () => {
    const watcher = await cluster.at(1, await cluster.build.manager({ shopId: shop.id })).connect();
    await watcher.get('queue:watch', {});
    const agent = await cluster.build.agent({ shopId: shop.id });
    const chat = await cluster.build.chat(shop);
    const widget = await cluster.at(1, chat.customer).connect();
    await watcher.hears('queue:changed', ({ chats }) => chats.some(({ id }) => id === chat.id));

    const taken = await cluster.at(0, agent).post(`/chats/${chat.id}/take`);

    expect(taken.status).toBe(200);
    await watcher.hears('queue:changed', ({ removed }) => removed.includes(chat.id));
    expect(await widget.hears('chat:changed', ({ status }) => status === 'active')).toMatchObject({
      agent: { id: agent.id },
    });
  });

  it('tell people of their alerts, and of what colleagues write to them, on both', async () => {
    const [ann, bob] = [await cluster.build.agent({ shopId: shop.id }), await cluster.build.agent({ shopId: shop.id })];
    const pages = [await cluster.at(0, bob).connect(), await cluster.at(1, bob).connect()];
    const manager = await cluster.build.manager({ shopId: shop.id });

    await cluster.at(0, manager).post(`/shops/${shop.id}/announcements`, { title: 'News', body: 'We move.' });
    const heard = await Promise.all(pages.map((page) => page.hears('alert:new')));
    expect(heard[0]).toEqual(heard[1]);
    await cluster.at(1, bob).post('/alerts/read-all');
    for (const page of pages) expect(await page.hears('alerts:read')).toEqual({ alertIds: null, unread: 0 });

    const begun = await cluster.at(0, ann).post<DirectMessageView>('/direct-messages', { employeeId: bob.id });
    const { conversationId } = begun.body;
    for (const page of pages) await page.hears('direct:changed');
    await cluster.at(0, ann).post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body: 'Hi' });
    for (const page of pages) expect(await page.hears('message:new')).toMatchObject({ conversationId, body: 'Hi' });
    for (const page of pages) await page.hears('direct:changed', ({ unread }) => unread === 1);
  });

  it('end what a deactivated person has open on both, within a second', async () => {
    const person = await cluster.build.agent({ shopId: shop.id });
    const sockets = [await cluster.at(0, person).connect(), await cluster.at(1, person).connect()];

    const at = performance.now();
    const { status } = await cluster.at(0, await cluster.build.admin()).post(`/employees/${person.id}/deactivate`);
    expect(status).toBeLessThan(300);

    for (const socket of sockets)
      expect(await socket.hears('session:ended')).toMatchObject({ code: 'UNAUTHENTICATED' });
    await Promise.all(sockets.map((socket) => socket.closed()));
    expect(performance.now() - at).toBeLessThan(1000);
  });

  it('give each of 200 chats to one of 20 agents who all want it', async () => {
    const agents = await Promise.all(
      Array.from({ length: 20 }, () => cluster.build.agent({ shopId: shop.id, chatCapacity: 100 })),
    );
    const chats: { id: string }[] = [];
    while (chats.length < 200)
      chats.push(...(await Promise.all(Array.from({ length: 20 }, () => cluster.build.chat(shop)))));
    const desks = await Promise.all(agents.map((agent, index) => cluster.at(index, agent).connect()));

    const at = performance.now();
    const answers: { agent: string; chat: string; ok: boolean; error?: ErrorBody }[] = [];
    await Promise.all(
      desks.map(async (desk, index) => {
        for (const { id } of chats) {
          const answer = await desk.ask('chat:take', { chatId: id });
          answers.push({ agent: agents[index]?.id ?? '', chat: id, ...answer });
        }
      }),
    );
    process.stdout.write(`20 agents over 200 chats: ${Math.round(performance.now() - at)} ms\n`);

    const refused = answers.filter(({ ok }) => !ok);
    const won = answers.filter(({ ok }) => ok);
    // Whoever is quickest at every chat may run out of room.
    const isFull = (agent: string) => won.filter((answer) => answer.agent === agent).length === 100;
    const others = refused.filter(({ agent }) => !isFull(agent));
    expect([...new Set(others.map(({ error }) => error?.code))]).toEqual(['ALREADY_TAKEN']);
    for (const { error } of refused) expect(['ALREADY_TAKEN', 'CAPACITY_REACHED']).toContain(error?.code);
    expect(refused).toHaveLength(3800);
    expect(new Set(won.map(({ chat }) => chat)).size).toBe(200);
    const held = await cluster.rows<{ id: string; agentId: string }>(
      "SELECT id, agentId FROM chats WHERE status = 'active'",
    );
    for (const { chat, agent } of won) expect(held.find(({ id }) => id === chat)?.agentId).toBe(agent);
  });
});

describe('without Redis', () => {
  afterEach(() => cluster.redis.start());

  it('everybody still hears everything, a little later, and at once again when it is back', async () => {
    const { conversationId, desk, widget } = await talk();
    const near = await cluster.at(1, await cluster.build.agent({ shopId: shop.id })).connect();
    await near.get('conversation:open', { conversationId });
    await spread(widget, desk, conversationId, 'before');

    const [far, local]: [number[], number[]] = [[], []];
    await cluster.redis.kill();
    for (let i = 0; i < 20; i += 1) {
      const both = Promise.all([
        desk.hears('message:new', ({ body }) => body === `w${i}`),
        near.hears('message:new', ({ body }) => body === `w${i}`),
      ]);
      const at = performance.now();
      const heardFar = desk
        .hears('message:new', ({ body }) => body === `w${i}`)
        .then(() => far.push(performance.now() - at));
      const heardNear = near
        .hears('message:new', ({ body }) => body === `w${i}`)
        .then(() => local.push(performance.now() - at));
      await widget.get('message:send', { conversationId, clientId: randomUUID(), body: `w${i}` });
      await Promise.all([both, heardFar, heardNear]);
    }
    report('without Redis, the other server', far);
    report('without Redis, the same server', local);
    expect(Math.max(...far)).toBeLessThan(2000);
    // Nobody here waits for the look at the numbers, twice a second.
    expect(p(local, 0.9)).toBeLessThan(250);
    expect(p(local, 0.5)).toBeLessThan(p(far, 0.5) / 2);

    await cluster.redis.start();
    await eventually(
      () => spread(widget, desk, conversationId, randomUUID()),
      (ms) => ms < 50,
      20_000,
    );
    for (const socket of [desk, widget]) {
      await eventually(() => numbersOf(socket), isGapless);
    }
  });

  it('that hangs rather than dies, the same holds', async () => {
    const { conversationId, desk, widget } = await talk();

    cluster.redis.freeze(true);
    try {
      const times: number[] = [];
      for (let i = 0; i < 10; i += 1) times.push(await spread(widget, desk, conversationId, `f${i}`));
      report('Redis hangs, the other server', times);
      expect(p(times.slice(5), 0.9)).toBeLessThan(2000);
    } finally {
      cluster.redis.freeze(false);
    }
    await eventually(
      () => spread(widget, desk, conversationId, randomUUID()),
      (ms) => ms < 50,
      20_000,
    );
  });

  it('chats, offers and the end of rights are found all the same', async () => {
    const team = await cluster.build.team({ shopId: shop.id, routing: 'leastBusy' });
    const person = await cluster.build.agent({ shopId: shop.id, teamIds: [team.id] });
    const manager = await cluster.at(1, await cluster.build.manager({ shopId: shop.id })).connect();
    await manager.get('queue:watch', {});
    const desks = [await cluster.at(0, person).connect(), await cluster.at(1, person).connect()];

    await cluster.redis.kill();
    await pause(300);
    const chat = await cluster.build.chat(shop, { teamId: team.id });
    await manager.hears(
      'queue:changed',
      ({ chats }: { chats: ChatView[] }) => chats.some(({ id }) => id === chat.id),
      3000,
    );
    for (const desk of desks) await desk.hears('offer:made', (offer) => offer.chat.id === chat.id, 3000);
    const news = { title: 'No Redis', body: 'And still.' };
    await cluster.at(0, await cluster.build.admin()).post(`/shops/${shop.id}/announcements`, news);
    for (const desk of desks) await desk.hears('alert:new', ({ alert }) => alert.data.title === news.title, 3000);

    const at = performance.now();
    await cluster.at(0, await cluster.build.admin()).post(`/employees/${person.id}/deactivate`);
    await Promise.all(desks.map((desk) => desk.closed()));
    const took = Math.round(performance.now() - at);
    process.stdout.write(`deactivated without Redis: off both servers after ${took} ms\n`);
    expect(took).toBeLessThan(2500);
  });
});

describe('a server that is told to stop', () => {
  it('sends its clients to the other and is gone within 25 seconds, with nothing lost', async () => {
    const { conversationId, desk, widget } = await talk();
    await desk.get('message:send', { conversationId, clientId: randomUUID(), body: 'before' });
    const closed = desk.closed();

    const ended = await cluster.servers[0]?.stop('SIGTERM');

    process.stdout.write(`SIGTERM: gone after ${Math.round(ended?.ms ?? 0)} ms (${ended?.code ?? ended?.signal})\n`);
    expect(ended?.ms).toBeLessThan(25_000);
    expect(await closed).toMatch(/transport close|already/);
    expect(desk.all('server:draining')).toHaveLength(1);
    expect(await spread(widget, widget, conversationId, 'after')).toBeLessThan(2000);
    desk.close();
    await cluster.servers[0]?.start();
  });
});
