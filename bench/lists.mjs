/**
 * How long the lists of agents and managers take in a shop of ten thousand, a hundred thousand and a million tickets
 * (or as many as are named), and how many requests a second there are, beside the driver behind a bare Fastify.
 */
import { calmly, fairness } from './cores.mjs';
import { made, staffed } from './desk.mjs';
import { fillTickets } from './many-tickets.mjs';
import { whereAndWhen, writeSection } from './page.mjs';
import { get, oneByOne, together } from './requests.mjs';
import { onServer, startBareList, startShopbell } from './servers.mjs';

const isQuick = process.argv.includes('--quick');
const named = process.argv.slice(2).filter((argument) => /^\d+$/.test(argument));
const SIZES = named.length > 0 ? named.map(Number) : isQuick ? [10_000, 20_000] : [10_000, 100_000, 1_000_000];
const TIMES = isQuick ? 20 : 200;
const ROUNDS = isQuick ? 1 : 3;
const MS = isQuick ? 1000 : 5000;
const CONNECTIONS = 16;
const AGENTS = 10;
const TEAMS = 8;

const target = await startShopbell('MariaDB');
let bare;
try {
  const { shop, team, agents } = await staffed(target.url, AGENTS);
  const agentIds = await Promise.all(agents.map(async (token) => (await ask('/auth/me', token)).id));
  const [agent] = agents;
  const admin = (await made(target.url, '/auth/token', { username: 'admin', password: 'admin123' })).access_token;
  const others = Array.from({ length: TEAMS - 1 }, (_, index) => ({ name: `Team ${index}`, shopId: shop.id }));
  const teams = await Promise.all(others.map((input) => made(target.url, '/teams', input, admin)));
  const teamIds = [team, ...teams].map(({ id }) => id);

  const rows = new Map();
  let from = 1;
  for (const size of SIZES) {
    const began = performance.now();
    await fillTickets(target, shop.id, { from, to: size, agentIds, teamIds });
    from = size + 1;
    console.log(`filled up to ${size} tickets after ${((performance.now() - began) / 1000).toFixed(0)} s`);
    bare ??= await startBareList(target);
    for (const [what, url, token] of await lists(shop.id, { admin, agent, size })) {
      const took = await calmly(() => oneByOne(url, token, TIMES));
      rows.set(what, [...(rows.get(what) ?? []), took]);
      console.log(`${what}: p50 ${took.p50.toFixed(1)}, p99 ${took.p99.toFixed(1)}`);
    }
  }
  const rates = await ratesOf(shop.id, { admin, agent });
  const report = await page(rows, rates);
  console.log(report);
  if (!isQuick && named.length === 0) writeSection('lists', report);

  async function lists(shopId, { admin, agent, size }) {
    const [middle] = await onServer(
      `SELECT DATE_FORMAT(createdAt, '%Y-%m-%d %H:%i:%s.000') AS createdAt, id FROM ${target.database}.tickets
       WHERE shopId = '${shopId}' AND number = ${size / 2}`,
    );
    const cursor = Buffer.from(JSON.stringify([middle.createdAt, middle.id])).toString('base64url');
    const list = (query) => `${target.url}/api/v1/tickets?shopId=${shopId}${query}`;
    return [
      ['a bare Fastify, newest first', `${bare.url}/tickets?${new URLSearchParams({ shopId })}`],
      ['a bare Fastify, in the middle', `${bare.url}/tickets?${new URLSearchParams({ shopId, ...middle })}`],
      ['all, newest first', list(''), admin],
      ['all, a page in the middle', list(`&cursor=${cursor}`), admin],
      ['all, newest first, of an agent’s teams', list(''), agent],
      ['of an agent’s teams, in the middle', list(`&cursor=${cursor}`), agent],
      ['closed, of an agent’s teams', list('&view=closed'), agent],
      ['the open ones', list('&view=open&sort=oldest'), agent],
      ['mine', list('&view=mine'), agent],
      ['by due time', list('&view=open&sort=due'), agent],
      ['all by due time', list('&sort=due'), admin],
      ['all shops, newest first', `${target.url}/api/v1/tickets`, admin],
      ['the open ones of all shops', `${target.url}/api/v1/tickets?view=open&sort=oldest`, admin],
      // As many as each of them has at first, so that the same is compared.
      ['ten of one customer', list('&limit=10&customerId=01900003-0000-7000-8000-000000000007'), admin],
      ['closed, of one category', list('&view=closed&category=Category%203'), admin],
      ['search by number', list(`&search=%23${size / 2}`), admin],
      ['search by an e-mail address of one, its first answer', list(`&search=customer${size / 2}@mail.example`), admin],
      ['a tag that none has, its first answer', list('&tag=nothing'), admin],
      ['search by a word that many have', list('&search=kettle'), admin],
      ['numbers of open ones and mine', `${target.url}/api/v1/tickets/counts?shopId=${shopId}`, agent],
    ];
  }

  /** In turns, so that a busy moment of the machine meets all of them. */
  async function ratesOf(shopId, { admin, agent }) {
    const routes = [
      ['list of 50 tickets, bare Fastify', bare, `${bare.url}/tickets?shopId=${shopId}`],
      ['list of 50 tickets', target, `${target.url}/api/v1/tickets?shopId=${shopId}`, admin],
      ['list of 50 tickets, of an agent’s teams', target, `${target.url}/api/v1/tickets`, agent],
      ['GET /auth/me', target, `${target.url}/api/v1/auth/me`, agent],
      ['GET /health, bare Fastify', bare, `${bare.url}/health`],
      ['GET /health', target, `${target.url}/health`],
    ];
    const rates = new Map(routes.map(([what]) => [what, []]));
    for (let round = 1; round <= ROUNDS; round++) {
      for (const [what, of, url, token] of routes) {
        const measured = await calmly(() => together(of, url, token, { connections: CONNECTIONS, ms: MS }));
        rates.get(what).push(measured);
        console.log(`${what}: ${measured.rate.toFixed(0)} a second, ${measured.microsecondsEach.toFixed(0)} µs each`);
      }
    }
    return rates;
  }
} finally {
  await bare?.stop();
  await target.stop();
}
process.exit(0);

