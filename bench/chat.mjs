/** Measures chat and its queue beside their floor in the same run. */
import { bareTakeNext } from './bare-claims.mjs';
import { pingPong, steady } from './chatting.mjs';
import { hotClaim, takeNext, toMany } from './claims.mjs';
import { LoadSocket } from './client.mjs';
import { calmly, fairness } from './cores.mjs';
import { each, openDesk, visitors } from './desk.mjs';
import { whereAndWhen, writeSection } from './page.mjs';
import { startRelay, startShopbell } from './servers.mjs';

const isQuick = process.argv.includes('--quick');
const ROUNDS = isQuick ? 1 : 3;
const CHATS = isQuick ? 200 : 500;
const AGENTS = 50;
const LISTENERS = 500;
const EVENTS = isQuick ? 20 : 100;
const CLAIMED = isQuick ? 20 : 100;
const IDLE = isQuick ? 500 : 10_000;
const HELD_MS = isQuick ? 5000 : 60_000;
const TIME = isQuick ? { warmUpMs: 1000, ms: 3000 } : { warmUpMs: 2000, ms: 5000 };
const RATES = isQuick ? [1000] : [50, 1000, 4000];
const HELD = `${IDLE} idle connections, % of a processor`;
const TAKEN = `chats a second that ${AGENTS} agents take as the next`;
const FLOOR = 'the same from the bare driver';
const TARGETS = [startRelay, () => startShopbell('MariaDB'), () => startShopbell('SQLite')];

const rows = new Map();
const note = (what, target, value) => {
  const row = rows.get(what) ?? new Map();
  rows.set(what, row);
  row.set(target, [...(row.get(target) ?? []), value]);
};

for (let round = 1; round <= ROUNDS; round++) {
  for (const begin of TARGETS) {
    const target = await begin();
    console.log(`round ${round} of ${ROUNDS}: ${target.name}`);
    await chat(target);
    await queue(target);
    await target.stop();
  }
}
for (const begin of [startRelay, () => startShopbell('SQLite')]) {
  const target = await begin();
  console.log(`idle connections: ${target.name}`);
  await idle(target);
  await target.stop();
}
const report = await table();
console.log(report);
if (!isQuick) writeSection('chat', report);
process.exit(0);

async function chat(target) {
  const desk = await openDesk(target, { chats: CHATS, agents: AGENTS });
  const { rate, microsecondsEach, acked, delivered } = await calmly(() => pingPong(target, desk.pairs, TIME));
  note('messages a second, stored and delivered', target.name, rate);
  note('processor time a message, µs', target.name, microsecondsEach);
  note('acknowledged after, p50 ms', target.name, acked.p50);
  note('acknowledged after, p99 ms', target.name, acked.p99);
  note('delivered after, p50 ms', target.name, delivered.p50);
  note('delivered after, p99 ms', target.name, delivered.p99);
  for (const perSecond of RATES) {
    const { p50, p99, lost } = await calmly(() => steady(desk.pairs, { perSecond, ms: TIME.ms }));
    note(`at ${perSecond} messages a second, delivered p50 ms`, target.name, p50);
    note(`at ${perSecond} messages a second, delivered p99 ms`, target.name, p99);
    if (lost > 0) console.log(`${lost} were not delivered within ten seconds of the end`);
  }
  desk.close();
}

/** What teams do with the queue, and how long it takes to tell many of one thing. */
async function queue(target) {
  const crowd = await calmly(() => toMany(target, { agents: AGENTS, tabs: LISTENERS / AGENTS, events: EVENTS }));
  note(`one message to ${LISTENERS} sockets, the last one after p50 ms`, target.name, crowd.p50);
  note('processor time a recipient, µs', target.name, crowd.microsecondsEach);
  if (target.name.startsWith('bare')) return;
  const database = target.name.replace('Shopbell on ', '');
  const floor = await calmly(() => bareTakeNext(database, { agents: AGENTS, chats: CHATS * 4 }));
  const next = await calmly(() => takeNext(target, { agents: AGENTS, chats: CHATS }));
  note(TAKEN, target.name, next.rate);
  note(FLOOR, target.name, floor.rate);
  note('the next chat after, p99 ms', target.name, next.p99);
  const hot = await calmly(() => hotClaim(target, { agents: AGENTS, chats: CLAIMED }));
  note(`answer when ${AGENTS} agents take the same chat, p99 ms`, target.name, hot.p99);
}

