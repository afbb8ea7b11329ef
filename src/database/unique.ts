import { type ObjectLiteral, QueryFailedError } from 'typeorm';
import { AppError } from '../core/app-error';
import { isUniqueViolation } from './driver-errors';
import type { Tx } from './unit-of-work';

/** Which input field a unique column comes from. */
type Fields = Readonly<Record<string, string>>;

/** Saves the row; when a unique key refuses it, the answer names the field. No look beforehand could be as sure. */
export async function saveUnique<T extends ObjectLiteral>(tx: Tx, row: T, fields: Fields): Promise<T> {
  try {
    return await tx.manager.save(row);
  } catch (error) {
    const field = isUniqueViolation(error) ? fieldOf(tx, row, error, fields) : undefined;
    if (!field) throw error;
    throw new AppError('NOT_UNIQUE', `This ${field} belongs to another one.`, {
      errors: [{ field, message: 'Choose another; this one is taken.' }],
    });
  }
}

/** MySQL names the index that refused, SQLite its columns; both list them in words of the schema. */
function fieldOf(tx: Tx, row: ObjectLiteral, error: unknown, fields: Fields): string | undefined {
  const message = error instanceof QueryFailedError ? error.message : '';
  const { indices } = tx.manager.connection.getMetadata(row.constructor);
  const refused = /for key '(?:\w+\.)?(\w+)'/.exec(message)?.[1];
  const index = indices.find(({ name }) => name === refused);
  const columns = index?.columns.map(({ propertyName }) => propertyName) ?? message.match(/\w+(?=,|$)/g) ?? [];
  const column = columns.find((name) => name in fields);
  return column && fields[column];
}
