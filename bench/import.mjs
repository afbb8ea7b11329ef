/**
 * Brings a file of 100,000 tickets (or as many as are named) in, while somebody chats, on both databases, beside the
 * bare driver storing as many rows as came of them.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import { spread } from './chatting.mjs';
import { timeOrderedId } from './client.mjs';
import { openDesk } from './desk.mjs';
import { whereAndWhen, writeSection } from './page.mjs';
import { MYSQL, onServer, startShopbell } from './servers.mjs';

const TABLES = ['tickets', 'conversations', 'messages', 'customers', 'customer_contacts', 'events'];
const DATABASES = ['MariaDB', 'SQLite'];
const BATCH = 500;
const EVERY_MS = 20;

const isQuick = process.argv.includes('--quick');
const count = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? (isQuick ? 5000 : 100_000));
const results = [];
for (const database of DATABASES) {
  console.log(`bringing in ${count} tickets: ${database}`);
  results.push(await bringIn(database));
}
const report = await table();
console.log(report);
if (!isQuick) writeSection('import', report);
process.exit(0);

/** File rows and stored rows a second, those of the bare driver, the most memory held, and how long a chat waited. */
async function bringIn(database) {
  const target = await startShopbell(database);
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-bench-file-'));
  try {
    const path = await writeFile(join(folder, 'tickets.csv'));
    const desk = await openDesk(target, { chats: 1, agents: 1 });
    const admin = (await asked(target, 'POST', '/auth/token', null, { username: 'admin', password: 'admin123' }))
      .access_token;
    const shop = await asked(target, 'POST', '/shops', admin, { name: 'Bench', location: 'Here' });
    const quiet = talk(desk.pairs[0]);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const before = await quiet.end();
    const held = mostHeld(target);

    const rowsBefore = await rowsOf(target);
    const talking = talk(desk.pairs[0]);
    const began = performance.now();
    const job = await upload(target, shop.id, admin, path);
    const checkedAfter = (performance.now() - began) / 1000;
    const confirmed = performance.now();
    await asked(target, 'POST', `/imports/${job.id}/confirm`, admin);
    const done = await finished(target, job.id, admin);
    const seconds = (performance.now() - confirmed) / 1000;
    const during = await talking.end();
    desk.close();
    const tickets = done.created;
    if (tickets !== count) throw new Error(`${tickets} of ${count} tickets came in: ${JSON.stringify(done)}`);

    const stored = (await rowsOf(target)) - rowsBefore - talking.sent;
    const driver = await driverRate(target, stored, folder);
    return {
      ...{ checkedAfter, seconds, fileRows: count / seconds, storedRows: stored / seconds, driverRows: driver },
      ratio: stored / seconds / driver,
      memoryBefore: held / 2 ** 20,
      memoryMost: mostHeld(target) / 2 ** 20,
      ...{ quiet: before, during },
    };
  } finally {
    await target.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Half of the rows are of customers who wrote before; a tenth is still open; phones are as people write them. */
async function writeFile(path) {
  const file = createWriteStream(path);
  file.write('ticket_id,email,phone,subject,description,category,status,created,closed\n');
  for (let row = 0; row < count; row++) {
    const created = new Date(Date.UTC(2024, 0, 1) + row * 300_000);
    const closed = new Date(created.getTime() + ((row * 7919) % 20) * 43_200_000);
    const isOpen = row % 10 === 0;
    const cells = [
      ...[`B${row}`, `customer${Math.floor(row / 2)}@mail.example`],
      ...[row % 3 ? `98${String(row).padStart(8, '0')}` : `0${row}`, `Order ${row} has not arrived`],
      `"It was promised for Monday, and ""soon"" is all I hear. My order is number ${row}."`,
      ...[`Category ${row % 10}`, isOpen ? 'Opened' : 'Closed'],
      ...[created.toISOString(), isOpen ? '' : closed.toISOString()],
    ];
    if (!file.write(`${cells.join(',')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return path;
}

async function upload(target, shopId, token, path) {
  const form = new FormData();
  form.append('file', await openAsBlob(path), 'tickets.csv');
  const response = await fetch(`${target.url}/api/v1/imports?shopId=${shopId}&country=IN`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  if (response.status !== 201) throw new Error(`The file was refused: ${await response.text()}`);
  return response.json();
}

async function finished(target, id, token) {
  for (;;) {
    const job = await asked(target, 'GET', `/imports/${id}`, token);
    if (job.status !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A customer who writes again and again, and how long each message took to be acknowledged. */
function talk({ customer, conversationId }) {
  const waits = [];
  const state = { sent: 0, isOver: false };
  const talking = (async () => {
    while (!state.isOver) {
      const at = performance.now();
      await customer.request('message:send', { conversationId, clientId: timeOrderedId(), body: 'Hello' });
      waits.push(performance.now() - at);
      state.sent += 1;
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  const end = async () => {
    state.isOver = true;
    await talking;
    return { ...spread(waits), most: Math.max(...waits) };
  };
  return Object.assign(state, { end });
}

async function rowsOf(target) {
  const counts = TABLES.map(
    (table) => `(SELECT COUNT(*) FROM ${target.database ? `${target.database}.` : ''}${table})`,
  );
  const sql = `SELECT ${counts.join(' + ')} AS total`;
  if (target.database) return Number((await onServer(sql))[0].total);
  const file = new Database(join(target.folder, 'shopbell.db'), { readonly: true });
  const { total } = file.prepare(sql).get();
  file.close();
  return total;
}

/** Rows a second that the driver stores in a table of nothing but a key and two texts, each batch committed. */
async function driverRate(target, rows, folder) {
  const body = 'It was promised for Monday, and soon is all I hear.'.repeat(4);
  const batch = () => Array.from({ length: BATCH }).flatMap(() => [randomUUID(), randomUUID(), body]);
  const table = 'CREATE TABLE bare (id VARCHAR(36) PRIMARY KEY, other VARCHAR(36) NOT NULL, body TEXT NOT NULL)';
  const insert = `INSERT INTO bare VALUES ${Array.from({ length: BATCH }, () => '(?, ?, ?)').join(', ')}`;
  const rounds = Math.ceil(rows / BATCH);
  if (target.database) {
    const connection = await createConnection({ uri: MYSQL, database: target.database });
    await connection.query(table);
    const began = performance.now();
    for (let round = 0; round < rounds; round++) await connection.query(insert, batch());
    const rate = (rounds * BATCH * 1000) / (performance.now() - began);
    await connection.end();
    return rate;
  }
  const file = new Database(join(folder, 'bare.db'));
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.exec(table);
  const statement = file.prepare(insert);
  const began = performance.now();
  for (let round = 0; round < rounds; round++) statement.run(batch());
  const rate = (rounds * BATCH * 1000) / (performance.now() - began);
  file.close();
  return rate;
}

/** The most memory that the server has held since it started, in bytes. */
function mostHeld(target) {
  const [, kilobytes] = readFileSync(`/proc/${target.process.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/);
  return Number(kilobytes) * 1024;
}

async function asked(target, method, path, token, body) {
  const headers = {
    ...(body && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(`${target.url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function table() {
  const line = (what, figure) => `| ${what} | ${results.map((result) => figure(result).toFixed(2)).join(' | ')} |`;
  return `## Import

${await whereAndWhen()}

| a file of ${count} tickets, while one customer chats | ${DATABASES.join(' | ')} |
|---|---|---|
${[
  line('looked through after, s', ({ checkedAfter }) => checkedAfter),
  line('brought in after, s', ({ seconds }) => seconds),
  line('tickets a second', ({ fileRows }) => fileRows),
  line('rows stored a second', ({ storedRows }) => storedRows),
  line('the bare driver, rows a second', ({ driverRows }) => driverRows),
  line('ratio', ({ ratio }) => ratio),
  line('most memory held before, MB', ({ memoryBefore }) => memoryBefore),
  line('most memory held, MB', ({ memoryMost }) => memoryMost),
  line('message acknowledged before, p50 ms', ({ quiet }) => quiet.p50),
  line('message acknowledged meanwhile, p50 ms', ({ during }) => during.p50),
  line('message acknowledged meanwhile, p99 ms', ({ during }) => during.p99),
].join('\n')}

The bare driver stores as many rows as came of the file in a table of a key and two texts. Gate: at least 0.1 of it.
`;
}