async function idle(target) {
  const isRelay = target.name.startsWith('bare');
  const tokens = isRelay ? Array.from({ length: IDLE }, () => '') : await visitors(target.url, IDLE);
  await target.again();
  // The first connections bring in code that all share.
  const first = await each(tokens.slice(0, 100), (token) => LoadSocket.open(target.url, '/customers', token));
  for (const socket of first) socket.close();
  const before = await target.memory();
  const began = performance.now();
  const sockets = await each(tokens, (token) => LoadSocket.open(target.url, '/customers', token));
  const seconds = (performance.now() - began) / 1000;
  const after = await target.memory();
  note('idle connection, kB', target.name, (after - before) / IDLE / 1024);
  note('connections a second', target.name, IDLE / seconds);
  let lost = 0;
  for (const socket of sockets) socket.onLost = () => lost++;
  const cpu = target.cpu();
  await new Promise((resolve) => setTimeout(resolve, HELD_MS));
  note(HELD, target.name, ((target.cpu() - cpu) / HELD_MS) * 100_000);
  note(`of them lost in ${HELD_MS / 1000} s`, target.name, lost);
  for (const socket of sockets) socket.close();
}

async function table() {
  const names = ['bare Socket.IO relay', 'Shopbell on MariaDB', 'Shopbell on SQLite'];
  const lines = [...rows].map(([what, byTarget]) => {
    const [floor, ...ours] = names.map((name) => byTarget.get(name));
    const cells = [floor, ...ours].map((values) => (values ? figures(values) : '–'));
    const floors = what === TAKEN ? names.slice(1).map((name) => rows.get(FLOOR)?.get(name)) : [floor, floor];
    const ratios = ours.map((values, index) => ratio(values, floors[index]));
    return `| ${what} | ${cells.join(' | ')} | ${ratios.join(' / ')} |`;
  });
  return `## Chat

The service beside a bare Socket.IO relay in the same run and with the same clients. ${CHATS} chats of one customer and one agent each, ${AGENTS} agents; on Shopbell every message is committed before it is acknowledged (MariaDB with full flush at commit, SQLite with synchronous=FULL). Min / median / max of ${ROUNDS} rounds; the last column is the ratio of medians to the relay, MariaDB / SQLite; taking the next chat is held against the bare driver, with ${AGENTS} agents who each make a conditional update of one row at a time, one commit a chat.

${await whereAndWhen()} ${fairness()}

| | bare relay | MariaDB | SQLite | ratio |
|---|---|---|---|---|
${lines.join('\n')}

Gates: at least 0.5 of the relay's messages; at 4,000 messages a second p50 at most 3 times and p99 at most 4 times the relay's; one message to ${LISTENERS} sockets at most 1.5 times; at least 0.3 of the bare driver when agents take the next chat, and an answer within 50 ms when they take the same; an idle connection (of ${IDLE}) at most 2 times, and at least 0.6 of the connections a second; ${IDLE} of them take at most a tenth of a processor and none is lost.
`;
}

function ratio(values, floor) {
  return values && floor && median(floor) > 0 ? (median(values) / median(floor)).toFixed(2) : '–';
}

function figures(values) {
  const digits = Math.max(...values) < 100 ? 1 : 0;
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[0], median(values), sorted.at(-1)].map((value) => value.toFixed(digits)).join(' / ');
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
