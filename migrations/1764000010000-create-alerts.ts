import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { json, moment, OPTIONAL, primaryId, reference, text } from './columns';

/** What the service tells people. */
export class CreateAlerts1764000010000 implements MigrationInterface {
  name = 'CreateAlerts1764000010000';

  async up(db: QueryRunner): Promise<void> {
    await db.createTable(
      new Table({
        name: 'alerts',
        columns: [
          primaryId(),
          text('recipientKind', 16),
          reference('recipientId'),
          reference('shopId'),
          text('kind', 32),
          text('actorKind', 16),
          reference('actorId', OPTIONAL),
          reference('ticketId', OPTIONAL),
          reference('conversationId', OPTIONAL),
          json('data'),
          moment('createdAt'),
          moment('readAt', OPTIONAL),
        ],
        indices: [
          // Somebody's alerts, the newest first.
          { name: 'alerts_of_person', columnNames: ['recipientId', 'id'] },
          // Those they have not read, and how many.
          { name: 'alerts_unread', columnNames: ['recipientId', 'readAt', 'id'] },
          // What is new, and what is old enough to be removed.
          { name: 'alerts_age', columnNames: ['createdAt', 'id'] },
        ],
      }),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.dropTable('alerts');
  }
}
