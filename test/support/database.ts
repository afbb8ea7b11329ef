import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { newId } from '../../src/core/ids';

const MYSQL_URL = process.env.TEST_MYSQL_URL ?? 'mysql://root@127.0.0.1:3306';

/** `TEST_DB` chooses: a new SQLite file, or a new database on the MariaDB server. Both are gone afterwards. */
export async function emptyDatabase(): Promise<{ settings: Record<string, string>; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (process.env.TEST_DB !== 'mysql') {
    return { settings: { DATA_DIR: folder }, remove: async () => removeFolder() };
  }
  const name = `shopbell_test_${newId().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(MYSQL_URL.replace(/^mariadb:/, 'mysql:'));
  url.pathname = `/${name}`;
  return {
    settings: { DATA_DIR: folder, DATABASE_URL: url.href.replace(/^mysql:/, 'mariadb:') },
    remove: async () => {
      await onServer(`DROP DATABASE ${name}`);
      removeFolder();
    },
  };
}

async function onServer(sql: string): Promise<void> {
  const connection = await createConnection({ uri: MYSQL_URL.replace(/^mariadb:/, 'mysql:') });
  await connection.query(sql);
  await connection.end();
}
