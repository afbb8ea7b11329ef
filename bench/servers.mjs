/** Starts what is measured, each in a process of its own on the first core, and ends it by its process id. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { isPinned, leaveFirstCore } from './cores.mjs';

const ROOT = join(import.meta.dirname, '..');
export const MYSQL = (process.env.TEST_MYSQL_URL ?? 'mysql://root@127.0.0.1:3306').replace(/^mariadb:/, 'mysql:');
const TICKS_PER_SECOND = 100;

/** Limits that no load reaches, and cheap passwords: neither is what is measured. */
const OPEN = {
  NODE_ENV: 'development',
  LOG_LEVEL: 'error',
  BCRYPT_COST: '4',
  REDIS_URL: '',
  RATE_ADDRESS_PER_MINUTE: '100000000',
  RATE_SIGN_IN_PER_MINUTE: '100000000',
  RATE_VISITS_PER_HOUR: '100000000',
  RATE_MESSAGES_PER_MINUTE: '100000000',
  RATE_STAFF_MESSAGES_PER_MINUTE: '100000000',
  RATE_CHATS_PER_HOUR: '100000000',
  SOCKETS_PER_ADDRESS: '1000000',
  SOCKETS_PER_EMPLOYEE: '1000',
  RATE_CLAIMS_PER_MINUTE: '100000000',
  ACCESS_TOKEN_SECONDS: '86400',
  AGENT_GRACE_SECONDS: '3600',
};

export class Target {
  constructor(name, url, launch, clean, answersAt) {
    Object.assign(this, { name, url, launch, clean, answersAt });
  }

  async run() {
    this.process = this.launch();
    for (let tries = 0; tries < 900; tries++) {
      const answer = await fetch(this.url + this.answersAt).catch(() => null);
      if (answer && answer.status < 500) return;
      if (this.process.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${this.name} did not start`);
  }

  /** A fresh process on the same data, which holds nothing of what was done to prepare. */
  async again() {
    await this.kill();
    await this.run();
  }

  /** Seconds of processor time so far. */
  cpu() {
    const fields = readFileSync(`/proc/${this.process.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  /** Bytes that the process holds, after collecting garbage. */
  async memory() {
    this.process.kill('SIGUSR2');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const [, pages] = readFileSync(`/proc/${this.process.pid}/statm`, 'utf8').split(' ');
    return Number(pages) * 4096;
  }

  async stop() {
    await this.kill();
    await this.clean();
  }

  async kill() {
    this.process.kill('SIGKILL');
    await once(this.process, 'exit');
  }
}

export async function startRelay() {
  return start('bare Socket.IO relay', 'bench/relay.mjs', {}, () => {}, '/socket.io/?EIO=4&transport=polling');
}

/** On the same database as the service that is measured beside it. */
export async function startBareList({ database }) {
  return start('bare Fastify', 'bench/bare-list.mjs', { DATABASE_URL: urlOf(database) }, () => {}, '/health');
}

export async function startShopbell(database, more = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-bench-'));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  if (database === 'SQLite') {
    const settings = { ...OPEN, ...more, DATA_DIR: folder, DATABASE_URL: '' };
    const target = await start('Shopbell on SQLite', 'dist/src/main.js', settings, clean, '/ready');
    return Object.assign(target, { folder });
  }
  const name = `shopbell_bench_${process.pid}_${Date.now()}`;
  await onServer(`CREATE DATABASE ${name}`);
  const settings = { ...OPEN, ...more, DATA_DIR: folder, DATABASE_URL: urlOf(name).replace(/^mysql:/, 'mariadb:') };
  const dropped = async () => {
    await onServer(`DROP DATABASE ${name}`);
    clean();
  };
  const target = await start('Shopbell on MariaDB', 'dist/src/main.js', settings, dropped, '/ready');
  return Object.assign(target, { database: name, settings });
}

/** Two servers with one MariaDB and a Redis of their own. `stop` ends all three. */
export async function startPair() {
  const redisPort = await freePort();
  const redis = ends(
    spawn('redis-server', ['--port', redisPort, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    }),
  );
  const first = await startShopbell('MariaDB', { REDIS_URL: `redis://127.0.0.1:${redisPort}` });
  const second = await start('Shopbell, the second', 'dist/src/main.js', first.settings, () => {}, '/ready');
  const stop = async () => {
    await second.stop();
    await first.stop();
    redis.kill();
    await once(redis, 'exit');
  };
  return { first, second, stop };
}

function urlOf(database) {
  const url = new URL(MYSQL);
  url.pathname = `/${database}`;
  return url.href;
}

async function start(name, program, settings, clean, answersAt) {
  const port = await freePort();
  const node = ['--max-semi-space-size=32', '--expose-gc', '--require', './bench/collect-garbage.cjs', program];
  leaveFirstCore(await mariadbPid());
  const [command, args] = isPinned ? ['taskset', ['0x1', process.execPath, ...node]] : [process.execPath, node];
  const env = { ...process.env, ...settings, PORT: String(port) };
  const launch = () => ends(spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] }));
  const target = new Target(name, `http://localhost:${port}`, launch, clean, answersAt);
  await target.run();
  return target;
}

/** Null when it runs elsewhere. */
async function mariadbPid() {
  const [{ file }] = await onServer('SELECT @@pid_file AS file');
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Whatever happens to the measurement, its processes do not stay. */
function ends(child) {
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

export async function onServer(sql) {
  const connection = await createConnection({ uri: MYSQL });
  const [rows] = await connection.query(sql);
  await connection.end();
  return rows;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
