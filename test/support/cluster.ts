import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { readEnv } from '../../src/core/env';
import { log } from '../../src/core/log';
import { createApp } from '../../src/create-app';
import { openDatabase } from '../../src/database/data-source';
import { migrate } from '../../src/database/migrate';
import { EmployeesService } from '../../src/employees/employees.service';
import { ENTITIES } from '../../src/entities';
import { QUIET, type TestApp } from './app';
import { Build, type Person } from './build';
import { Client, closeSockets } from './client';
import { emptyDatabase } from './database';

const PROGRAM = 'dist/src/main.js';

/** A database of one's own for the servers to share. */
export interface ClusterDatabase {
  settings: Record<string, string>;
  remove: () => Promise<void>;
}

interface ClusterParts {
  /** What the servers run: the built product unless another build is to be tried. */
  program?: string;
  database?: ClusterDatabase;
  /** How many, two unless said otherwise. */
  servers?: number;
}

/** One server process on a port of its own. */
export class ServerProcess {
  private child: ChildProcess | null = null;
  /** What it has written, for when a test fails. */
  output = '';

  constructor(
    readonly port: number,
    private readonly settings: Record<string, string>,
    /** What it runs; another build comes into effect with the next start. */
    public program = PROGRAM,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** False once it has ended by itself. */
  get isAlive(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** `given` overrides environment variables for this run alone. */
  async start(given: Record<string, string> = {}): Promise<void> {
    const env = { PATH: process.env.PATH, ...this.settings, ...given, PORT: String(this.port), HOST: '127.0.0.1' };
    const child = spawn(process.execPath, [this.program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => {
        this.output = `${this.output}${text.toString()}`.slice(-20_000);
      });
    }
    this.child = child;
    const until = performance.now() + 60_000;
    while (!(await this.isReady())) {
      if (child.exitCode !== null || performance.now() > until)
        throw new Error(`The server did not start:\n${this.output}`);
      await pause(50);
    }
  }

  /** Sends the signal and waits for the end; answers how it ended and after how many milliseconds. */
  async stop(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null; ms: number }> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null)
      return { code: child?.exitCode ?? null, signal: null, ms: 0 };
    const at = performance.now();
    const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    child.kill('SIGCONT');
    child.kill(signal);
    const [code, by] = await ended;
    this.child = null;
    return { code, signal: by, ms: performance.now() - at };
  }

  /** Stands still in the middle of whatever it does, until it is woken. */
  freeze(isFrozen: boolean): void {
    this.child?.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT');
  }

  async isReady(): Promise<boolean> {
    return fetch(`${this.url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

/** A Redis of one's own, that can be stopped without harm to anybody else. */
export class RedisProcess {
  private child: ChildProcess | null = null;

  constructor(readonly port: number) {}

  async start(): Promise<void> {
    if (this.child) return;
    const options = ['--port', String(this.port), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'];
    const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.stdout.on('data', (text: Buffer) => text.toString().includes('Ready to accept') && resolve());
    });
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!this.child) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
    this.child = null;
  }

  /** Neither answers nor refuses, until it is woken. */
  freeze(isFrozen: boolean): void {
    this.child?.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT');
  }
}

/** Several servers over one MariaDB database and one Redis. */
export class Cluster {
  readonly build: Build;

  private constructor(
    readonly servers: readonly ServerProcess[],
    readonly redis: RedisProcess,
    private readonly databaseUrl: string,
    private readonly settings: Record<string, string>,
    private readonly cleanUp: () => Promise<void>,
  ) {
    const app = { as: (person: Person | null) => this.at(0, person), get: () => this.employees() };
    this.build = new Build(app as unknown as Pick<TestApp, 'as' | 'get'>);
  }

  /** `given` overrides environment variables of the servers. */
  static async start(given: Record<string, string> = {}, { program, ...parts }: ClusterParts = {}): Promise<Cluster> {
    log.level = 'silent';
    process.env.TEST_DB = 'mysql';
    const database = parts.database ?? (await emptyDatabase());
    const redis = new RedisProcess(await freePort());
    const settings = {
      ...QUIET,
      LOG_LEVEL: 'warn',
      DOCS: 'false',
      // A long run is signed in once.
      ACCESS_TOKEN_SECONDS: '86400',
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      ...database.settings,
      ...given,
    };
    const servers: ServerProcess[] = [];
    for (let count = parts.servers ?? 2; count > 0; count -= 1)
      servers.push(new ServerProcess(await freePort(), settings, program));
    await redis.start();
    await Promise.all(servers.map((server) => server.start()));
    return new Cluster(servers, redis, database.settings.DATABASE_URL ?? '', settings, database.remove);
  }

  /** This person's view through one of the servers. */
  at(server: number, person: Person | null): Client {
    return new Client(this.servers[server % this.servers.length]?.url ?? '', person);
  }

  async rows<T>(sql: string, parameters: (string | number)[] = []): Promise<T[]> {
    const connection = await createConnection({ uri: this.databaseUrl.replace(/^mariadb:/, 'mysql:'), timezone: 'Z' });
    const [rows] = await connection.query<RowDataPacket[]>(sql, parameters);
    await connection.end();
    return rows as T[];
  }

  async stop(): Promise<void> {
    closeSockets();
    for (const server of this.servers) await server.stop('SIGKILL');
    await this.redis.kill();
    await this.cleanUp();
  }

  /** The first administrator is made by the service itself, without a server. */
  private employees(): Pick<EmployeesService, 'create'> {
    return {
      create: async (actor, input) => {
        const env = readEnv({ ...this.settings, REDIS_URL: '' });
        const db = await openDatabase(env, ENTITIES);
        await migrate(db);
        const app = await createApp(env, db);
        await app.init();
        const made = await app.get(EmployeesService, { strict: false }).create(actor, input);
        await app.close();
        return made;
      },
    };
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('No port');
  return address.port;
}
