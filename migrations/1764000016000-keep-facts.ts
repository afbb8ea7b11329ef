import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

const KEY = { isPrimary: true };

/** What reports are made of, gathered. */
export class KeepFacts1764000016000 implements MigrationInterface {
  name = 'KeepFacts1764000016000';

  async up(db: QueryRunner): Promise<void> {
    const key = [text('kind', 16, KEY), primaryId('shopId')];
    await db.createTable(
      new Table({ name: 'fact_sets', columns: [...key, reference('writing'), moment('readAt', OPTIONAL)] }),
    );
    await db.createTable(
      new Table({ name: 'fact_parts', columns: [...key, whole(db, 'part', KEY), { name: 'bytes', type: 'blob' }] }),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.dropTable('fact_parts');
    await db.dropTable('fact_sets');
  }
}
