import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const INDICES: [string, string, string[]][] = [
  ['tickets', 'tickets_everywhere', ['createdAt', 'id']],
  ['tickets', 'tickets_queues', ['status', 'createdAt', 'id']],
  ['chats', 'chats_everywhere', ['startedAt', 'id']],
  ['chats', 'chats_queues', ['status', 'queueOrder', 'queuedAt', 'id']],
];

/** Administrators look at the lists of all shops at once. */
export class ListAcrossShops1764000015000 implements MigrationInterface {
  name = 'ListAcrossShops1764000015000';

  async up(db: QueryRunner): Promise<void> {
    for (const [table, name, columnNames] of INDICES)
      await db.createIndex(table, new TableIndex({ name, columnNames }));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table, name] of INDICES) await db.dropIndex(table, name);
  }
}
