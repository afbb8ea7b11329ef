import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { Permission } from '../contract/permissions';
import type { TicketFilters, TicketSort } from '../contract/ticket-requests.dto';
import { TICKET_STATUSES, type TicketSlaState, type TicketStatus } from '../contract/tickets.dto';
import { requirePermission, type StaffActor, shopOf } from '../core/actor';
import { asksBeyond, listedShop, onlyOfShop, pageOf, type Within } from '../core/lists';
import { DUE_SOON_MS, only, onlyInPeriods } from '../core/narrowing';
import { containsPattern, normalKey, searchWords } from '../core/normal';
import { databaseTime, type SortKey } from '../core/paging';
import type { Ticket } from './ticket.entity';

/** Of what a grant for one's teams reaches: what one holds, what is of one team, or what is of none. */
export type Part = 'held' | 'teamless' | { teamId: string };

export interface WithinReach extends Within {
  part?: Part;
}

/** Narrows a query on `ticket` to what the grant reaches, in one shop where one is named or there is only one. */
export function onlyWithin(
  query: SelectQueryBuilder<Ticket>,
  actor: StaffActor,
  permission: Permission,
  { shopId, isPage, part }: WithinReach = {},
): SelectQueryBuilder<Ticket> {
  const scope = requirePermission(actor, permission);
  if (actor.shopId || shopId) onlyOfShop(query, 'ticket.shopId', shopOf(actor, shopId), isPage);
  else if (scope !== 'all') query.andWhere('1 = 0');
  if (scope === 'own') query.andWhere('ticket.assigneeId = :me', { me: actor.id });
  if (scope === 'team' && part) onlyPart(query, actor, part);
  else if (scope === 'team') {
    query.andWhere(
      new Brackets((either) => {
        either.where('ticket.assigneeId = :me', { me: actor.id }).orWhere('ticket.teamId IS NULL');
        if (actor.teamIds.length > 0) either.orWhere('ticket.teamId IN (:...teams)', { teams: [...actor.teamIds] });
      }),
    );
  }
  return withoutDeclined(query, actor.id);
}

function onlyPart(query: SelectQueryBuilder<Ticket>, actor: StaffActor, part: Part): void {
  if (part === 'held') pageOf(query, 'ticket.assigneeId', actor.id);
  else if (part === 'teamless') query.andWhere('ticket.teamId IS NULL');
  else pageOf(query, 'ticket.teamId', part.teamId);
}

/** Leaves out what the agent gave back for good. */
export function withoutDeclined(query: SelectQueryBuilder<Ticket>, agentId: string): SelectQueryBuilder<Ticket> {
  return query.andWhere(
    'NOT EXISTS (SELECT 1 FROM ticket_declines declined WHERE declined.ticketId = ticket.id AND declined.agentId = :decliner)',
    { decliner: agentId },
  );
}

/**
 * The parts that a list is put together of; none where one query answers it. Only what is closed grows with the years,
 * so it is a part of its own, which an index has in order: the rest is as little as what a team can work on.
 */
export function partsOf(actor: StaffActor, filters: TicketFilters): { part: Part; status: TicketStatus[] }[] {
  const isNarrow = filters.assigneeId ?? filters.customerId ?? filters.teamId;
  const isByTime = orderOf(filters)[0]?.column === 'ticket.createdAt';
  const statuses = statusesOf(filters);
  if (requirePermission(actor, 'tickets:read') !== 'team' || isNarrow || !isByTime || !statuses.includes('closed'))
    return [];
  const parts: Part[] =
    filters.view === 'mine' ? ['held'] : ['held', 'teamless', ...actor.teamIds.map((teamId) => ({ teamId }))];
  const others = statuses.filter((status) => status !== 'closed');
  const stretches: TicketStatus[][] = others.length > 0 ? [['closed'], others] : [['closed']];
  return parts.flatMap((part) => stretches.map((status) => ({ part, status })));
}

function statusesOf({ view = 'all', status }: TicketFilters): readonly TicketStatus[] {
  const asked = status ?? VIEWS[view];
  return asked.length > 0 ? asked : TICKET_STATUSES;
}

const VIEWS: Record<NonNullable<TicketFilters['view']>, TicketStatus[]> = {
  open: ['open'],
  mine: ['in_progress', 'on_hold'],
  hold: ['on_hold'],
  closed: ['closed'],
  all: [],
};

