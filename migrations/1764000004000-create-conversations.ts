import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { flag, foreignKey, json, long, moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

/** The message log: conversations, their messages, how far people have read, and what they attached. */
export class CreateConversations1764000004000 implements MigrationInterface {
  name = 'CreateConversations1764000004000';

  async up(db: QueryRunner): Promise<void> {
    await db.createTable(
      new Table({
        name: 'conversations',
        columns: [
          primaryId(),
          reference('shopId'),
          reference('customerId', OPTIONAL),
          text('kind', 16),
          reference('holderId', OPTIONAL),
          reference('teamId', OPTIONAL),
          flag(db, 'isClosed'),
          whole(db, 'lastSeq'),
          whole(db, 'lastPublicSeq'),
          whole(db, 'lastTextSeq'),
          moment('lastMessageAt', OPTIONAL),
          moment('awaitingSince', OPTIONAL),
          moment('createdAt'),
        ],
        indices: [
          { name: 'conversations_shop', columnNames: ['shopId'] },
          { name: 'conversations_customer', columnNames: ['customerId'] },
        ],
        foreignKeys: [
          foreignKey('conversations_of_shop', 'shopId', 'shops'),
          foreignKey('conversations_of_customer', 'customerId', 'customers'),
        ],
      }),
    );
    await db.createTable(
      new Table({
        name: 'messages',
        columns: [
          // The key is the place, so that a page of a conversation is read in one range.
          primaryId('conversationId'),
          whole(db, 'seq', { isPrimary: true }),
          reference('id'),
          whole(db, 'publicSeq', OPTIONAL),
          text('kind', 16),
          text('authorKind', 16),
          reference('authorId', OPTIONAL),
          reference('clientId', OPTIONAL),
          text('visibility', 16),
          long('body'),
          json('system', OPTIONAL),
          moment('createdAt'),
        ],
        indices: [
          // A message sent again is found by what its sender called it.
          { name: 'messages_client', columnNames: ['clientId', 'authorId'], isUnique: true },
          // The customer's own numbering, and their pages.
          { name: 'messages_public', columnNames: ['conversationId', 'publicSeq'], isUnique: true },
        ],
        foreignKeys: [foreignKey('messages_of_conversation', 'conversationId', 'conversations')],
      }),
    );
    await db.createTable(
      new Table({
        name: 'read_marks',
        columns: [
          primaryId('conversationId'),
          primaryId('readerId'),
          text('readerKind', 16),
          whole(db, 'seq'),
          moment('updatedAt'),
        ],
        foreignKeys: [foreignKey('read_marks_of_conversation', 'conversationId', 'conversations')],
      }),
    );
    await this.createAttachments(db);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['attachments', 'read_marks', 'messages', 'conversations']) await db.dropTable(table);
  }

  private async createAttachments(db: QueryRunner): Promise<void> {
    await db.createTable(
      new Table({
        name: 'attachments',
        columns: [
          primaryId(),
          reference('shopId'),
          reference('conversationId'),
          text('uploaderKind', 16),
          reference('uploaderId'),
          text('storageKey', 64),
          text('thumbnailKey', 64, OPTIONAL),
          text('name', 200),
          text('mime', 40),
          whole(db, 'size'),
          whole(db, 'width', OPTIONAL),
          whole(db, 'height', OPTIONAL),
          whole(db, 'messageSeq', OPTIONAL),
          moment('createdAt'),
        ],
        indices: [
          // What the messages of a page carry.
          { name: 'attachments_message', columnNames: ['conversationId', 'messageSeq'] },
          // How much somebody has uploaded lately.
          { name: 'attachments_uploader', columnNames: ['uploaderId', 'createdAt'] },
          // What was never attached, the oldest first.
          { name: 'attachments_age', columnNames: ['messageSeq', 'createdAt'] },
        ],
        foreignKeys: [foreignKey('attachments_of_conversation', 'conversationId', 'conversations')],
      }),
    );
  }
}
