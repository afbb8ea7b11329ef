import type { ReportQuery, ReportRows } from '../contract/reports.dto';
import type { ReportKind } from './fact-sources';
import type { ReportRequest } from './report-request';

type Where = Pick<ReportQuery, 'shopId' | 'teamId' | 'agentId' | 'category' | 'priority'> & { source?: string };

/** What the list has to be asked for so that it shows what each number has counted. */
export function rowsBehind(kind: ReportKind, where: Where, from: Date | null, end: Date): ReportRows {
  const { agentId, category, ...rest } = where;
  const named = kind === 'chats' ? { agentId, topic: category } : { assigneeId: agentId, category };
  const base = given({ view: 'all', ...rest, ...named });
  const [since, until] = [from?.toISOString(), end.toISOString()];
  const closed = given({ ...base, closedFrom: since, closedTo: until });
  const answered = given({ ...base, answeredFrom: since, answeredTo: until });
  const rated = given({ ...base, ratedFrom: since, ratedTo: until });
  const there = given({ ...base, openAt: until });
  return {
    created: given({ ...base, from: since, to: until }),
    closed,
    backlog: there,
    open: given({ ...there, standing: 'open' }),
    inProgress: given({ ...there, standing: 'inProgress' }),
    onHold: given({ ...there, standing: 'onHold' }),
    firstResponse: answered,
    firstResponseMet: given({ ...answered, late: 'firstResponseMet' }),
    firstResponseBreached: given({ ...answered, late: 'firstResponse' }),
    resolutionMet: given({ ...closed, late: 'resolutionMet' }),
    resolutionBreached: given({ ...closed, late: 'resolution' }),
    openBreached: given({ ...there, late: 'any' }),
    openAtRisk: given({ ...there, late: 'risk' }),
    openDueSoon: given({ ...there, late: 'soon' }),
    satisfaction: rated,
    satisfied: given({ ...rated, isSatisfied: 'true' }),
  };
}

export function whereOf({ shopId, selection }: ReportRequest, query: ReportQuery): Where {
  const { agentId, category, priority } = selection;
  return { shopId, teamId: query.teamId, agentId, category, priority };
}

function given(fields: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
