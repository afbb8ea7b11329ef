import { businessTime, type Hours, type Span } from '../sla/business-time';

export interface Opening {
  isOpen: boolean;
  opensAt: Date | null;
  closesAt: Date | null;
}

const DAY = 86_400_000;
/** Longer than any closure that is still worth announcing. */
const DAYS_AHEAD = 60;

/** Whether a shop is open, until when, and otherwise when it opens. A shop that names no hours is always open. */
export function openingAt(now: Date, hours: Hours): Opening {
  if (hours.businessHours.length === 0) return { isOpen: true, opensAt: null, closesAt: null };
  const next = nextOpening(now.getTime(), hours);
  if (!next) return { isOpen: false, opensAt: null, closesAt: null };
  if (next.from > now.getTime()) return { isOpen: false, opensAt: new Date(next.from), closesAt: null };
  return { isOpen: true, opensAt: null, closesAt: new Date(next.to) };
}

/** With what touches made one, so that midnight does not look like closing time. */
function nextOpening(now: number, hours: Hours): Span | undefined {
  const open: Span[] = [];
  for (const { from, to } of businessTime(hours).spansFrom(now)) {
    const last = open.at(-1);
    if (from > now + DAYS_AHEAD * DAY || (last && from > last.to)) break;
    if (last) last.to = to;
    else open.push({ from, to });
  }
  return open[0];
}
