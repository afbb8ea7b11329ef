/**
 * Thousands of customers whose server is killed: how long until each is back, on the server that was started again or
 * on the other one, and has what was written to them meanwhile. They come back as the widget does.
 */
import { spread } from './chatting.mjs';
import { LoadSocket, timeOrderedId } from './client.mjs';
import { each, openDesk } from './desk.mjs';
import { whereAndWhen, writeSection } from './page.mjs';
import { onServer, startPair, startShopbell } from './servers.mjs';

const isQuick = process.argv.includes('--quick');
const CUSTOMERS = isQuick ? 500 : 5000;
const AGENTS = 50;
const LATEST_MS = 60_000;
/** As `public/core/backoff.ts` has it. */
const BACKOFF = { baseMs: 500, maxMs: 10_000 };

/** One customer who comes back by themselves whenever the connection is lost. */
class Returning {
  lastSeq = 0;
  failed = 0;
  backAt = 0;
  #attempt = 0;

  constructor(token, conversationId, addressOf) {
    Object.assign(this, { token, conversationId, addressOf });
  }

  async come() {
    const socket = await LoadSocket.open(this.addressOf(), '/customers', this.token);
    socket.onMessage = (message) => this.hear(message);
    socket.onLost = () => void this.comeBack();
    const { messages } = await socket.request('conversation:open', {
      conversationId: this.conversationId,
      ...(this.lastSeq > 0 ? { afterSeq: this.lastSeq, afterId: this.lastId } : {}),
    });
    for (const message of messages) this.hear(message);
    this.#attempt = 0;
    this.backAt = performance.now();
    this.socket = socket;
  }

  async comeBack() {
    await new Promise((resolve) =>
      setTimeout(resolve, Math.random() * Math.min(BACKOFF.maxMs, BACKOFF.baseMs * 2 ** this.#attempt++)),
    );
    try {
      await this.come();
    } catch {
      this.failed += 1;
      await this.comeBack();
    }
  }

  /** Until the text has been heard. */
  waitFor(text) {
    return new Promise((resolve) => {
      this.awaited = { text, resolve };
    });
  }

  hear({ seq, id, body }) {
    if (seq > this.lastSeq) Object.assign(this, { lastSeq: seq, lastId: id });
    if (body === this.awaited?.text) this.awaited.resolve(performance.now());
  }
}

const answers = { 'the same server, started again': await ofOne(), 'the other of two servers': await ofTwo() };
const lines = Object.entries(answers).map(
  ([where, { back, informed, failed, lost, threads }]) =>
    `| ${where} | ${seconds(back.p50)} / ${seconds(back.max)} | ${seconds(informed.p50)} / ${seconds(informed.max)} | ${(failed / CUSTOMERS).toFixed(2)} | ${lost} | ${threads} |`,
);
const table = `## ${CUSTOMERS} customers whose server is killed

\`node bench/storm.mjs\`: each has a chat with an agent, and comes back as the widget does, after a random wait that doubles. As soon as the server is dead each is written a message. ${await whereAndWhen()}

| they come back to | back after, p50 / last, s | have what they missed after, p50 / last, s | tries that failed, each | lost | database connections at most |
|---|---|---|---|---|---|
${lines.join('\n')}

Gate: all caught up within 15 s, nothing lost.`;
console.log(table);
if (!isQuick) writeSection('storm', table);
process.exit(0);

async function ofOne() {
  const target = await startShopbell('MariaDB');
  try {
    return await measure(target, target, async () => {
      await target.again();
      return target;
    });
  } finally {
    await target.stop();
  }
}

async function ofTwo() {
  const pair = await startPair();
  try {
    return await measure(pair.first, pair.second, async () => {
      await pair.first.kill();
      return pair.second;
    });
  } finally {
    await pair.first.run();
    await pair.stop();
  }
}

/** `agentsAt` is where the agents are; `crash` kills the customers' server and answers where they find one. */
async function measure(customersAt, agentsAt, crash) {
  const desk = await openDesk(customersAt, { chats: CUSTOMERS, agents: AGENTS });
  desk.close();
  let address = customersAt.url;
  const customers = desk.made.map(({ token, conversationId }) => new Returning(token, conversationId, () => address));
  await each(customers, (customer) => customer.come());
  const heard = customers.map((customer) => customer.waitFor('Are you still there?'));
  console.log(`${CUSTOMERS} customers are there`);

  let threads = 0;
  const watch = setInterval(async () => {
    const [{ Value }] = await onServer("SHOW STATUS LIKE 'Threads_connected'");
    threads = Math.max(threads, Number(Value) - 1);
  }, 500);
  const killedAt = performance.now();
  const found = crash().then((server) => {
    address = server.url;
  });
  if (agentsAt === customersAt) await found;
  await writeToAll(agentsAt, desk);
  await found;
  const late = new Promise((resolve) => setTimeout(resolve, LATEST_MS));
  await Promise.race([Promise.all(heard), late]);
  clearInterval(watch);
  const informedAt = await Promise.all(heard.map((one) => Promise.race([one, Promise.resolve(null)])));
  const after = (times) => {
    const waits = times.filter((at) => at !== null).map((at) => at - killedAt);
    return { ...spread(waits), max: Math.max(...waits) };
  };
  const result = {
    back: after(customers.map(({ backAt }) => (backAt > killedAt ? backAt : null))),
    informed: after(informedAt),
    failed: customers.reduce((sum, { failed }) => sum + failed, 0),
    lost: informedAt.filter((at) => at === null).length,
    threads,
  };
  for (const { socket } of customers) socket.close();
  return result;
}

/** Over the agents' own sockets: each writes one message after the other, as fast as the server takes it. */
async function writeToAll(target, { agents, made }) {
  const sockets = await each(agents, (token) => LoadSocket.open(target.url, '/agents', token));
  const write = ({ agent, conversationId }) =>
    sockets[agent].request('message:send', { conversationId, clientId: timeOrderedId(), body: 'Are you still there?' });
  await each(made, write, AGENTS);
  for (const socket of sockets) socket.close();
}

function seconds(ms) {
  return (ms / 1000).toFixed(1);
}
