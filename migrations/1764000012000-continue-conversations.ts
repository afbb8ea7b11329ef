import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a conversation goes on since its ticket became part of another one. */
export class ContinueConversations1764000012000 implements MigrationInterface {
  name = 'ContinueConversations1764000012000';

  async up(db: QueryRunner): Promise<void> {
    // Written as SQL, because SQLite would have to copy the table, which others refer to.
    await db.query('ALTER TABLE conversations ADD COLUMN continuedInId varchar(36) NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE conversations DROP COLUMN continuedInId');
  }
}
