/** Fills a million tickets (or as many as are named) into a MariaDB of its own and asks every report about them. */
import { whereAndWhen, writeSection } from './page.mjs';
import { onServer, startShopbell } from './servers.mjs';

const isQuick = process.argv.includes('--quick');
const COUNT = Number(
  process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? (isQuick ? 10_000 : 1_000_000),
);
const TIMES = 7;
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
  const admin = await tokenOf('admin', 'admin123');
  const shop = await made('/shops', { name: 'Bench', location: 'Here' }, admin);
  const beganFilling = performance.now();
  await fill(shop.id);
  console.log(`filled ${COUNT} tickets in ${seconds(beganFilling)} s`);

  await target.again();
  const path = `/reports/tickets`;
  const began = performance.now();
  await asked(path, '', shop.id, admin);
  const first = seconds(began);

  const lines = [];
  for (const [what, question] of QUESTIONS) {
    const took = [];
    for (let time = 0; time < TIMES; time++) {
      const at = performance.now();
      await asked(path, question, shop.id, admin);
      took.push(performance.now() - at);
    }
    took.sort((a, b) => a - b);
    lines.push(`| ${what} | ${took[Math.floor(TIMES / 2)].toFixed(0)} | ${took.at(-1).toFixed(0)} |`);
  }
  const report = `## Reports

${await whereAndWhen()}

| ${COUNT} tickets of one shop, MariaDB | median ms | slowest ms |
|---|---|---|
${lines.join('\n')}

The first question after a start is answered after ${first} s; memory held afterwards: ${await megabytes()} MB.
`;
  console.log(report);
  if (!isQuick) writeSection('reports', report);
} finally {
  await target.stop();
}
process.exit(0);

async function asked(path, question, shopId, token) {
  const url = new URL(`${target.url}/api/v1${path}${question}`);
  url.searchParams.set('shopId', shopId);
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  if (answer.status === 503) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return asked(path, question, shopId, token);
  }
  if (answer.status !== 200) throw new Error(`${url.pathname}: ${answer.status} ${text}`);
}

/** Straight into the table, by the database itself: who could file a million tickets through the door? */
async function fill(shopId) {
  const columns = await columnsOf('tickets');
  const created = "'2024-01-01' + INTERVAL (seq * 91) SECOND";
  const closed = `${created} + INTERVAL FLOOR(600 + 864000 * POW(RAND(seq), 3)) SECOND`;
  const isOpen = `seq > ${COUNT} - 20000 AND MOD(seq, 3) = 0`;
  const values = {
    id: id(1),
    shopId: `'${shopId}'`,
    number: 'seq',
    conversationId: id(2),
    customerId: id(3),
    clientId: id(4),
    createdById: id(5),
    externalId: 'NULL',
    teamId: id(6, 'MOD(seq, 8)'),
    assigneeId: id(7, 'MOD(seq, 60)'),
    status: `IF(${isOpen}, 'in_progress', 'closed')`,
    priority: "ELT(1 + MOD(seq, 4), 'low', 'normal', 'high', 'urgent')",
    category: "CONCAT('Category ', MOD(seq, 10))",
    source: "'portal'",
    title: "'A ticket'",
    description: "'Nothing works any more.'",
    createdAt: created,
    updatedAt: created,
    claimedAt: `${created} + INTERVAL 300 SECOND`,
    firstResponseAt: `${created} + INTERVAL FLOOR(60 + 36000 * POW(RAND(seq + 1), 2)) SECOND`,
    closedAt: `IF(${isOpen}, NULL, ${closed})`,
    firstResponseDueAt: `${created} + INTERVAL 4 HOUR`,
    firstResponseRiskAt: `${created} + INTERVAL 3 HOUR`,
    resolutionDueAt: `${created} + INTERVAL 3 DAY`,
    resolutionRiskAt: `${created} + INTERVAL 54 HOUR`,
    dueAt: `${created} + INTERVAL 3 DAY`,
    createdByKind: "'customer'",
    tags: "'[]'",
    pauses: "'[]'",
  };
  const names = columns.map(({ name }) => name);
  const rows = columns.map(({ name, type, isNullable }) => values[name] ?? (isNullable ? 'NULL' : plain(type)));
  await onServer(
    `SET STATEMENT foreign_key_checks = 0, unique_checks = 0, max_statement_time = 0 FOR
     INSERT INTO ${target.database}.tickets (${names.join(', ')}) SELECT ${rows.join(', ')} FROM seq_1_to_${COUNT}`.replace(
      'seq_1_to',
      `${target.database}.seq_1_to`,
    ),
  );
  await onServer(`UPDATE ${target.database}.shops SET lastTicketNumber = ${COUNT} WHERE id = '${shopId}'`);
  await onServer(`ANALYZE TABLE ${target.database}.tickets`);
}

async function columnsOf(table) {
  const rows = await onServer(
    `SELECT column_name AS name, data_type AS type, is_nullable AS nullable FROM information_schema.columns
     WHERE table_schema = '${target.database}' AND table_name = '${table}'`,
  );
  return rows.map(({ name, type, nullable }) => ({ name, type, isNullable: nullable === 'YES' }));
}

function plain(type) {
  return /int/.test(type) ? '0' : "''";
}

/** An id that is the same for the same thing. */
function id(kind, of = 'seq') {
  return `CONCAT('0190000${kind}-0000-7000-8000-', LPAD(HEX(${of}), 12, '0'))`;
}

async function tokenOf(username, password) {
  return (await made('/auth/token', { username, password })).access_token;
}

async function made(path, body, token) {
  const answer = await fetch(`${target.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  if (answer.status >= 300) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

async function megabytes() {
  return Math.round((await target.memory()) / 2 ** 20);
}

function seconds(since) {
  return ((performance.now() - since) / 1000).toFixed(1);
}