/** Keeps what is in this list: what the indices know. Merged tickets have their place in the one that stayed. */
export function listed(
  query: SelectQueryBuilder<Ticket>,
  actor: { id: string },
  filters: TicketFilters,
): SelectQueryBuilder<Ticket> {
  const { view = 'all' } = filters;
  const status = filters.status ?? (VIEWS[view].length > 0 ? VIEWS[view] : undefined);
  query.andWhere('ticket.mergedIntoId IS NULL');
  if (view === 'mine') query.andWhere('ticket.assigneeId = :holder', { holder: actor.id });
  if (status) query.andWhere('ticket.status IN (:...status)', { status });
  return query;
}

/** Keeps what fits; `now` decides what is late. */
export function filtered(
  query: SelectQueryBuilder<Ticket>,
  actor: { id: string },
  filters: TicketFilters,
  now: Date,
): SelectQueryBuilder<Ticket> {
  const { category, priority, teamId, assigneeId, customerId, tag, source } = filters;
  listed(query, actor, filters);
  for (const [name, value] of Object.entries({ category, priority, teamId, assigneeId, customerId, source }))
    only(query, `ticket.${name}`, value);
  if (tag) {
    const pattern = containsPattern(JSON.stringify(normalKey(tag)));
    query.andWhere("ticket.tags LIKE :tag ESCAPE '!'", { tag: pattern });
  }
  onlyInPeriods(query, PERIODS, filters);
  if (filters.sla) query.andWhere(SLA_STATES[filters.sla], { at: databaseTime(now) });
  onlyLate(query, filters, now);
  searched(query, filters.search);
  return query;
}

/** What indices have in order; whatever else is asked has to be looked for. */
const IN_ORDER = new Set([
  ...['shopId', 'view', 'status', 'teamId', 'assigneeId', 'customerId', 'from', 'to', 'sort', 'limit', 'cursor'],
]);

/**
 * Whether it is looked for in more than what a team works on or one customer has: in what is closed, which grows with
 * the years. Of all shops nothing is in the order in which it is due.
 */
export function isLongSearch(actor: StaffActor, filters: TicketFilters): boolean {
  const hasOrder = listedShop(actor, filters.shopId) !== undefined || orderOf(filters)[0]?.column !== 'ticket.dueAt';
  if (filters.customerId || !hasOrder || !statusesOf(filters).includes('closed') || numberOf(filters.search))
    return false;
  return asksBeyond(filters, IN_ORDER);
}

/** `#4711`: what people call a ticket by. */
const NUMBER = /^#(\d{1,9})$/;

function numberOf(search: string | undefined): string | undefined {
  return NUMBER.exec(searchWords(search).join(' '))?.[1];
}

/** By its number; else every word in what is known of the ticket, or all of it, as it stands, in one of its messages. */
export function searched(
  query: SelectQueryBuilder<Ticket>,
  search: string | undefined,
  visibility: 'all' | 'public' = 'all',
): void {
  const words = searchWords(search);
  if (!search || words.length === 0) return;
  const number = numberOf(search);
  if (number) {
    // Of each shop one, which its index finds: numbers alone are in none.
    query.andWhere('ticket.shopId IN (SELECT shop.id FROM shops shop) AND ticket.number = :number', { number });
    return;
  }
  const isPublic = visibility === 'public' ? "AND message.visibility = 'public'" : '';
  query.andWhere(
    new Brackets((either) => {
      const all = words.map((_, index) => `ticket.searchText LIKE :word${index} ESCAPE '!'`).join(' AND ');
      either
        .where(`(${all})`, Object.fromEntries(words.map((word, index) => [`word${index}`, containsPattern(word)])))
        .orWhere(
          `EXISTS (SELECT 1 FROM messages message WHERE message.conversationId = ticket.conversationId
             AND message.kind = 'text' ${isPublic} AND INSTR(LOWER(message.body), :phrase) > 0)`,
          { phrase: normalKey(search) },
        );
    }),
  );
}

const ANSWER_LATE = 'ticket.firstResponseDueAt < COALESCE(ticket.firstResponseAt, ticket.closedAt, :at)';
const SOLUTION_LATE = 'ticket.resolutionDueAt < COALESCE(ticket.closedAt, :at)';
const LATE = `(${ANSWER_LATE} OR ${SOLUTION_LATE})`;
const PROMISED = '(ticket.firstResponseDueAt IS NOT NULL OR ticket.resolutionDueAt IS NOT NULL)';
/** Comparisons with what is not promised are neither true nor false. */
const IN_TIME = `NOT COALESCE(${LATE}, FALSE)`;
const RISKY = `(ticket.closedAt IS NULL AND ((ticket.firstResponseAt IS NULL AND ticket.firstResponseRiskAt <= :at)
  OR ticket.resolutionRiskAt <= :at))`;
