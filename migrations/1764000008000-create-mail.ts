import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { flag, long, moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

/** E-mail to be sent, who wants which, and what proves that an address or account is somebody's. */
export class CreateMail1764000008000 implements MigrationInterface {
  name = 'CreateMail1764000008000';

  async up(db: QueryRunner): Promise<void> {
    await createDeliveries(db);
    await createPreferences(db);
    await createProofs(db);
    await extendCustomers(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await reduceCustomers(db);
    for (const table of ['account_proofs', 'mail_preferences', 'deliveries']) await db.dropTable(table);
  }
}

async function createDeliveries(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'deliveries',
      columns: [
        primaryId(),
        text('onceKey', 120, OPTIONAL),
        text('kind', 40),
        reference('shopId', OPTIONAL),
        text('recipientKind', 16, OPTIONAL),
        reference('recipientId', OPTIONAL),
        text('addressKey', 64),
        flag(db, 'isUnconfirmed'),
        long('sealed', OPTIONAL),
        text('status', 16),
        whole(db, 'attempts'),
        moment('dueAt'),
        text('lastError', 200, OPTIONAL),
        moment('createdAt'),
        moment('endedAt', OPTIONAL),
      ],
      indices: [
        // The same mail for the same reason is written once.
        { name: 'deliveries_once', columnNames: ['onceKey'], isUnique: true },
        // What is due next.
        { name: 'deliveries_due', columnNames: ['status', 'dueAt'] },
        // How much an address that nobody has confirmed has been sent lately.
        { name: 'deliveries_address', columnNames: ['addressKey', 'createdAt'] },
      ],
    }),
  );
}

async function createPreferences(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'mail_preferences',
      columns: [primaryId('recipientId'), text('kind', 40, { isPrimary: true }), flag(db, 'isOn'), moment('updatedAt')],
    }),
  );
}

async function createProofs(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'account_proofs',
      columns: [
        primaryId(),
        text('purpose', 16),
        text('accountKind', 16, OPTIONAL),
        reference('accountId', OPTIONAL),
        text('secretHash', 64),
        text('fingerprint', 64),
        whole(db, 'triesLeft'),
        moment('expiresAt'),
        moment('endedAt', OPTIONAL),
        moment('createdAt'),
      ],
      indices: [
        // A link's token names its row.
        { name: 'account_proofs_secret', columnNames: ['secretHash'] },
        // The newest code of an account, and how many it has asked for.
        { name: 'account_proofs_account', columnNames: ['accountId', 'purpose', 'createdAt'] },
        // What has run out is removed by age.
        { name: 'account_proofs_expiry', columnNames: ['expiresAt'] },
      ],
    }),
  );
}

/** Written as SQL, because SQLite would have to copy the table, which others refer to. */
async function extendCustomers(db: QueryRunner): Promise<void> {
  for (const column of [
    'emailKey varchar(320)',
    'emailVerifiedAt datetime(3)',
    'mailAllowedAt datetime(3)',
    'deactivatedThemselvesAt datetime(3)',
    'mergedIntoId varchar(36)',
  ]) {
    await db.query(`ALTER TABLE customers ADD COLUMN ${column} NULL`);
  }
  await db.query('UPDATE customers SET emailKey = LOWER(TRIM(email)) WHERE email IS NOT NULL');
  // Those who say that they have the same address.
  await db.query('CREATE INDEX customers_same_email ON customers (emailKey, shopId)');
  // Who somebody was before.
  await db.query('CREATE INDEX customers_merged ON customers (mergedIntoId)');
}

async function reduceCustomers(db: QueryRunner): Promise<void> {
  const of = db.connection.options.type === 'better-sqlite3' ? '' : ' ON customers';
  for (const index of ['customers_merged', 'customers_same_email']) await db.query(`DROP INDEX ${index}${of}`);
  for (const column of ['mergedIntoId', 'deactivatedThemselvesAt', 'mailAllowedAt', 'emailVerifiedAt', 'emailKey'])
    await db.query(`ALTER TABLE customers DROP COLUMN ${column}`);
}
