import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

/** Who is signed in where, and how often signing in has failed. */
export class CreateSignIns1764000003000 implements MigrationInterface {
  name = 'CreateSignIns1764000003000';

  async up(db: QueryRunner): Promise<void> {
    await db.createTable(
      new Table({
        name: 'sign_ins',
        columns: [
          primaryId(),
          text('accountKind', 16),
          reference('accountId'),
          whole(db, 'generation'),
          moment('rotatedAt'),
          moment('createdAt'),
          moment('expiresAt'),
          moment('endedAt', OPTIONAL),
          text('endReason', 24, OPTIONAL),
          text('userAgent', 200),
        ],
        indices: [
          // Where somebody is signed in, to end it all at once.
          { name: 'sign_ins_account', columnNames: ['accountId', 'endedAt'] },
          // What has run out is removed by age.
          { name: 'sign_ins_expiry', columnNames: ['expiresAt'] },
        ],
      }),
    );
    await db.createTable(
      new Table({
        name: 'login_attempts',
        columns: [
          text('id', 64, { isPrimary: true }),
          whole(db, 'failures'),
          moment('failedAt'),
          moment('blockedUntil', OPTIONAL),
        ],
        indices: [{ name: 'login_attempts_age', columnNames: ['failedAt'] }],
      }),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.dropTable('login_attempts');
    await db.dropTable('sign_ins');
  }
}