async function ask(path, token) {
  return JSON.parse(await get(`${target.url}/api/v1${path}`, token));
}

async function page(rows, rates) {
  const lines = [...rows].map(([what, took]) => {
    const cells = took.map(({ p50, p99 }) => `${p50.toFixed(1)} / ${p99.toFixed(1)}`);
    return `| ${what} | ${cells.join(' | ')} | ${(took.at(-1).p50 / took[0].p50).toFixed(2)} |`;
  });
  const floors = [
    median(rates.get('list of 50 tickets, bare Fastify'), 'rate'),
    median(rates.get('GET /health, bare Fastify'), 'rate'),
  ];
  const rateLines = [...rates].map(([what, measured]) => {
    const rate = median(measured, 'rate');
    const ratio = what.includes('bare') ? '' : (rate / floors[what.startsWith('list') ? 0 : 1]).toFixed(2);
    return `| ${what} | ${rate.toFixed(0)} | ${median(measured, 'microsecondsEach').toFixed(0)} | ${ratio} |`;
  });
  return `## Lists

${await whereAndWhen()} ${fairness()}

A shop on MariaDB with 1,000 customers, ${AGENTS} agents and tickets with their conversations; a thousand of them are not closed. Lists have 50 rows, asked for over HTTP one after the other, ${TIMES} times each. p50 / p99 in ms; the last column is what the last p50 is of the first. The floor is the driver behind a bare Fastify in a process of its own: the same 50 rows of one table by the same key, for everybody who asks.

| list | ${SIZES.map((size) => `${size} tickets`).join(' | ')} | ratio |
|---|${'---|'.repeat(SIZES.length + 1)}
${lines.join('\n')}

Gate: at most 1.3 times as long. What hardly any ticket has is looked for a second at most, then the answer says where to go on.

| ${CONNECTIONS} connections at once, ${SIZES.at(-1)} tickets | requests a second | processor time each, µs | of the floor |
|---|---|---|---|
${rateLines.join('\n')}

Median of ${ROUNDS} rounds. Gate: at least 0.5 of the bare list.
`;
}

function median(measured, of) {
  const sorted = measured.map((each) => each[of]).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
