import type { EntityManager } from 'typeorm';
import type { SystemEntry } from '../contract/conversations.dto';
import { timeOf } from '../core/plain-rows';
import type { NumberedMessage } from './numbering';

/** A place in a conversation. */
export interface Place {
  conversationId: string;
  seq: number;
}

/** As the driver gives it: SQLite has neither JSON nor times of its own. */
type Row = Omit<NumberedMessage, 'system' | 'createdAt'> & {
  /** For which of the places it was found. */
  place: number;
  system: SystemEntry | string | null;
  createdAt: Date | string;
};

/** For each of the places what comes after it, at most `limit`, in the order of their numbers. One statement. */
export async function readSince(
  manager: EntityManager,
  places: readonly Place[],
  limit: number,
): Promise<NumberedMessage[][]> {
  const each = places.map(
    (_, place) => `SELECT * FROM (SELECT ${place} AS place, conversationId, seq, id, publicSeq, kind, authorKind,
      authorId, clientId, visibility, body, \`system\`, createdAt
      FROM messages WHERE conversationId = ? AND seq > ? ORDER BY seq LIMIT ${limit}) later${place}`,
  );
  const rows: Row[] = await manager.query(
    each.join(' UNION ALL '),
    places.flatMap(({ conversationId, seq }) => [conversationId, seq]),
  );
  const found = places.map((): NumberedMessage[] => []);
  for (const { place, system, createdAt, ...message } of rows)
    found[place]?.push({
      ...message,
      system: typeof system === 'string' ? (JSON.parse(system) as SystemEntry) : system,
      createdAt: timeOf(createdAt),
    });
  for (const messages of found) messages.sort((one, other) => one.seq - other.seq);
  return found;
}
