import type { DataSource } from 'typeorm';
import { alone } from './alone';

const LOCK = 'migrations';

/** Brings the schema up to date. Servers that start at the same moment wait for the first. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return alone(dataSource, LOCK, async () => (await dataSource.runMigrations()).map(({ name }) => name));
}

/** Undoes the newest migration. */
export async function undoMigration(dataSource: DataSource): Promise<void> {
  await alone(dataSource, LOCK, () => dataSource.undoLastMigration());
}
