import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../migrations/all';
import { readEnv } from '../src/core/env';
import { openDatabase } from '../src/database/data-source';
import { ENTITIES } from '../src/entities';
import { emptyDatabase } from './support/database';

describe('migrations', () => {
  let db: DataSource;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const database = await emptyDatabase();
    remove = database.remove;
    db = await openDatabase(readEnv({ NODE_ENV: 'test', ...database.settings }), ENTITIES);
  });

  afterAll(async () => {
    await db.destroy();
    await remove();
  });

  const tables = async () => {
    const sql =
      db.options.type === 'better-sqlite3'
        ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'`
        : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
    const rows: { name: string }[] = await db.query(sql);
    return rows.map(({ name }) => name).filter((name) => name !== 'migrations');
  };

  const drift = async () => (await db.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);

  it('leave exactly the schema that the entities describe', async () => {
    await db.runMigrations();

    expect(await drift()).toEqual([]);
  });

  it('can be undone one by one until nothing is left, and run again', async () => {
    for (const _ of MIGRATIONS) await db.undoLastMigration();
    expect(await tables()).toEqual([]);

    await db.runMigrations();
    expect(await drift()).toEqual([]);
  });
});
