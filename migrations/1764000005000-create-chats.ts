import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { flag, foreignKey, long, moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

/** Chats, who declined them, whom they were offered to, which agents are there, and what customers thought. */
export class CreateChats1764000005000 implements MigrationInterface {
  name = 'CreateChats1764000005000';

  async up(db: QueryRunner): Promise<void> {
    await createChats(db);
    await createDeclines(db);
    await createOffers(db);
    await createAgentStates(db);
    await createReviews(db);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['reviews', 'agent_states', 'offers', 'chat_declines', 'chats']) await db.dropTable(table);
  }
}

async function createChats(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'chats',
      columns: [
        primaryId(),
        reference('shopId'),
        whole(db, 'number'),
        reference('conversationId'),
        reference('customerId'),
        reference('openCustomerId', OPTIONAL),
        reference('clientId'),
        reference('teamId', OPTIONAL),
        reference('agentId', OPTIONAL),
        text('status', 16),
        whole(db, 'queueOrder'),
        moment('queuedAt'),
        moment('startedAt'),
        moment('takenAt', OPTIONAL),
        moment('answeredAt', OPTIONAL),
        moment('closedAt', OPTIONAL),
        text('closedByKind', 16, OPTIONAL),
        reference('closedById', OPTIONAL),
        text('closeReason', 200, OPTIONAL),
        text('topic', 80, OPTIONAL),
        text('pageUrl', 2000, OPTIONAL),
        text('referrer', 2000, OPTIONAL),
        text('language', 35, OPTIONAL),
        long('firstMessage'),
        whole(db, 'chatsBefore'),
        reference('previousAgentId', OPTIONAL),
        long('searchText'),
        whole(db, 'version'),
        moment('changedAt'),
      ],
      indices: [
        { name: 'chats_number', columnNames: ['shopId', 'number'], isUnique: true },
        { name: 'chats_conversation', columnNames: ['conversationId'], isUnique: true },
        // One open chat a customer.
        { name: 'chats_open', columnNames: ['openCustomerId'], isUnique: true },
        // A start that is tried again is the same chat.
        { name: 'chats_start', columnNames: ['customerId', 'clientId'], isUnique: true },
        // The queue: those who come back, priority customers, others; the longest waiting first.
        { name: 'chats_queue', columnNames: ['shopId', 'status', 'queueOrder', 'queuedAt', 'id'] },
        // What an agent holds, and so their load.
        { name: 'chats_holder', columnNames: ['agentId', 'status'] },
        { name: 'chats_history', columnNames: ['customerId', 'startedAt', 'id'] },
        { name: 'chats_newest', columnNames: ['shopId', 'startedAt', 'id'] },
        // How fast a team has been taking chats lately.
        { name: 'chats_pace', columnNames: ['shopId', 'teamId', 'takenAt'] },
        // What has changed since another server last looked.
        { name: 'chats_changed', columnNames: ['changedAt', 'id'] },
      ],
      foreignKeys: [
        foreignKey('chats_shop', 'shopId', 'shops'),
        foreignKey('chats_log', 'conversationId', 'conversations'),
        foreignKey('chats_customer', 'customerId', 'customers'),
        foreignKey('chats_team', 'teamId', 'teams'),
        foreignKey('chats_agent', 'agentId', 'employees'),
      ],
    }),
  );
}

async function createDeclines(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'chat_declines',
      columns: [primaryId('chatId'), primaryId('agentId'), text('reason', 500, OPTIONAL), moment('at')],
      // What an agent's lists leave out.
      indices: [{ name: 'chat_declines_of_agent', columnNames: ['agentId', 'chatId'] }],
      foreignKeys: [
        foreignKey('chat_declines_chat', 'chatId', 'chats'),
        foreignKey('chat_declines_agent', 'agentId', 'employees'),
      ],
    }),
  );
}

async function createOffers(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'offers',
      columns: [
        primaryId(),
        reference('shopId'),
        reference('chatId'),
        reference('agentId'),
        text('status', 16),
        reference('pendingChatId', OPTIONAL),
        text('reason', 500, OPTIONAL),
        moment('offeredAt'),
        moment('deadlineAt'),
        moment('answeredAt', OPTIONAL),
      ],
      indices: [
        // One agent is asked at a time.
        { name: 'offers_pending', columnNames: ['pendingChatId'], isUnique: true },
        // What an agent is being asked counts towards their load.
        { name: 'offers_of_agent', columnNames: ['agentId', 'status'] },
        { name: 'offers_of_chat', columnNames: ['chatId', 'offeredAt'] },
        // Which have expired.
        { name: 'offers_deadline', columnNames: ['status', 'deadlineAt'] },
      ],
      foreignKeys: [foreignKey('offers_chat', 'chatId', 'chats'), foreignKey('offers_agent', 'agentId', 'employees')],
    }),
  );
}

async function createAgentStates(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'agent_states',
      columns: [
        primaryId('employeeId'),
        text('presence', 16),
        flag(db, 'isAutomatic'),
        whole(db, 'missedOffers'),
        moment('lastOfferedAt', OPTIONAL),
        moment('connectedUntil', OPTIONAL),
        moment('goneAt', OPTIONAL),
        moment('updatedAt'),
      ],
      // Who has been gone for too long.
      indices: [{ name: 'agent_states_lease', columnNames: ['connectedUntil'] }],
      foreignKeys: [foreignKey('agent_states_employee', 'employeeId', 'employees')],
    }),
  );
}

async function createReviews(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'reviews',
      columns: [
        primaryId(),
        reference('chatId'),
        reference('conversationId'),
        reference('customerId'),
        reference('agentId', OPTIONAL),
        whole(db, 'rating'),
        long('comment'),
        moment('createdAt'),
        moment('updatedAt'),
      ],
      indices: [
        // One review a chat.
        { name: 'reviews_chat', columnNames: ['chatId'], isUnique: true },
        { name: 'reviews_of_agent', columnNames: ['agentId', 'createdAt'] },
      ],
      foreignKeys: [
        foreignKey('reviews_conversation', 'conversationId', 'conversations'),
        foreignKey('reviews_customer', 'customerId', 'customers'),
      ],
    }),
  );
}
