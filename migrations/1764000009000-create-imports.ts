import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, json, moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

/** Files of tickets that were looked through or brought in, and what was wrong with their rows. */
export class CreateImports1764000009000 implements MigrationInterface {
  name = 'CreateImports1764000009000';

  async up(db: QueryRunner): Promise<void> {
    await db.createTable(
      new Table({
        name: 'imports',
        columns: [
          primaryId(),
          reference('shopId'),
          reference('employeeId', OPTIONAL),
          text('fileName', 200),
          text('status', 16),
          json('findings'),
          json('problemCounts'),
          ...['size', 'rows', 'byte', 'line', 'rowsDone', 'created', 'existing', 'refused', 'flagged', 'failures'].map(
            (name) => whole(db, name),
          ),
          text('failure', 500, OPTIONAL),
          moment('createdAt'),
          moment('startedAt', OPTIONAL),
          moment('finishedAt', OPTIONAL),
        ],
        indices: [
          { name: 'imports_of_shop', columnNames: ['shopId', 'id'] },
          // What is running, or was forgotten.
          { name: 'imports_status', columnNames: ['status', 'id'] },
        ],
        foreignKeys: [foreignKey('imports_shop', 'shopId', 'shops')],
      }),
    );
    await db.createTable(
      new Table({
        name: 'import_problems',
        columns: [
          primaryId('importId'),
          whole(db, 'line', { isPrimary: true }),
          whole(db, 'place', { isPrimary: true }),
          text('severity', 8),
          text('kind', 32),
          text('field', 32, OPTIONAL),
          text('value', 100),
        ],
        foreignKeys: [foreignKey('import_problems_import', 'importId', 'imports', 'CASCADE')],
      }),
    );
    // Whom a file means by an e-mail or a number, so that the next one means the same customer.
    await db.createTable(
      new Table({
        name: 'customer_contacts',
        columns: [primaryId('shopId'), text('contactKey', 64, { isPrimary: true }), reference('customerId')],
        foreignKeys: [
          foreignKey('customer_contacts_shop', 'shopId', 'shops'),
          foreignKey('customer_contacts_customer', 'customerId', 'customers'),
        ],
      }),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.dropTable('customer_contacts');
    await db.dropTable('import_problems');
    await db.dropTable('imports');
  }
}
