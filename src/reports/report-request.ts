import type { ReportQuery } from '../contract/reports.dto';
import { requirePermission, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { listedShop } from '../core/lists';
import type { Selection } from './count';

/** What was asked for, within what the actor may know. */
export interface ReportRequest {
  /** Undefined: all shops. */
  shopId: string | undefined;
  selection: Selection;
  /** Null: from the beginning. */
  from: Date | null;
  to: Date;
  asOf: Date;
  timeZone: string | undefined;
}

export function reportRequest(actor: StaffActor, query: ReportQuery, now: Date): ReportRequest {
  const scope = requirePermission(actor, 'reports:read');
  // What happened in this very millisecond has happened.
  const asOf = query.asOf ? new Date(query.asOf) : new Date(now.getTime() + 1);
  const to = query.to ? new Date(query.to) : asOf;
  const from = query.from ? new Date(query.from) : null;
  if (from && from >= to) throw AppError.field('to', 'The period must end after it begins.');
  const { teamId, agentId, category, priority } = query;
  return {
    shopId: listedShop(actor, query.shopId),
    selection: {
      teamIds: teamId ? [teamId] : undefined,
      agentId,
      category,
      priority,
      ...narrowed(actor, scope, query),
      from: from?.getTime() ?? Number.NEGATIVE_INFINITY,
      end: Math.min(to.getTime(), asOf.getTime()),
    },
    from,
    to,
    asOf,
    timeZone: query.timeZone,
  };
}

/** A narrow grant sees the figures of one's teams, or one's own. */
function narrowed(actor: StaffActor, scope: string, { teamId, agentId }: ReportQuery): Partial<Selection> {
  if (scope === 'team') {
    return { teamIds: teamId ? actor.teamIds.filter((id) => id === teamId) : actor.teamIds };
  }
  if (scope !== 'own') return {};
  if (agentId && agentId !== actor.id) throw new AppError('FORBIDDEN', 'You may see your own figures only.');
  return { agentId: actor.id };
}
