import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const NO_DUE = "'9999-12-31 00:00:00.000'";
const CLOSED_DUE = "'9999-12-31 12:00:00.000'";

/** Lists by due time go by what is owed next, and have what is closed at their end. */
export class OrderByDueTime1764000014000 implements MigrationInterface {
  name = 'OrderByDueTime1764000014000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `UPDATE tickets SET dueAt = CASE
         WHEN closedAt IS NOT NULL THEN ${CLOSED_DUE}
         WHEN firstResponseAt IS NULL AND firstResponseDueAt < COALESCE(resolutionDueAt, ${NO_DUE}) THEN firstResponseDueAt
         ELSE COALESCE(resolutionDueAt, ${NO_DUE}) END`,
    );
    await db.createIndex('tickets', new TableIndex({ name: 'tickets_owed', columnNames: ['shopId', 'dueAt', 'id'] }));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.dropIndex('tickets', 'tickets_owed');
    await db.query(`UPDATE tickets SET dueAt = COALESCE(resolutionDueAt, ${NO_DUE})`);
  }
}
