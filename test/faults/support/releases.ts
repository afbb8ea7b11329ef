import { alterBuild, type Damage } from './broken-builds';

/*
 * The next two versions of the product, as a deployment would bring them. They are the finished build with a column
 * more; neither they nor their migrations are anywhere but here.
 */

/** Adds what the old version does not know of, in a way that does not disturb it. */
const EXPAND = `
class AddTone1999000001000 {
  name = 'AddTone1999000001000';
  async up(db) {
    const { TableColumn, TableIndex } = require('typeorm');
    const tone = () => new TableColumn({ name: 'tone', type: 'varchar', length: '16', isNullable: true });
    await db.addColumn('messages', tone());
    await db.createIndex('messages', new TableIndex({ name: 'messages_tone', columnNames: ['tone', 'createdAt'] }));
    await db.addColumn('tickets', tone());
    await db.createIndex('tickets', new TableIndex({ name: 'tickets_tone', columnNames: ['shopId', 'tone', 'id'] }));
  }
  async down(db) {
    for (const table of ['messages', 'tickets']) await db.dropColumn(table, 'tone');
  }
}`;

/** Takes for granted what every server writes by then: with an old one still there, its messages are refused. */
const CONTRACT = `
class RequireTone1999000002000 {
  name = 'RequireTone1999000002000';
  async up(db) {
    await db.query("UPDATE messages SET tone = 'plain' WHERE tone IS NULL");
    await db.query('ALTER TABLE messages MODIFY tone varchar(16) NOT NULL');
  }
  async down(db) {
    await db.query('ALTER TABLE messages MODIFY tone varchar(16) NULL');
  }
}`;

/** The mistake: requires at once what the old servers do not write. */
const HASTE = `
class RequireTone1999000003000 {
  name = 'RequireTone1999000003000';
  async up(db) {
    await db.query('ALTER TABLE messages ADD tone varchar(16) NOT NULL, ADD KEY messages_tone (tone, createdAt)');
    await db.query('ALTER TABLE tickets ADD tone varchar(16) NULL');
  }
  async down(db) {
    for (const table of ['messages', 'tickets']) await db.query(\`ALTER TABLE \${table} DROP tone\`);
  }
}`;

const LIST = 'exports.MIGRATIONS = [';
const COLUMN = `(0, typeorm_1.Column)({ type: 'varchar', length: 16, nullable: true })`;

/** The code that knows the column: it reads it with every row and writes it with every message. */
const KNOWS_TONE: Damage[] = [
  {
    file: 'conversations/message.entity.js',
    find: 'exports.Message = Message = __decorate(',
    replace: `${COLUMN}(Message.prototype, 'tone');\nexports.Message = Message = __decorate(`,
  },
  {
    file: 'tickets/ticket.entity.js',
    find: 'exports.Ticket = Ticket = __decorate(',
    replace: `${COLUMN}(Ticket.prototype, 'tone');\nexports.Ticket = Ticket = __decorate(`,
  },
  {
    file: 'conversations/log-rows.js',
    find: `'system',\n    'createdAt',`,
    replace: `'system',\n    'createdAt',\n    'tone',`,
  },
  {
    file: 'conversations/log-rows.js',
    find: '(0, paging_1.databaseTime)(message.createdAt),',
    replace: `(0, paging_1.databaseTime)(message.createdAt), 'plain',`,
  },
];

const RELEASES = {
  expanding: [
    {
      file: '../migrations/all.js',
      find: LIST,
      replace: `${EXPAND}\n${LIST} AddTone1999000001000,`,
    },
    ...KNOWS_TONE,
  ],
  contracting: [
    {
      file: '../migrations/all.js',
      find: LIST,
      replace: `${EXPAND}\n${CONTRACT}\n${LIST} AddTone1999000001000, RequireTone1999000002000,`,
    },
    ...KNOWS_TONE,
  ],
  hasty: [
    {
      file: '../migrations/all.js',
      find: LIST,
      replace: `${HASTE}\n${LIST} RequireTone1999000003000,`,
    },
    ...KNOWS_TONE,
  ],
} satisfies Record<string, Damage[]>;

/** The build of a later version; gone with `remove`. */
export function release(name: keyof typeof RELEASES): ReturnType<typeof alterBuild> {
  return alterBuild(name, RELEASES[name]);
}
