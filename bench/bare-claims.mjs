/** The floor of taking the next chat: the driver alone, with the same conditional update, one commit a chat. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createPool } from 'mysql2/promise';
import { spread } from './chatting.mjs';
import { MYSQL, onServer } from './servers.mjs';

/** As many as the service has: more of them only stand in each other's way at the first row. */
const CONNECTIONS = 16;
const TABLE = `CREATE TABLE waiting_chats (id INT PRIMARY KEY, status VARCHAR(16) NOT NULL, agentId INT)`;
const INDEX = 'CREATE INDEX waiting_chats_queue ON waiting_chats (status, id)';
const row = (_, index) => `(${index + 1}, 'waiting', NULL)`;
const fill = (chats) => `INSERT INTO waiting_chats VALUES ${Array.from({ length: chats }, row).join(', ')}`;

/** What each of so many agents does until nobody waits: `take` tells whether there was one. */
async function takeAll(agents, take) {
  const waits = [];
  const began = performance.now();
  const one = async (_, agent) => {
    for (;;) {
      const at = performance.now();
      if (!(await take(agent))) return;
      waits.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: agents }, one));
  return { rate: (waits.length * 1000) / (performance.now() - began), ...spread(waits) };
}

export async function bareTakeNext(database, { agents, chats }) {
  return database === 'SQLite' ? onSqlite(agents, chats) : onMariadb(agents, chats);
}

async function onMariadb(agents, chats) {
  const name = `shopbell_bench_bare_${process.pid}_${Date.now()}`;
  await onServer(`CREATE DATABASE ${name}`);
  const uri = new URL(MYSQL);
  uri.pathname = `/${name}`;
  const pool = createPool({ uri: uri.href, connectionLimit: CONNECTIONS });
  pool.pool.on('connection', (connection) => {
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  });
  try {
    for (const sql of [TABLE, INDEX, fill(chats)]) await pool.query(sql);
    const take = (agent) =>
      pool.query(
        "UPDATE waiting_chats SET status = 'active', agentId = ? WHERE status = 'waiting' ORDER BY id LIMIT 1",
        [agent],
      );
    // Whom the database gives up for another asks again, as anybody would.
    const insist = (agent) =>
      take(agent).catch((error) => (error.code === 'ER_LOCK_DEADLOCK' ? insist(agent) : Promise.reject(error)));
    return await takeAll(agents, async (agent) => (await insist(agent))[0].affectedRows === 1);
  } finally {
    await pool.end();
    await onServer(`DROP DATABASE ${name}`);
  }
}

async function onSqlite(agents, chats) {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-bench-'));
  const file = new Database(join(folder, 'bare.db'));
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  for (const sql of [TABLE, INDEX, fill(chats)]) file.exec(sql);
  // SQLite's own UPDATE knows no LIMIT as it is built for Node.
  const take = file.prepare(
    `UPDATE waiting_chats SET status = 'active', agentId = ?
     WHERE id = (SELECT id FROM waiting_chats WHERE status = 'waiting' ORDER BY id LIMIT 1)`,
  );
  const took = await takeAll(agents, async (agent) => take.run(agent).changes === 1);
  file.close();
  rmSync(folder, { recursive: true, force: true });
  return took;
}
