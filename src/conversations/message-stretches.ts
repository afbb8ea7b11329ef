import type { EntityManager } from 'typeorm';
import type { SystemEntry } from '../contract/conversations.dto';
import { timeOf } from '../core/plain-rows';
import { sideBySide } from '../database/side-by-side';
import type { Audience } from './audience';
import type { NumberedMessage } from './numbering';

/** A part of a conversation, in the numbers of one audience. */
export interface Stretch {
  conversationId: string;
  audience: Audience;
  /** Both are outside of it. */
  after: number;
  before?: number;
  /** The nearest to `after`; without `isNewest` the oldest, with it the newest. */
  limit: number;
  isNewest?: boolean;
}

/** As the driver gives it: SQLite has neither JSON nor times of its own. */
type Row = Omit<NumberedMessage, 'system' | 'createdAt'> & {
  /** Of which of the stretches it is. */
  stretch: number;
  system: SystemEntry | string | null;
  createdAt: Date | string;
};

/** The messages of each of the stretches, in the order of their numbers. One statement. */
export async function readStretches(
  manager: EntityManager,
  stretches: readonly Stretch[],
): Promise<NumberedMessage[][]> {
  const parts = stretches.map(statementOf);
  const rows: Row[] = await manager.query(
    sideBySide(
      manager,
      parts.map(({ text }) => text),
    ),
    parts.flatMap(({ values }) => values),
  );
  const found = stretches.map((): NumberedMessage[] => []);
  for (const { stretch, system, createdAt, ...message } of rows)
    found[stretch]?.push({
      ...message,
      system: typeof system === 'string' ? (JSON.parse(system) as SystemEntry) : system,
      createdAt: timeOf(createdAt),
    });
  for (const messages of found) messages.sort((one, other) => one.seq - other.seq);
  return found;
}

function statementOf({ conversationId, audience, after, before, limit, isNewest }: Stretch, index: number) {
  const { number } = audience;
  const text = `SELECT ${index} AS stretch, conversationId, seq, id, publicSeq, kind, authorKind, authorId, clientId,
    visibility, body, \`system\`, createdAt FROM messages
    WHERE conversationId = ? AND ${number} > ?${before === undefined ? '' : ` AND ${number} < ?`}
    ORDER BY ${number}${isNewest ? ' DESC' : ''} LIMIT ?`;
  return { text, values: [conversationId, after, ...(before === undefined ? [] : [before]), limit] };
}
