/**
 * Asks every report about a million tickets with ten million messages (or as many as are named, each with ten), and
 * opens some of their conversations.
 */
import { calmly, fairness } from './cores.mjs';
import { made } from './desk.mjs';
import { fillTickets } from './many-tickets.mjs';
import { whereAndWhen, writeSection } from './page.mjs';
import { oneByOne } from './requests.mjs';
import { onServer, startShopbell } from './servers.mjs';

const isQuick = process.argv.includes('--quick');
const named = process.argv.slice(2).find((argument) => /^\d+$/.test(argument));
const COUNT = Number(named ?? (isQuick ? 10_000 : 1_000_000));
const MESSAGES_EACH = 10;
/** Of fewer tickets no facts are kept. */
const WORTH_KEEPING = 20_000;
const TIMES = 7;
const OPENED = 200;
const MONTH = 'from=2026-09-01T00:00:00Z&to=2026-10-01T00:00:00Z';
const QUESTIONS = [
  ['all figures, all time', ''],
  ['all figures, one month', `?${MONTH}`],
  ['all figures, as of a year ago', '?asOf=2025-11-01T00:00:00Z'],
  ['one category', '?category=Category%203'],
  ['by category, all time', '/by/category'],
  ['by agent, all time', '/by/agent'],
  ['by team, one month', `/by/team?${MONTH}`],
  ['by month, all time', '/by/month'],
  ['by day, one month', `/by/day?${MONTH}`],
  ['by agent, as CSV', '/by/agent/csv'],
];

const target = await startShopbell('MariaDB');
try {
  const admin = (await made(target.url, '/auth/token', { username: 'admin', password: 'admin123' })).access_token;
  const shop = await made(target.url, '/shops', { name: 'Bench', location: 'Here' }, admin);
  const beganFilling = performance.now();
  await fillTickets(target, shop.id, { to: COUNT, messagesEach: MESSAGES_EACH });
  const filledAfter = seconds(beganFilling);
  console.log(`filled ${COUNT} tickets and ${COUNT * MESSAGES_EACH} messages in ${filledAfter} s`);

  const gathered = await afterStart(shop.id, admin);
  await factsAreKept();
  const taken = await afterStart(shop.id, admin);

  const lines = [];
  for (const [what, question] of QUESTIONS) {
    const { took, cpuEach } = await calmly(() => askedOften(question, shop.id, admin));
    const cells = [took[Math.floor(TIMES / 2)], took.at(-1), cpuEach].map((value) => value.toFixed(0));
    lines.push(`| ${what} | ${cells.join(' | ')} |`);
  }
  const page = await oneByOne(await conversations(shop.id), admin, OPENED);
  const report = `## Reports

${await whereAndWhen()} ${fairness()}

| ${COUNT} tickets of one shop with ${COUNT * MESSAGES_EACH} messages, MariaDB | median ms | slowest ms | processor time ms |
|---|---|---|---|
${lines.join('\n')}

The very first question gathers the facts of all tickets: it is answered after ${said(gathered)}. From then on they are kept, and the first question after a start is answered after ${said(taken)}. Memory held afterwards: ${await megabytes()} MB; in the database they take ${(await keptBytes()).toFixed(0)} MB.
The latest messages of one of the conversations: p50 ${page.p50.toFixed(1)} ms, p99 ${page.p99.toFixed(1)} ms.
`;
  console.log(report);
  if (!isQuick && !named) writeSection('reports', report);
} finally {
  await target.stop();
}
process.exit(0);

/** What the first question after a start costs the one who asks, the server and others meanwhile. */
async function afterStart(shopId, token) {
  await target.again();
  const healthy = pulse();
  const began = performance.now();
  const cpu = target.cpu();
  await asked('', shopId, token);
  const ms = performance.now() - began;
  return { ms, cpu: (target.cpu() - cpu) * 1000, others: await healthy.end() };
}

function said({ ms, cpu, others }) {
  const time = (value) => (value < 2000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`);
  return `${time(ms)}, which takes ${time(cpu)} of the server's processor time; who asks for something else meanwhile waits ${others.p50.toFixed(0)} ms at p50 and ${others.most.toFixed(0)} ms at most`;
}

async function factsAreKept() {
  for (;;) {
    const rows = await onServer(`SELECT shopId FROM ${target.database}.fact_sets WHERE readAt IS NOT NULL`);
    if (rows.length > 0 || COUNT < WORTH_KEEPING) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function keptBytes() {
  const [{ bytes }] = await onServer(`SELECT SUM(LENGTH(bytes)) AS bytes FROM ${target.database}.fact_parts`);
  return Number(bytes) / 2 ** 20;
}

/** How long each took, the shortest first, and the server's processor time for one; in milliseconds. */
async function askedOften(question, shopId, token) {
  const took = [];
  const cpu = target.cpu();
  for (let time = 0; time < TIMES; time++) {
    const at = performance.now();
    await asked(question, shopId, token);
    took.push(performance.now() - at);
  }
  return { took: took.sort((a, b) => a - b), cpuEach: ((target.cpu() - cpu) * 1000) / TIMES };
}

async function asked(question, shopId, token) {
  const url = new URL(`${target.url}/api/v1/reports/tickets${question}`);
  url.searchParams.set('shopId', shopId);
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  if (answer.status === 503) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return asked(question, shopId, token);
  }
  if (answer.status !== 200) throw new Error(`${url.pathname}: ${answer.status} ${text}`);
}

/** Addresses of the latest messages, of conversations from everywhere. */
async function conversations(shopId) {
  const step = Math.max(1, Math.floor(COUNT / OPENED));
  const rows = await onServer(
    `SELECT conversationId AS id FROM ${target.database}.tickets
     WHERE shopId = '${shopId}' AND number IN (${Array.from({ length: OPENED }, (_, index) => index * step + 1)})`,
  );
  return rows.map(({ id }) => `${target.url}/api/v1/conversations/${id}/messages`);
}

/** Asks again and again for something that is nothing, and says how long it took. */
function pulse() {
  let isOver = false;
  const waits = [];
  const asking = (async () => {
    while (!isOver) {
      const { p50 } = await oneByOne(`${target.url}/health`, undefined, 1);
      waits.push(p50);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  const end = async () => {
    isOver = true;
    await asking;
    waits.sort((a, b) => a - b);
    return { p50: waits[Math.floor(waits.length / 2)], most: waits.at(-1) };
  };
  return { end };
}

async function megabytes() {
  return Math.round((await target.memory()) / 2 ** 20);
}

function seconds(since) {
  return ((performance.now() - since) / 1000).toFixed(1);
}
