import type { NamedRef } from '../contract/common.dto';
import type { TicketChange, TicketHistoryItem, TicketStatus } from '../contract/tickets.dto';
import type { StoredEvent } from '../database/stored-event.entity';

/** Whom and what a page of events mentions, by id. */
export type HistoryNames = ReadonlyMap<string, NamedRef>;

/** Fields that people know, by what they are called in the history; those that hold ids come with names. */
const FIELDS: Record<string, string> = {
  title: 'title',
  description: 'description',
  category: 'category',
  priority: 'priority',
  tags: 'tags',
  contactEmail: 'contactEmail',
  contactPhone: 'contactPhone',
  customerId: 'customer',
  teamId: 'team',
  assigneeId: 'assignee',
  closeReason: 'closeReason',
  declinedBy: 'declinedBy',
  reason: 'reason',
  promise: 'promise',
  rating: 'rating',
  mergedNumber: 'mergedNumber',
};
const WITH_NAMES = new Set(['customerId', 'teamId', 'assigneeId', 'declinedBy']);
const OF_EMPLOYEES = ['assigneeId', 'declinedBy'];

const SHOWN_TO_CUSTOMERS = new Set(['title', 'description', 'category', 'contactEmail', 'contactPhone', 'rating']);

/** Events that a customer hears of. */
export const FOR_CUSTOMERS = [
  'ticket.created',
  'ticket.claimed',
  'ticket.released',
  'ticket.transferred',
  'ticket.assigned',
  'ticket.held',
  'ticket.resumed',
  'ticket.closed',
  'ticket.reopened',
  'ticket.answered',
  'ticket.changed',
  'ticket.merged',
  'ticket.rated',
] as const;

export function presentHistory(event: StoredEvent, names: HistoryNames): TicketHistoryItem {
  const { id, name, actorKind, actorId, at, fromStatus, toStatus } = event;
  return {
    id,
    name,
    actor: { kind: actorKind, id: actorId, name: (actorId && names.get(actorId)?.name) || '' },
    at: at.toISOString(),
    from: fromStatus as TicketStatus | null,
    to: toStatus as TicketStatus | null,
    changes: name === 'ticket.created' ? [] : changesOf(event, names),
  };
}

/** What a customer may know of it; nothing where it is none of their business. */
export function forCustomer(item: TicketHistoryItem): TicketHistoryItem[] {
  const changes = item.changes.filter(({ field }) => SHOWN_TO_CUSTOMERS.has(field));
  if (item.name === 'ticket.changed' && changes.length === 0) return [];
  return [{ ...item, actor: { ...item.actor, id: null }, changes }];
}

/** The ids that need names. */
export function mentioned(events: readonly StoredEvent[]): Record<'employees' | 'customers' | 'teams', string[]> {
  const idsOf = (fields: readonly string[]) =>
    events.flatMap(({ before, after }) =>
      [before, after].flatMap((part) => fields.map((field) => fieldOf(part, field))).filter(isText),
    );
  const actorsOf = (kind: string) =>
    events.flatMap(({ actorKind, actorId }) => (actorKind === kind && actorId ? [actorId] : []));
  return {
    employees: distinct([...idsOf(OF_EMPLOYEES), ...actorsOf('employee')]),
    customers: distinct([...idsOf(['customerId']), ...actorsOf('customer')]),
    teams: distinct(idsOf(['teamId'])),
  };
}

function changesOf({ before, after }: StoredEvent, names: HistoryNames): TicketChange[] {
  return Object.entries(FIELDS)
    .filter(([name]) => name in { ...before, ...after })
    .map(([name, field]) => {
      const shown = (part: object | null) => {
        const value = fieldOf(part, name);
        return WITH_NAMES.has(name) && isText(value) ? (names.get(value) ?? { id: value, name: '' }) : (value ?? null);
      };
      return { field, before: shown(before), after: shown(after) };
    });
}

function fieldOf(part: object | null, name: string): unknown {
  return part && name in part ? (part as Record<string, unknown>)[name] : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function distinct(ids: string[]): string[] {
  return [...new Set(ids)];
}
