import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { AppError } from '../core/app-error';
import type { Tx } from './unit-of-work';

interface Use {
  /** The table whose rows refer to it. */
  by: string;
  count: number;
}

/**
 * Refuses to delete what rows still refer to, and says which and how many. The foreign keys know who they are, so a
 * feature added later is asked as well. The caller has locked the row, so nothing new can refer to it meanwhile.
 */
export async function refuseWhileUsed<T extends ObjectLiteral>(
  tx: Tx,
  type: EntityTarget<T>,
  id: string,
): Promise<void> {
  const usedBy = await usesOf(tx, type, id);
  if (usedBy.length === 0) return;
  const list = usedBy.map(({ by, count }) => `${by.replaceAll('_', ' ')} (${count})`).join(', ');
  throw new AppError('IN_USE', `This is still in use by ${list}.`, { details: { usedBy } });
}

async function usesOf<T extends ObjectLiteral>(tx: Tx, type: EntityTarget<T>, id: string): Promise<Use[]> {
  const { connection } = tx.manager;
  const { target } = connection.getMetadata(type);
  const uses: Use[] = [];
  for (const metadata of connection.entityMetadatas) {
    for (const { columns, referencedEntityMetadata } of metadata.foreignKeys) {
      const column = columns[0]?.propertyName;
      if (!column || referencedEntityMetadata.target !== target) continue;
      const count = await tx.manager.countBy<ObjectLiteral>(metadata.target, { [column]: id });
      if (count > 0) uses.push({ by: metadata.tableName, count });
    }
  }
  return uses;
}
