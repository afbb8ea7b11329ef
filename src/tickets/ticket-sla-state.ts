import type { TicketSlaState } from '../contract/tickets.dto';
import { isAtRiskAt, isBreachedAt } from '../sla/ticket-clock';
import { keptOf, type Promised } from '../sla/ticket-sla';

/** Where the promises of time stand at that moment; what was done late stays late. */
export function slaStateOf(ticket: Promised, now: Date): TicketSlaState {
  const promises = [keptOf(ticket, 'firstResponse'), keptOf(ticket, 'resolution')];
  if (promises.some((kept) => isBreachedAt(kept, now))) return 'breached';
  if (ticket.pausedSince) return 'paused';
  if (promises.every(({ dueAt }) => dueAt === null)) return 'none';
  if (ticket.closedAt) return 'met';
  return promises.some((kept) => isAtRiskAt(kept, now)) ? 'atRisk' : 'ok';
}