const RUNNING = 'ticket.closedAt IS NULL AND ticket.pausedSince IS NULL';

/** The same as `slaStateOf`, asked of the database. */
const SLA_STATES: Record<TicketSlaState, string> = {
  none: `NOT ${PROMISED} AND ticket.pausedSince IS NULL`,
  breached: LATE,
  met: `ticket.closedAt IS NOT NULL AND ${PROMISED} AND ${IN_TIME}`,
  paused: `ticket.pausedSince IS NOT NULL AND ${IN_TIME}`,
  atRisk: `${RUNNING} AND ${PROMISED} AND ${IN_TIME} AND ${RISKY}`,
  ok: `${RUNNING} AND ${PROMISED} AND ${IN_TIME} AND NOT COALESCE(${RISKY}, FALSE)`,
};

/** The rows behind the numbers of reports, by the same definitions as in `reports/count.ts`. */
function onlyLate(query: SelectQueryBuilder<Ticket>, { late, openAt }: TicketFilters, now: Date): void {
  if (!late) return;
  const moment = openAt ? new Date(openAt) : now;
  const at = { at: databaseTime(moment) };
  if (late === 'firstResponse') query.andWhere('ticket.firstResponseDueAt < ticket.firstResponseAt');
  if (late === 'firstResponseMet') query.andWhere('ticket.firstResponseDueAt >= ticket.firstResponseAt');
  if (late === 'resolutionMet') query.andWhere('ticket.resolutionDueAt >= ticket.closedAt');
  if (late === 'resolution') query.andWhere('ticket.resolutionDueAt < ticket.closedAt');
  if (late === 'any') query.andWhere(LATE_AT, at);
  if (late === 'soon') query.andWhere(SOON_AT, { ...at, soon: databaseTime(new Date(moment.getTime() + DUE_SOON_MS)) });
  if (late === 'risk') query.andWhere(`NOT COALESCE(${LATE_AT}, FALSE) AND ${RISKY_AT}`, at);
}

/** As of a moment at which the ticket was open, whatever has happened since. */
const LATE_AT = `(ticket.resolutionDueAt < :at OR (ticket.firstResponseDueAt < :at
  AND (ticket.firstResponseAt IS NULL OR ticket.firstResponseAt > ticket.firstResponseDueAt)))`;
const SOON_AT = `((ticket.resolutionDueAt >= :at AND ticket.resolutionDueAt < :soon)
  OR (ticket.firstResponseDueAt >= :at AND ticket.firstResponseDueAt < :soon
  AND (ticket.firstResponseAt IS NULL OR ticket.firstResponseAt >= :at)))`;
const RISKY_AT = `(ticket.resolutionRiskAt < :at OR (ticket.firstResponseRiskAt < :at
  AND (ticket.firstResponseAt IS NULL OR ticket.firstResponseAt >= :at)))`;

const PERIODS = {
  createdAt: 'ticket.createdAt',
  claimedAt: 'ticket.claimedAt',
  pausedSince: 'ticket.pausedSince',
  firstResponseAt: 'ticket.firstResponseAt',
  closedAt: 'ticket.closedAt',
  review: 'review.ticketId = ticket.id',
} as const;

/** What is closed is owed nothing any more, so among the closed alone there is no order by due time. */
export function orderOf({ view = 'all', status, sort = 'newest' }: TicketFilters): readonly SortKey[] {
  const isAllClosed = (status ?? VIEWS[view]).join() === 'closed';
  return TICKET_ORDER[sort === 'due' && isAllClosed ? 'newest' : sort];
}

export const TICKET_ORDER: Record<TicketSort, readonly SortKey[]> = {
  newest: order('createdAt', 'DESC'),
  oldest: order('createdAt', 'ASC'),
  due: order('dueAt', 'ASC'),
  updated: order('updatedAt', 'DESC'),
};

function order(column: 'createdAt' | 'dueAt' | 'updatedAt', direction: 'ASC' | 'DESC'): SortKey[] {
  return [
    { column: `ticket.${column}`, direction },
    { column: 'ticket.id', direction },
  ];
}
