import type { SlaTargets } from '../contract/sla.dto';
import { type Due, isBreachedAt, type Kept, type Pause, type ShopTime } from './ticket-clock';

/** What a ticket's row keeps of its promises. */
export interface Promised {
  createdAt: Date;
  firstResponseAt: Date | null;
  closedAt: Date | null;
  /** Since when it is on hold. */
  pausedSince: Date | null;
  /** Times on hold, and times closed before it was opened again, that have ended. */
  pauses: StoredPause[] | null;
  firstResponseDueAt: Date | null;
  firstResponseRiskAt: Date | null;
  firstResponseBreachedAt: Date | null;
  resolutionDueAt: Date | null;
  resolutionRiskAt: Date | null;
  resolutionBreachedAt: Date | null;
  /** What has been told, as bits. */
  slaTold: number;
  /** When there is something to tell next; null when there never will be. */
  slaNextAt: Date | null;
  /** What lists by due time go by. */
  dueAt: Date;
}

export type PauseReason = 'onHold' | 'closed';

/** As it is stored: from, to, why. */
export type StoredPause = [from: string, to: string, reason: PauseReason];

export const PROMISES = ['firstResponse', 'resolution'] as const;
export type PromiseName = (typeof PROMISES)[number];

export type Alarm = 'atRisk' | 'breached';

/** What lists by due time take for never. */
export const NO_DUE = new Date('9999-12-31T00:00:00Z');

/** And what for over, which comes after that. */
export const CLOSED_DUE = new Date('9999-12-31T12:00:00Z');

const BITS: Record<PromiseName, Record<Alarm, number>> = {
  firstResponse: { atRisk: 1, breached: 2 },
  resolution: { atRisk: 4, breached: 8 },
};

/** All times that do not count, the present one last. */
export function pausesOf({ pauses, pausedSince }: Pick<Promised, 'pauses' | 'pausedSince'>): Pause[] {
  const ended = (pauses ?? []).map(([from, to]) => ({ from: new Date(from), to: new Date(to) }));
  return pausedSince ? [...ended, { from: pausedSince, to: null }] : ended;
}

/** The promise as it stands. An answer that is still owed when the ticket closes is owed no longer. */
export function keptOf(ticket: Promised, name: PromiseName): Kept {
  return name === 'firstResponse'
    ? {
        dueAt: ticket.firstResponseDueAt,
        riskAt: ticket.firstResponseRiskAt,
        doneAt: ticket.firstResponseAt ?? ticket.closedAt,
      }
    : { dueAt: ticket.resolutionDueAt, riskAt: ticket.resolutionRiskAt, doneAt: ticket.closedAt };
}

/** What is owed next, which lists by due time go by. */
function dueAtOf(ticket: Promised): Date {
  if (ticket.closedAt) return CLOSED_DUE;
  const owed = PROMISES.map((promise) => keptOf(ticket, promise)).filter(({ doneAt }) => !doneAt);
  return owed.reduce((first, { dueAt }) => (dueAt && dueAt < first ? dueAt : first), NO_DUE);
}

/** Works out anew when the ticket is due. What was told of a time that has moved into the future is told again then. */
export function wind(ticket: Promised, targets: SlaTargets, time: ShopTime, now: Date): void {
  const { firstResponse, resolution } = time.dueTimes(ticket.createdAt, pausesOf(ticket), targets);
  ticket.firstResponseDueAt = firstResponse.dueAt;
  ticket.firstResponseRiskAt = firstResponse.riskAt;
  ticket.resolutionDueAt = resolution.dueAt;
  ticket.resolutionRiskAt = resolution.riskAt;
  untell(ticket, 'firstResponse', firstResponse, now);
  untell(ticket, 'resolution', resolution, now);
  setNext(ticket);
}

/** What is to be told now, each once; what is past due is not at risk any more. */
export function tell(ticket: Promised, now: Date): { promise: PromiseName; alarm: Alarm }[] {
  const told = PROMISES.flatMap((promise) => {
    const alarm = alarmOf(keptOf(ticket, promise), now);
    if (!alarm || ticket.slaTold & BITS[promise][alarm]) return [];
    ticket.slaTold |= BITS[promise][alarm];
    if (alarm === 'breached') markBreached(ticket, promise);
    return [{ promise, alarm }];
  });
  setNext(ticket);
  return told;
}

function alarmOf(kept: Kept, now: Date): Alarm | null {
  if (isBreachedAt(kept, now)) return 'breached';
  return !kept.doneAt && kept.riskAt && kept.riskAt <= now ? 'atRisk' : null;
}

function markBreached(ticket: Promised, promise: PromiseName): void {
  if (promise === 'firstResponse') ticket.firstResponseBreachedAt = ticket.firstResponseDueAt;
  else ticket.resolutionBreachedAt = ticket.resolutionDueAt;
}

function untell(ticket: Promised, promise: PromiseName, { dueAt, riskAt }: Due, now: Date): void {
  const { atRisk, breached } = BITS[promise];
  if (!riskAt || riskAt > now) ticket.slaTold &= ~atRisk;
  if (dueAt && dueAt < now) return;
  ticket.slaTold &= ~breached;
  if (promise === 'firstResponse') ticket.firstResponseBreachedAt = null;
  else ticket.resolutionBreachedAt = null;
}

function setNext(ticket: Promised): void {
  const moments = PROMISES.flatMap((promise) => {
    const { dueAt, riskAt, doneAt } = keptOf(ticket, promise);
    const { atRisk, breached } = BITS[promise];
    if (doneAt || ticket.slaTold & breached) return [];
    return (ticket.slaTold & atRisk ? dueAt : (riskAt ?? dueAt)) ?? [];
  });
  ticket.dueAt = dueAtOf(ticket);
  ticket.slaNextAt = moments.reduce<Date | null>((first, at) => (first && first < at ? first : at), null);
}
