import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { isSqlite, moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

const KEY = { isPrimary: true };

/** What reports are made of, gathered. */
export class KeepFacts1764000016000 implements MigrationInterface {
  name = 'KeepFacts1764000016000';

  async up(db: QueryRunner): Promise<void> {
    const key = [text('kind', 16, KEY), primaryId('shopId')];
    await db.createTable(
      new Table({
        name: 'fact_sets',
        columns: [...key, reference('writing'), text('layout', 64), moment('readAt', OPTIONAL)],
      }),
    );
    const bytes = { name: 'bytes', type: isSqlite(db) ? 'blob' : 'mediumblob' };
    await db.createTable(new Table({ name: 'fact_parts', columns: [...key, whole(db, 'part', KEY), bytes] }));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.dropTable('fact_parts');
    await db.dropTable('fact_sets');
  }
}
