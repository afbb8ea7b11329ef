import type { AlertData, AlertKind } from '../contract/alerts.dto';
import type { TicketHint } from '../database/domain-events';
import type { StoredEvent } from '../database/stored-event.entity';

/** Whom news of a ticket goes to. The last holder is who has it, or who has just lost it. */
export type Audience = 'holder' | 'lastHolder' | 'customer' | 'managers';

export interface News {
  to: Audience;
  kind: AlertKind;
  data: AlertData;
  /** Whether its readers learn who did it. */
  isAnonymous?: boolean;
}

type Happened = Pick<StoredEvent, 'name' | 'actorKind' | 'fromStatus' | 'toStatus' | 'after'>;

/** Who is told what of something that happened to a ticket. */
export function newsOf(happened: Happened, ticket: Pick<TicketHint, 'assigneeId' | 'previousAssigneeId'>): News[] {
  const { name, after } = happened;
  switch (name) {
    case 'ticket.assigned':
    case 'ticket.transferred': {
      const isSomebodys = ticket.assigneeId !== null;
      const mine: News[] = isSomebodys ? [{ to: 'holder', kind: 'ticketAssigned', data: {} }] : [];
      return [...mine, ...statusNews(happened, isSomebodys ? ['customer'] : ['customer', 'lastHolder'])];
    }
    case 'ticket.declined':
      return [
        { to: 'managers', kind: 'ticketDeclined', data: textOf(after, 'reason') },
        // That somebody would rather not is a matter among colleagues.
        ...statusNews(happened, ['customer']).map((news) => ({ ...news, isAnonymous: true })),
      ];
    case 'ticket.merged':
      return mergedNews(happened);
    case 'ticket.slaAtRisk':
      return toHolderAndManagers('slaAtRisk', after);
    case 'ticket.slaBreached':
      return toHolderAndManagers('slaBreached', after);
    case 'ticket.resumed':
      // By a customer who wrote, which its holder is told anyway.
      return happened.actorKind === 'customer' ? [] : statusNews(happened, ['customer', 'lastHolder']);
    default:
      return statusNews(happened, ['customer', 'lastHolder']);
  }
}

/** Nothing for what came into being just now, and for what stayed in its status. */
function statusNews({ fromStatus: from, toStatus: to }: Happened, audiences: Audience[]): News[] {
  if (from === null || to === null || from === to) return [];
  const kind = to === 'closed' ? 'ticketClosed' : 'ticketStatusChanged';
  return audiences.map((audience) => ({ to: audience, kind, data: { from, to } }));
}

/** The one that stays keeps its status, and those concerned. */
function mergedNews(happened: Happened): News[] {
  const into: unknown = new Map(Object.entries(happened.after ?? {})).get('mergedNumber');
  const data: AlertData = typeof into === 'number' ? { into: String(into) } : {};
  return statusNews(happened, ['customer', 'lastHolder']).map(({ to }) => ({ to, kind: 'ticketMerged', data }));
}

function toHolderAndManagers(kind: AlertKind, after: Happened['after']): News[] {
  const data = textOf(after, 'promise');
  return (['holder', 'managers'] as const).map((to) => ({ to, kind, data }));
}

function textOf(after: Happened['after'], name: 'reason' | 'promise'): AlertData {
  const value: unknown = new Map(Object.entries(after ?? {})).get(name);
  return typeof value === 'string' ? { [name]: value } : {};
}
