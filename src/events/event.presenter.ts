import type { EventView } from '../contract/events.dto';
import type { StoredEvent } from '../database/stored-event.entity';

export function presentEvent(event: StoredEvent): EventView {
  return {
    id: event.id,
    shopId: event.shopId,
    name: event.name,
    actor: { kind: event.actorKind, id: event.actorId },
    subject: { kind: event.subjectKind, id: event.subjectId },
    fromStatus: event.fromStatus,
    toStatus: event.toStatus,
    before: event.before as EventView['before'],
    after: event.after as EventView['after'],
    at: event.at.toISOString(),
  };
}
