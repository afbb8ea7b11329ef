import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { isSqlite, json, moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

/** What happened, who does periodic work, and which creations were asked for before. */
export class CreateEvents1764000001000 implements MigrationInterface {
  name = 'CreateEvents1764000001000';

  async up(db: QueryRunner): Promise<void> {
    // Equality is exact on both databases; what shall be found regardless of case is stored normalised.
    if (!isSqlite(db)) await db.query('ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
    await db.createTable(
      new Table({
        name: 'events',
        columns: [
          primaryId(),
          reference('shopId', OPTIONAL),
          text('name', 60),
          text('actorKind', 16),
          reference('actorId', OPTIONAL),
          text('subjectKind', 40),
          reference('subjectId'),
          text('fromStatus', 24, OPTIONAL),
          text('toStatus', 24, OPTIONAL),
          json('before', OPTIONAL),
          json('after', OPTIONAL),
          moment('at'),
        ],
        indices: [
          // The audit trail of a shop, newest first: ids grow with time.
          { name: 'events_shop', columnNames: ['shopId', 'id'] },
          // The history of one thing, and of one person's doings.
          { name: 'events_subject', columnNames: ['subjectId', 'id'] },
          { name: 'events_actor', columnNames: ['actorId', 'id'] },
          { name: 'events_name', columnNames: ['name', 'id'] },
        ],
      }),
    );
    await db.createTable(
      new Table({
        name: 'leases',
        columns: [text('name', 40, { isPrimary: true }), reference('holder'), moment('expiresAt')],
      }),
    );
    await db.createTable(
      new Table({
        name: 'idempotency_keys',
        columns: [
          text('id', 64, { isPrimary: true }),
          text('requestHash', 64),
          whole(db, 'status', OPTIONAL),
          json('response', OPTIONAL),
          moment('createdAt'),
        ],
        // Old keys are forgotten by age.
        indices: [{ name: 'idempotency_keys_age', columnNames: ['createdAt'] }],
      }),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.dropTable('idempotency_keys');
    await db.dropTable('leases');
    await db.dropTable('events');
  }
}
