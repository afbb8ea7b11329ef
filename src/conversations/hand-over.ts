import type { EntityManager } from 'typeorm';
import { isSqlite } from '../database/prepared';

/**
 * Makes everything in a conversation the other customer's that was the one's: it was the same person all along. Whoever
 * sends a message again, unsure whether it arrived, finds the first one. The conversation is locked.
 */
export async function handOver(
  manager: EntityManager,
  conversationId: string,
  from: string,
  to: string,
): Promise<void> {
  // What they have there already stays theirs as it is.
  const update = isSqlite(manager) ? 'UPDATE OR IGNORE' : 'UPDATE IGNORE';
  await manager.query('UPDATE conversations SET customerId = ? WHERE id = ? AND customerId = ?', [
    to,
    conversationId,
    from,
  ]);
  await manager.query(`${update} messages SET authorId = ? WHERE conversationId = ? AND authorId = ?`, [
    to,
    conversationId,
    from,
  ]);
  await manager.query(`${update} read_marks SET readerId = ? WHERE conversationId = ? AND readerId = ?`, [
    to,
    conversationId,
    from,
  ]);
  await manager.query('UPDATE attachments SET uploaderId = ? WHERE conversationId = ? AND uploaderId = ?', [
    to,
    conversationId,
    from,
  ]);
}
