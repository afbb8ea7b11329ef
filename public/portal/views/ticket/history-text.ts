import type { TicketHistoryItem } from '../../../../src/contract/tickets.dto';
import type { Translate } from '../../../core/i18n';
import type { PortalKey } from '../../context';

const KNOWN = {
  'ticket.created': 'history.created',
  'ticket.claimed': 'history.claimed',
  'ticket.released': 'history.released',
  'ticket.transferred': 'history.transferred',
  'ticket.assigned': 'history.transferred',
  'ticket.held': 'history.held',
  'ticket.resumed': 'history.resumed',
  'ticket.closed': 'history.closed',
  'ticket.reopened': 'history.reopened',
  'ticket.answered': 'history.answered',
  'ticket.merged': 'history.merged',
  'ticket.rated': 'history.rated',
} as const satisfies Record<string, PortalKey>;

/** What happened, for the customer. Empty for what concerns the team alone. */
export function historyText(t: Translate<PortalKey>, { name, actor }: TicketHistoryItem): string {
  if (!(name in KNOWN)) return '';
  return t(KNOWN[name as keyof typeof KNOWN], { who: actor.kind, by: actor.name });
}
