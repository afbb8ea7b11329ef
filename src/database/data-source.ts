import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { MIGRATIONS } from '../../migrations/all';
import type { Env } from '../core/env';
import { gateSqlite } from './sqlite-gate';

type Entities = Exclude<DataSourceOptions['entities'], undefined>;

/** A failure to start that the operator can mend; shown as one line, without a stack. */
export class StartError extends Error {}

/** The database that the environment names: an SQLite file, or MySQL/MariaDB. */
export async function openDatabase(env: Env, entities: Entities): Promise<DataSource> {
  const dataSource = new DataSource({
    ...optionsOf(env),
    entities,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
  });
  if (dataSource.options.type === 'better-sqlite3') gateSqlite(dataSource, { isChecked: env.NODE_ENV === 'test' });
  await dataSource.initialize();
  if (dataSource.options.type !== 'better-sqlite3') {
    await prepareConnections(dataSource);
    await checkServer(dataSource);
  }
  return dataSource;
}

function optionsOf(env: Env): DataSourceOptions {
  if (env.DATABASE_URL) {
    return {
      // MariaDB and MySQL describe json columns and defaults differently, so the driver must know which one it is.
      type: env.DATABASE_URL.startsWith('mariadb:') ? 'mariadb' : 'mysql',
      url: env.DATABASE_URL.replace(/^mariadb:/, 'mysql:'),
      charset: 'utf8mb4',
      timezone: 'Z',
      supportBigNumbers: true,
      bigNumberStrings: false,
      connectTimeout: 5000,
      extra: {
        connectionLimit: env.DATABASE_CONNECTIONS,
        queueLimit: 2000,
        waitForConnections: true,
        // A stack for each query in case that it fails; the ORM's error has its own.
        trace: false,
        // Each connection's; all of them together, of all servers, may be 16,382 unless the database is told otherwise.
        maxPreparedStatements: 100,
      },
    };
  }
  mkdirSync(env.DATA_DIR, { recursive: true });
  return {
    type: 'better-sqlite3',
    database: env.DATA_DIR === ':memory:' ? ':memory:' : join(env.DATA_DIR, 'shopbell.db'),
    enableWAL: env.DATA_DIR !== ':memory:',
    // Of all texts that come again; of fewer the oldest goes, however often it is used.
    statementCacheSize: 400,
    prepareDatabase: (db: { pragma(text: string): unknown }) => {
      db.pragma('busy_timeout = 5000');
      // NORMAL could lose an acknowledged message when the power goes.
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = ON');
      // Pages: the more commits share one, the less often it is copied into the file.
      db.pragma('wal_autocheckpoint = 4000');
    },
  };
}

/** Said once on each connection rather than before each transaction. */
const ON_CONNECTION = [
  // What others have committed is seen at once, so that a lock really shows the latest.
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // Who waits longer has given up already: senders are told after four seconds.
  'SET SESSION innodb_lock_wait_timeout = 3',
];

interface Pool {
  on(event: 'connection', listener: (connection: { query(sql: string): void }) => void): void;
}

async function prepareConnections(dataSource: DataSource): Promise<void> {
  const { pool } = dataSource.driver as unknown as { pool: Pool };
  pool.on('connection', (connection) => {
    for (const statement of ON_CONNECTION) connection.query(statement);
  });
  // The one connection that opening the database has made already.
  for (const statement of ON_CONNECTION) await dataSource.query(statement);
}

interface ServerSettings {
  version: string;
  flush: number;
  mode: string;
  charset: string;
  /** Seconds between the server's local time and UTC. */
  ahead: number;
}

/** What "acknowledged means stored" and "times are UTC" rest on is checked rather than hoped for. */
async function checkServer(dataSource: DataSource): Promise<void> {
  const rows: ServerSettings[] = await dataSource.query(
    `SELECT VERSION() AS version, @@GLOBAL.innodb_flush_log_at_trx_commit AS flush, @@SESSION.sql_mode AS mode,
            @@character_set_connection AS charset, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW()) AS ahead`,
  );
  const [settings] = rows;
  if (!settings) throw new StartError('The database does not tell its settings.');
  const problems = settingProblems(settings, dataSource.options.type);
  if (problems.length > 0)
    throw new StartError(`The database is not set up safely:\n${problems.map((line) => `  ${line}`).join('\n')}`);
}

export function settingProblems(settings: ServerSettings, type: string): string[] {
  const isMariadb = /mariadb/i.test(settings.version);
  const problems: string[] = [];
  if (isMariadb !== (type === 'mariadb')) {
    problems.push(
      `The server is ${settings.version}: start DATABASE_URL with ${isMariadb ? 'mariadb://' : 'mysql://'}`,
    );
  }
  if (Number(settings.flush) !== 1) {
    problems.push('innodb_flush_log_at_trx_commit must be 1, or acknowledged messages can be lost');
  }
  if (!/STRICT_(TRANS|ALL)_TABLES/.test(settings.mode)) problems.push('sql_mode must contain STRICT_TRANS_TABLES');
  if (settings.charset !== 'utf8mb4') problems.push('the connection must use utf8mb4');
  if (Math.abs(Number(settings.ahead)) > 1) problems.push('the time zone must be UTC (default-time-zone=+00:00)');
  return problems;
}
