import type { SlaCounting, SlaTarget, SlaTargets } from '../contract/sla.dto';
import { AROUND_THE_CLOCK, businessTime, type Counting, type Hours, momentAfter, type Span } from './business-time';

/** A time that does not count: the ticket was on hold, or closed before it was opened again. */
export interface Pause {
  from: Date;
  /** Null while it lasts. */
  to: Date | null;
}

/** When what was promised is due, and when a quarter of the time is left; null where nothing is, or time stands still. */
export interface Due {
  dueAt: Date | null;
  riskAt: Date | null;
}

const RISK_AFTER = 0.75;
const MINUTE = 60_000;

/** How time counts in one shop; worked out once for many tickets. */
export class ShopTime {
  private readonly business: Counting;

  constructor(hours: Hours) {
    this.business = businessTime(hours);
  }

  counting(counting: SlaCounting): Counting {
    return counting === 'clock' ? AROUND_THE_CLOCK : this.business;
  }

  /** Both promises of a ticket. Whether they were kept makes no difference to when they were due. */
  dueTimes(
    createdAt: Date,
    pauses: readonly Pause[],
    { firstResponse, resolution }: SlaTargets,
  ): { firstResponse: Due; resolution: Due } {
    const spans = spansOf(pauses);
    return {
      firstResponse: this.due(createdAt, spans, firstResponse),
      resolution: this.due(createdAt, spans, resolution),
    };
  }

  private due(createdAt: Date, pauses: readonly Span[], target: SlaTarget | null): Due {
    if (!target) return { dueAt: null, riskAt: null };
    const after = (milliseconds: number) => {
      const moment = momentAfter(this.counting(target.counting), createdAt.getTime(), milliseconds, pauses);
      return moment === null ? null : new Date(moment);
    };
    const duration = target.minutes * MINUTE;
    return { dueAt: after(duration), riskAt: after(duration * RISK_AFTER) };
  }
}

export function spansOf(pauses: readonly Pause[]): Span[] {
  return pauses.map(({ from, to }) => ({ from: from.getTime(), to: to?.getTime() ?? Number.POSITIVE_INFINITY }));
}

/** One promise of a ticket: when it was due, when a quarter was left, and when it was kept. */
export interface Kept extends Due {
  doneAt: Date | null;
}

/** Late is what is open past its time, and just so what was done after it. */
export function isBreachedAt({ dueAt, doneAt }: Kept, now: Date): boolean {
  return dueAt !== null && dueAt < (doneAt && doneAt < now ? doneAt : now);
}

export function isAtRiskAt(kept: Kept, now: Date): boolean {
  const isOpen = !kept.doneAt || kept.doneAt > now;
  return isOpen && kept.riskAt !== null && kept.riskAt <= now && !isBreachedAt(kept, now);
}
