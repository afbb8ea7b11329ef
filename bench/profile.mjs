/**
 * Where the time and the memory of the hot paths go: does one thing as fast as it can while the processor and the
 * allocations are sampled, then prints the shares by part and by function.
 *
 *   node bench/profile.mjs [messages|steadily|crossing|connections|idle|returning|taking|lists|me] [MariaDB|SQLite] [FILE for the profile, to be opened in Chromium]
 */
import { writeFileSync } from 'node:fs';
import WebSocket from 'ws';
import { pingPong, steady } from './chatting.mjs';
import { openQueue, takeEach } from './claims.mjs';
import { LoadSocket } from './client.mjs';
import { each, openDesk, staffed, visitors } from './desk.mjs';
import { fillTickets } from './many-tickets.mjs';
import { together } from './requests.mjs';
import { startPair, startShopbell } from './servers.mjs';

const TOP = 40;
const SAMPLE_EVERY_US = 200;
/** Before the first sample the profiler looks at all code there is. */
const SETTLE_MS = 2000;
const HEAP_EVERY_BYTES = 16_384;
const AGENTS = 50;
const IDLE_MS = 10_000;

/** Each prepares itself, and answers what does the work once and tells how often. */
const WORKS = {
  async messages(target) {
    const { pairs } = await openDesk(target, { chats: 500, agents: AGENTS });
    return async () => {
      const { rate } = await pingPong(target, pairs, { warmUpMs: 0, ms: 5000 });
      return rate * 5;
    };
  },
  /** Far from the limit, where a message shares what a batch costs with few others. */
  async steadily(target) {
    const { pairs } = await openDesk(target, { chats: 500, agents: AGENTS });
    return async () => {
      const { count } = await steady(pairs, { perSecond: 1000, ms: 5000 });
      return count;
    };
  },
  /** Customers on one server and agents on the other, which is looked at. */
  async crossing(target, customersAt) {
    const { pairs } = await openDesk(customersAt, { chats: 500, agents: AGENTS, agentsAt: target });
    return async () => {
      const { rate } = await pingPong(target, pairs, { warmUpMs: 0, ms: 5000 });
      return rate * 5;
    };
  },
  async connections(target) {
    const tokens = await visitors(target.url, 2000);
    return async () => {
      const sockets = await each(tokens, (token) => LoadSocket.open(target.url, '/customers', token));
      for (const socket of sockets) socket.close();
      return tokens.length;
    };
  },
  /** What a second of a connection costs on which nothing happens. */
  async idle(target) {
    const tokens = await visitors(target.url, 10_000);
    await each(tokens, (token) => LoadSocket.open(target.url, '/customers', token));
    return async () => {
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      return (tokens.length * IDLE_MS) / 1000;
    };
  },
  /** Customers who come back after a break, and read what they have missed. */
  async returning(target) {
    const { made, close } = await openDesk(target, { chats: 1000, agents: AGENTS });
    close();
    return async () => {
      const sockets = await each(made, async ({ token, conversationId }) => {
        const socket = await LoadSocket.open(target.url, '/customers', token);
        await socket.request('conversation:open', { conversationId });
        return socket;
      });
      for (const socket of sockets) socket.close();
      return made.length;
    };
  },
  async taking(target) {
    const queues = [];
    for (let times = 0; times < 3; times++) queues.push(await openQueue(target.url, AGENTS, 1000));
    return async () => {
      await takeEach(queues.shift());
      return 1000;
    };
  },
  lists: (target) => asking(target, '/tickets'),
  me: (target) => asking(target, '/auth/me'),
};

/** A list of 50 tickets, or who one is, of 16 who ask at once. */
async function asking(target, path) {
  const { shop, team, agents } = await staffed(target.url, 10);
  const ids = agents.map((token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).sub);
  await fillTickets(target, shop.id, { to: 10_000, agentIds: ids, teamIds: [team.id] });
  return async () => {
    const { rate } = await together(target, `${target.url}/api/v1${path}`, agents[0], { connections: 16, ms: 5000 });
    return rate * 5;
  };
}

