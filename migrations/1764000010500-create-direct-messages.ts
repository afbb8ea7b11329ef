import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, primaryId, reference } from './columns';

/** What colleagues write to each other. */
export class CreateDirectMessages1764000010500 implements MigrationInterface {
  name = 'CreateDirectMessages1764000010500';

  async up(db: QueryRunner): Promise<void> {
    // Written as SQL, because SQLite would have to copy the table, which others refer to.
    await db.query('ALTER TABLE conversations ADD COLUMN memberIds json NULL');
    await db.createTable(
      new Table({
        name: 'direct_conversations',
        columns: [primaryId('conversationId'), reference('shopId'), reference('lowId'), reference('highId')],
        indices: [
          // Two people have one conversation in a shop, also when both begin it at once; and one's own, by either side.
          { name: 'direct_conversations_pair', columnNames: ['lowId', 'highId', 'shopId'], isUnique: true },
          { name: 'direct_conversations_high', columnNames: ['highId'] },
          { name: 'direct_conversations_shop', columnNames: ['shopId'] },
        ],
        foreignKeys: [
          foreignKey('direct_conversations_log', 'conversationId', 'conversations'),
          foreignKey('direct_conversations_of_shop', 'shopId', 'shops'),
          foreignKey('direct_conversations_low', 'lowId', 'employees'),
          foreignKey('direct_conversations_other', 'highId', 'employees'),
        ],
      }),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.dropTable('direct_conversations');
    await db.query('ALTER TABLE conversations DROP COLUMN memberIds');
  }
}
