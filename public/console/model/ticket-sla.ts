import type { TicketView } from '../../../src/contract/tickets.dto';

export type SlaSaying =
  | 'answerDue'
  | 'solutionDue'
  | 'answerLate'
  | 'solutionLate'
  | 'answeredLate'
  | 'solvedLate'
  | 'paused'
  | 'met';

export interface SlaStanding {
  saying: SlaSaying;
  tone: 'neutral' | 'ok' | 'warn' | 'danger';
  /** Milliseconds that are left, or that it is late. */
  ms: number;
}

type Promised = Pick<
  TicketView,
  'sla' | 'firstResponseAt' | 'firstResponseDueAt' | 'resolutionDueAt' | 'closedAt' | 'status'
>;

/** What is promised next, and how that stands; null where nothing is promised. The clock goes on between two pushes. */
export function slaStanding(ticket: Promised, now: number): SlaStanding | null {
  const { sla, firstResponseAt, firstResponseDueAt, resolutionDueAt, closedAt } = ticket;
  const answer = timeOf(firstResponseDueAt);
  const solution = timeOf(resolutionDueAt);
  if (sla === 'none') return null;
  if (sla === 'paused') return { saying: 'paused', tone: 'neutral', ms: 0 };

  if (closedAt) {
    if (sla === 'met') return { saying: 'met', tone: 'ok', ms: 0 };
    const isSolvedLate = solution !== null && solution < Date.parse(closedAt);
    return { saying: isSolvedLate ? 'solvedLate' : 'answeredLate', tone: 'danger', ms: 0 };
  }
  if (!firstResponseAt && answer !== null) {
    if (answer < now) return { saying: 'answerLate', tone: 'danger', ms: now - answer };
    if (solution === null || answer <= solution)
      return { saying: 'answerDue', tone: running(ticket), ms: answer - now };
  }
  if (solution === null) return sla === 'breached' ? { saying: 'answeredLate', tone: 'danger', ms: 0 } : null;
  if (solution < now) return { saying: 'solutionLate', tone: 'danger', ms: now - solution };
  return { saying: 'solutionDue', tone: running(ticket), ms: solution - now };
}

function running({ sla }: Promised): 'warn' | 'ok' {
  return sla === 'atRisk' ? 'warn' : 'ok';
}

function timeOf(at: string | null): number | null {
  return at === null ? null : Date.parse(at);
}
