import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What shops and teams promise, and what tickets keep of it. Written as SQL, because SQLite would have to copy tables that others refer to. */
export class CreateSla1764000007000 implements MigrationInterface {
  name = 'CreateSla1764000007000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE shops ADD COLUMN sla json NULL');
    await db.query('ALTER TABLE shops ADD COLUMN slaStaleAt datetime(3) NULL');
    await db.query('ALTER TABLE teams ADD COLUMN sla json NULL');
    await db.query('ALTER TABLE tickets ADD COLUMN pauses json NULL');
    await db.query('ALTER TABLE tickets ADD COLUMN slaNextAt datetime(3) NULL');
    // Which tickets have something to tell.
    await db.query('CREATE INDEX tickets_sla ON tickets (slaNextAt, id)');
    // Where due times are still to be worked out anew.
    await db.query('CREATE INDEX shops_sla_stale ON shops (slaStaleAt)');
  }

  async down(db: QueryRunner): Promise<void> {
    const isSqlite = db.connection.options.type === 'better-sqlite3';
    for (const [index, table] of INDEXES) await db.query(`DROP INDEX ${index}${isSqlite ? '' : ` ON ${table}`}`);
    await db.query('ALTER TABLE tickets DROP COLUMN slaNextAt');
    await db.query('ALTER TABLE tickets DROP COLUMN pauses');
    await db.query('ALTER TABLE teams DROP COLUMN sla');
    await db.query('ALTER TABLE shops DROP COLUMN slaStaleAt');
    await db.query('ALTER TABLE shops DROP COLUMN sla');
  }
}

const INDEXES = [
  ['tickets_sla', 'tickets'],
  ['shops_sla_stale', 'shops'],
] as const;
