import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../../support/cluster';

/** A MariaDB of one's own, with data of its own, that can be killed and frozen without harm to anybody else. */
export class MariaDbProcess {
  private child: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly user: string,
    private readonly options: readonly string[],
  ) {}

  /** `options` are those of mariadbd. */
  static async start(options: readonly string[] = []): Promise<MariaDbProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-mariadb-'));
    const me = userInfo().username;
    const user = me === 'root' ? 'mysql' : me;
    chmodSync(folder, 0o755);
    const data = join(folder, 'data');
    mkdirSync(data);
    if (me === 'root') chownSync(data, Number(execFileSync('id', ['-u', user])), -1);
    execFileSync('mariadb-install-db', [
      ...['--no-defaults', '--auth-root-authentication-method=normal', `--user=${user}`, `--datadir=${data}`],
    ]);
    const server = new MariaDbProcess(await freePort(), folder, user, options);
    await server.start();
    return server;
  }

  url(database = ''): string {
    return `mariadb://root@127.0.0.1:${this.port}/${database}`;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  async start(): Promise<void> {
    const data = join(this.folder, 'data');
    this.child = spawn(
      existsSync('/usr/sbin/mariadbd') ? '/usr/sbin/mariadbd' : 'mariadbd',
      [
        ...['--no-defaults', `--user=${this.user}`, `--datadir=${data}`, `--socket=${join(data, 'socket')}`],
        ...['--bind-address=127.0.0.1', `--port=${this.port}`, '--character-set-server=utf8mb4'],
        ...['--innodb-flush-log-at-trx-commit=1', ...this.options],
      ],
      { stdio: 'ignore' },
    );
    const until = performance.now() + 60_000;
    while (!(await this.answers())) {
      if (performance.now() > until) throw new Error('MariaDB did not start');
      await pause(50);
    }
  }

  async createDatabase(name: string): Promise<void> {
    const connection = await createConnection({ uri: this.url().replace(/^mariadb:/, 'mysql:') });
    await connection.query(`CREATE DATABASE ${name}`);
    await connection.end();
  }

  /** Everything in the database, as a file that `restore` takes. */
  dump(database: string, file: string): void {
    const options = ['--protocol=tcp', '--host=127.0.0.1', `--port=${this.port}`, '--user=root'];
    execFileSync('mariadb-dump', [
      '--no-defaults',
      ...options,
      '--single-transaction',
      `--result-file=${file}`,
      database,
    ]);
  }

  /** The database as it was when `file` was written, and nothing of what came after. */
  async restore(database: string, file: string): Promise<void> {
    const connection = await createConnection({ uri: this.url().replace(/^mariadb:/, 'mysql:') });
    await connection.query(`DROP DATABASE IF EXISTS ${database}`);
    await connection.query(`CREATE DATABASE ${database}`);
    await connection.end();
    const options = ['--protocol=tcp', '--host=127.0.0.1', `--port=${this.port}`, '--user=root'];
    execFileSync('mariadb', ['--no-defaults', ...options, database], { input: readFileSync(file) });
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.child) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGCONT');
    this.child.kill(signal);
    await ended;
    this.child = null;
  }

  /** Neither answers nor refuses, until it is woken. */
  freeze(isFrozen: boolean): void {
    this.child?.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT');
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<boolean> {
    try {
      const connection = await createConnection({ host: '127.0.0.1', port: this.port, user: 'root' });
      await connection.end();
      return true;
    } catch {
      return false;
    }
  }
}
