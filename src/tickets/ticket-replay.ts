import type { StoredEvent } from '../database/stored-event.entity';
import { SNAPSHOT_FIELDS, type TicketSnapshot } from './ticket-snapshot';

type Step = Pick<StoredEvent, 'after'>;

const KNOWN = new Set<string>(SNAPSHOT_FIELDS);

/** The ticket as its events, in their order, have made it. What an event says besides is left out. */
export function replay(events: readonly Step[]): TicketSnapshot {
  const fields = events.flatMap(({ after }) => Object.entries(after ?? {}));
  return Object.fromEntries(fields.filter(([name]) => KNOWN.has(name)));
}