const [what = 'messages', database = 'MariaDB', file] = process.argv.slice(2);
const pair = what === 'crossing' ? await startPair() : null;
const target = pair?.second ?? (await startShopbell(database));
try {
  const work = await WORKS[what](target, pair?.first);
  await work();
  const tools = await inspect(target.process);
  await tools.ask('Profiler.enable');
  await tools.ask('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
  await tools.ask('Profiler.start');
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const cpu = target.cpu();
  const count = await work();
  const microseconds = ((target.cpu() - cpu) * 1e6) / count;
  const { profile } = await tools.ask('Profiler.stop');
  if (file) writeFileSync(file, JSON.stringify(profile));
  await tools.ask('HeapProfiler.startSampling', {
    samplingInterval: HEAP_EVERY_BYTES,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  const sampled = await work();
  const heap = await tools.ask('HeapProfiler.stopSampling');
  console.log(`${target.name}, ${what}: ${count.toFixed(0)}, ${microseconds.toFixed(0)} µs each`);
  print('processor time', shares(timeOf(profile)), (share) => `${(share * microseconds).toFixed(1)} µs`);
  const bytes = bytesOf(heap.profile.head);
  const kilobytes = bytes.reduce((sum, [, , size]) => sum + size, 0) / sampled / 1024;
  print('memory allocated', shares(bytes), (share) => `${(share * kilobytes).toFixed(2)} kB`);
} finally {
  await (pair ?? target).stop();
}
process.exit(0);

/** The inspector that Node opens in a running process when asked by signal. */
async function inspect(process) {
  process.kill('SIGUSR1');
  let page;
  while (!page) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const answer = await fetch('http://127.0.0.1:9229/json/list').catch(() => null);
    [page] = answer ? await answer.json() : [];
  }
  const socket = new WebSocket(page.webSocketDebuggerUrl, { maxPayload: 2 ** 30 });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map();
  socket.on('message', (data) => {
    const { id, result, error } = JSON.parse(data.toString());
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(new Error(error.message));
    else resolve?.(result);
  });
  let next = 0;
  const ask = (method, params = {}) =>
    new Promise((resolve, reject) => {
      waiting.set(++next, { resolve, reject });
      socket.send(JSON.stringify({ id: next, method, params }));
    });
  return { ask };
}

/** Each function with the time spent in itself; idle time does not count. */
function timeOf({ nodes, samples, timeDeltas }) {
  const own = new Map();
  for (const [index, id] of samples.entries()) if (index > 0) own.set(id, (own.get(id) ?? 0) + timeDeltas[index]);
  return nodes
    .filter(({ callFrame }) => callFrame.functionName !== '(idle)')
    .map(({ id, callFrame }) => [callFrame.url, callFrame.functionName, own.get(id) ?? 0]);
}

function bytesOf({ callFrame, selfSize, children }) {
  return [[callFrame.url, callFrame.functionName, selfSize], ...children.flatMap(bytesOf)];
}

function shares(entries) {
  const parts = new Map();
  const functions = new Map();
  const total = entries.reduce((sum, [, , value]) => sum + value, 0);
  for (const [url, name, value] of entries) {
    const part = partOf(url, name);
    const place = `${name || '(anonymous)'} ${fileOf(url)}`;
    parts.set(part, (parts.get(part) ?? 0) + value / total);
    functions.set(place, (functions.get(place) ?? 0) + value / total);
  }
  return { parts, functions };
}

/** A package, a folder of the product, Node's own, or what V8 says of itself. */
function partOf(url, name) {
  if (name.startsWith('(')) return name;
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url);
  if (inPackage) return inPackage[1];
  const ours = /dist\/src\/([^/]+)/.exec(url);
  if (ours) return `src/${ours[1]}`;
  return url.startsWith('node:') ? 'node' : 'native';
}

function fileOf(url) {
  return url.replace(/^.*node_modules\//, '').replace(/^.*dist\/src/, 'src');
}

function print(what, { parts, functions }, figure) {
  const line = ([name, share]) => `| ${name} | ${(share * 100).toFixed(1)} % | ${figure(share)} |`;
  const sorted = (of) => [...of].sort(([, a], [, b]) => b - a);
  console.log(`\n| ${what}, by part | share | each |\n|---|---|---|`);
  console.log(
    sorted(parts)
      .filter(([, share]) => share > 0.005)
      .map(line)
      .join('\n'),
  );
  console.log(`\n| ${what}, by function | share | each |\n|---|---|---|`);
  console.log(sorted(functions).slice(0, TOP).map(line).join('\n'));
}
