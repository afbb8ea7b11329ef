import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, json, moment, OPTIONAL, primaryId } from './columns';

/** What pages say of their visitors. */
export class CreateClaims1764000013000 implements MigrationInterface {
  name = 'CreateClaims1764000013000';

  async up(db: QueryRunner): Promise<void> {
    await db.createTable(
      new Table({
        name: 'customer_claims',
        columns: [
          primaryId('customerId'),
          json('attributes'),
          json('page', OPTIONAL),
          json('events'),
          moment('updatedAt'),
        ],
        foreignKeys: [foreignKey('customer_claims_customer', 'customerId', 'customers')],
      }),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.dropTable('customer_claims');
  }
}
