import { type QueryRunner, type TableColumnOptions, type TableForeignKeyOptions } from 'typeorm';

type Extra = Partial<TableColumnOptions>;

/** Column shapes that come out the same in the entities on SQLite, MariaDB and MySQL. */
export const primaryId = (name = 'id', extra: Extra = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '36',
  isPrimary: true,
  ...extra,
});

export const text = (name: string, length: number, extra: Extra = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...extra,
});

export const reference = (name: string, extra: Extra = {}): TableColumnOptions => text(name, 36, extra);

export const moment = (name: string, extra: Extra = {}): TableColumnOptions => ({
  name,
  type: 'datetime',
  precision: 3,
  ...extra,
});

export const long = (name: string, extra: Extra = {}): TableColumnOptions => ({ name, type: 'text', ...extra });

export const json = (name: string, extra: Extra = {}): TableColumnOptions => ({ name, type: 'json', ...extra });

/** In entities: `type: 'int'`. */
export const whole = (db: QueryRunner, name: string, extra: Extra = {}): TableColumnOptions => ({
  name,
  type: isSqlite(db) ? 'integer' : 'int',
  ...extra,
});

/** In entities: `type: 'boolean'`, without a default: the code always says which. */
export const flag = (db: QueryRunner, name: string, extra: Extra = {}): TableColumnOptions => ({
  name,
  type: isSqlite(db) ? 'boolean' : 'tinyint',
  ...extra,
});

export const OPTIONAL: Extra = { isNullable: true };

/** What a row refers to cannot be deleted while it does. */
export const foreignKey = (
  name: string,
  columnName: string,
  referencedTableName: string,
  onDelete: 'NO ACTION' | 'CASCADE' = 'NO ACTION',
): TableForeignKeyOptions => ({
  name,
  columnNames: [columnName],
  referencedTableName,
  referencedColumnNames: ['id'],
  onDelete,
  onUpdate: 'NO ACTION',
});

export function isSqlite(db: QueryRunner): boolean {
  return db.connection.options.type === 'better-sqlite3';
}
