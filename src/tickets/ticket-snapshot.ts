import type { Ticket } from './ticket.entity';

/** The columns that can change, apart from what is made of the others. */
const CHANGEABLE = [
  'conversationId',
  'customerId',
  'createdById',
  'teamId',
  'assigneeId',
  'previousAssigneeId',
  'status',
  'priority',
  'title',
  'description',
  'category',
  'tags',
  'contactEmail',
  'contactPhone',
  'contactPhoneE164',
  'contactPhoneLast10',
  'isEmailValid',
  'isPhoneValid',
  'mergedIntoId',
  'firstResponseAt',
  'claimedAt',
  'closedAt',
  'closedByKind',
  'closedById',
  'closeReason',
  'pausedSince',
  'pausedSeconds',
  'firstResponseDueAt',
  'firstResponseRiskAt',
  'firstResponseBreachedAt',
  'resolutionDueAt',
  'resolutionRiskAt',
  'resolutionBreachedAt',
  'slaTold',
  'pauses',
  'slaNextAt',
  'dueAt',
  'version',
] as const satisfies (keyof Ticket)[];

const FIXED = [
  'id',
  'shopId',
  'number',
  'chatId',
  'source',
  'externalId',
  'followUpOfId',
  'createdByKind',
  'clientId',
  'createdAt',
] as const satisfies (keyof Ticket)[];

export const SNAPSHOT_FIELDS: readonly string[] = [...FIXED, ...CHANGEABLE];

export type TicketSnapshot = Record<string, unknown>;

/** All that is known of a ticket, as events keep it: the first one everything, the others what has changed. */
export function snapshotOf(ticket: Ticket): TicketSnapshot {
  return Object.fromEntries([...FIXED, ...CHANGEABLE].map((name) => [name, plain(ticket[name])]));
}

/** What a change of the row stores. */
export function changeable(ticket: Ticket): Partial<Ticket> {
  const names = [...CHANGEABLE, 'searchText', 'updatedAt'] as const;
  return Object.fromEntries(names.map((name) => [name, ticket[name]]));
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}
