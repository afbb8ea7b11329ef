import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';
import { flag, foreignKey, isSqlite, json, long, moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

/** Tickets, who declined them, and what chats, conversations, reviews, shops and people have to know of them. */
export class CreateTickets1764000006000 implements MigrationInterface {
  name = 'CreateTickets1764000006000';

  async up(db: QueryRunner): Promise<void> {
    await createTickets(db);
    await createDeclines(db);
    for (const [table, columns] of Object.entries(added(db)))
      for (const column of columns) await db.addColumn(table, new TableColumn(column));
    await setReviewedChat(db, OPTIONAL);
    // One review a ticket.
    await db.createIndex(
      'reviews',
      new TableIndex({ name: 'reviews_ticket', columnNames: ['ticketId'], isUnique: true }),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DELETE FROM reviews WHERE chatId IS NULL');
    await db.dropIndex('reviews', 'reviews_ticket');
    await setReviewedChat(db, {});
    for (const [table, columns] of Object.entries(added(db)))
      for (const { name } of [...columns].reverse()) await db.dropColumn(table, name);
    for (const table of ['ticket_declines', 'tickets']) await db.dropTable(table);
  }
}

/** What earlier tables get; rows that are there already have a value by it. */
const added = (db: QueryRunner) => ({
  shops: [whole(db, 'lastTicketNumber', { default: 0 })],
  teams: [text('ticketRouting', 16, { default: "'manual'" })],
  employees: [whole(db, 'ticketCapacity', { default: 20 })],
  conversations: [moment('sleepingSince', OPTIONAL), json('hiddenFrom', OPTIONAL)],
  chats: [reference('ticketId', OPTIONAL), whole(db, 'ticketNumber', OPTIONAL)],
  reviews: [reference('ticketId', OPTIONAL)],
});

/** Whether a review must be of a chat. MariaDB would lose the column's index if the schema API changed it. */
async function setReviewedChat(db: QueryRunner, extra: typeof OPTIONAL): Promise<void> {
  if (isSqlite(db)) return db.changeColumn('reviews', 'chatId', new TableColumn(reference('chatId', extra)));
  await db.query(`ALTER TABLE reviews MODIFY chatId varchar(36) ${extra.isNullable ? 'NULL' : 'NOT NULL'}`);
}

async function createTickets(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'tickets',
      columns: [
        primaryId(),
        reference('shopId'),
        whole(db, 'number'),
        reference('conversationId'),
        reference('customerId'),
        reference('chatId', OPTIONAL),
        reference('teamId', OPTIONAL),
        reference('assigneeId', OPTIONAL),
        reference('previousAssigneeId', OPTIONAL),
        text('status', 16),
        text('priority', 16),
        text('title', 200),
        long('description'),
        text('category', 80, OPTIONAL),
        json('tags'),
        text('contactEmail', 254, OPTIONAL),
        text('contactPhone', 40, OPTIONAL),
        text('contactPhoneE164', 20, OPTIONAL),
        text('contactPhoneLast10', 10, OPTIONAL),
        flag(db, 'isEmailValid'),
        flag(db, 'isPhoneValid'),
        text('source', 16),
        text('externalId', 120, OPTIONAL),
        reference('mergedIntoId', OPTIONAL),
        reference('followUpOfId', OPTIONAL),
        text('createdByKind', 16),
        reference('createdById', OPTIONAL),
        reference('clientId', OPTIONAL),
        moment('createdAt'),
        moment('firstResponseAt', OPTIONAL),
        moment('claimedAt', OPTIONAL),
        moment('closedAt', OPTIONAL),
        text('closedByKind', 16, OPTIONAL),
        reference('closedById', OPTIONAL),
        text('closeReason', 200, OPTIONAL),
        moment('pausedSince', OPTIONAL),
        whole(db, 'pausedSeconds'),
        moment('firstResponseDueAt', OPTIONAL),
        moment('firstResponseRiskAt', OPTIONAL),
        moment('firstResponseBreachedAt', OPTIONAL),
        moment('resolutionDueAt', OPTIONAL),
        moment('resolutionRiskAt', OPTIONAL),
        moment('resolutionBreachedAt', OPTIONAL),
        whole(db, 'slaTold'),
        moment('dueAt'),
        long('searchText'),
        moment('updatedAt'),
        whole(db, 'version'),
      ],
      indices: [
        { name: 'tickets_number', columnNames: ['shopId', 'number'], isUnique: true },
        { name: 'tickets_conversation', columnNames: ['conversationId'], isUnique: true },
        // An import that runs twice adds nothing.
        { name: 'tickets_external', columnNames: ['shopId', 'externalId'], isUnique: true },
        // A creation that is tried again is the same ticket.
        { name: 'tickets_start', columnNames: ['createdById', 'clientId'], isUnique: true },
        // The lists: of a shop by status, newest or oldest first, by due time, by last change.
        { name: 'tickets_queue', columnNames: ['shopId', 'status', 'createdAt', 'id'] },
        { name: 'tickets_newest', columnNames: ['shopId', 'createdAt', 'id'] },
        { name: 'tickets_due', columnNames: ['shopId', 'status', 'dueAt', 'id'] },
        { name: 'tickets_updated', columnNames: ['shopId', 'updatedAt', 'id'] },
        // What an agent holds, and so their load.
        { name: 'tickets_holder', columnNames: ['assigneeId', 'status', 'createdAt', 'id'] },
        { name: 'tickets_history', columnNames: ['customerId', 'createdAt', 'id'] },
        // The pool of a team.
        { name: 'tickets_team', columnNames: ['teamId', 'status', 'createdAt', 'id'] },
        { name: 'tickets_merged', columnNames: ['mergedIntoId'] },
        { name: 'tickets_followed', columnNames: ['followUpOfId'] },
        // What has changed since another server last looked.
        { name: 'tickets_changed', columnNames: ['updatedAt', 'id'] },
      ],
      foreignKeys: [
        foreignKey('tickets_shop', 'shopId', 'shops'),
        foreignKey('tickets_log', 'conversationId', 'conversations'),
        foreignKey('tickets_customer', 'customerId', 'customers'),
        foreignKey('tickets_of_team', 'teamId', 'teams'),
        foreignKey('tickets_assignee', 'assigneeId', 'employees'),
      ],
    }),
  );
}

async function createDeclines(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'ticket_declines',
      columns: [primaryId('ticketId'), primaryId('agentId'), text('reason', 500, OPTIONAL), moment('at')],
      // What an agent's lists leave out.
      indices: [{ name: 'ticket_declines_of_agent', columnNames: ['agentId', 'ticketId'] }],
      foreignKeys: [
        foreignKey('ticket_declines_ticket', 'ticketId', 'tickets'),
        foreignKey('ticket_declines_agent', 'agentId', 'employees'),
      ],
    }),
  );
}
