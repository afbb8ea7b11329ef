interface Timed {
  createdAt: Date;
}

/**
 * Two logs as one, by time. Each keeps its own order whatever its times say: messages are numbered when they get their
 * turn, and one that began earlier can have had to wait.
 */
export function interleaved<T extends Timed>(one: readonly T[], other: readonly T[]): T[] {
  return [...advancing(one), ...advancing(other)].sort((a, b) => a.at - b.at).map(({ message }) => message);
}

/** Each message with the latest time so far. */
function advancing<T extends Timed>(log: readonly T[]): { message: T; at: number }[] {
  let latest = 0;
  return log.map((message) => {
    latest = Math.max(latest, message.createdAt.getTime());
    return { message, at: latest };
  });
}
