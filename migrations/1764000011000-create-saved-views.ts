import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { flag, foreignKey, json, moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

/** Lists of tickets that people keep under a name. */
export class CreateSavedViews1764000011000 implements MigrationInterface {
  name = 'CreateSavedViews1764000011000';

  async up(db: QueryRunner): Promise<void> {
    await db.createTable(
      new Table({
        name: 'saved_views',
        columns: [
          primaryId(),
          reference('ownerId'),
          reference('shopId', OPTIONAL),
          text('name', 80),
          text('nameKey', 160),
          json('filters'),
          text('sort', 16),
          flag(db, 'isShared'),
          whole(db, 'position'),
          moment('createdAt'),
          moment('updatedAt'),
        ],
        indices: [
          // A person's own, each name once.
          { name: 'saved_views_name', columnNames: ['ownerId', 'nameKey'], isUnique: true },
          // What a shop shares, in order.
          { name: 'saved_views_shared', columnNames: ['shopId', 'isShared', 'position'] },
        ],
        foreignKeys: [
          foreignKey('saved_views_owner', 'ownerId', 'employees'),
          foreignKey('saved_views_shop', 'shopId', 'shops'),
        ],
      }),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.dropTable('saved_views');
  }
}
