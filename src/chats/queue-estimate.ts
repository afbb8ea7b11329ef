/** Fewer chats than this say nothing about a team's pace. */
const ENOUGH = 3;
const WINDOW_SECONDS = 2 * 3600;
/** Beyond this a number would only pretend to know. */
const LONGEST_SECONDS = 3600;

export interface Estimate {
  from: number;
  to: number;
}

/**
 * How long somebody at this place will wait, in seconds, from when the team took its last chats; null while that says
 * too little. A range, since what lies ahead of a place can be quick or slow.
 */
export function estimateWait(position: number, takenAt: readonly Date[], now: Date): Estimate | null {
  const ages = takenAt
    .map((at) => (now.getTime() - at.getTime()) / 1000)
    .filter((age) => age >= 0 && age < WINDOW_SECONDS);
  if (ages.length < ENOUGH) return null;
  const secondsPerChat = Math.max(...ages) / ages.length;
  const expected = position * secondsPerChat;
  if (expected > LONGEST_SECONDS) return null;
  return { from: rounded(expected * 0.6), to: rounded(expected * 1.6) };
}

/** To ten seconds, from five minutes on to a minute: no more precise than it is known. */
function rounded(seconds: number): number {
  const step = seconds < 300 ? 10 : 60;
  return Math.max(step, Math.round(seconds / step) * step);
}
