/** A chat as it is stored. */
export interface HeldChat {
  id: string;
  status: string;
  agentId: string | null;
}

/** How long an agent who is gone may keep their chats. */
const ORPHANED_AFTER_MS = 75_000;

/**
 * I9: each chat is waiting, active or closed; who waits has no agent, who is active has one, and one who is there or
 * has not been gone for long. `connectedUntil` is until when each agent counts as there, null for those nobody waits for.
 */
export function orphans(
  chats: readonly HeldChat[],
  connectedUntil: ReadonlyMap<string, Date | null>,
  now: Date,
): string[] {
  return chats.flatMap(({ id, status, agentId }) => {
    if (!['waiting', 'active', 'closed'].includes(status)) return [`${id} is ${status}`];
    if (status === 'waiting' && agentId) return [`${id} waits, but ${agentId} has it`];
    if (status !== 'active') return [];
    if (!agentId) return [`${id} is active, but nobody has it`];
    const until = connectedUntil.get(agentId);
    const isOrphan = until && now.getTime() - until.getTime() > ORPHANED_AFTER_MS;
    return isOrphan ? [`${id} is still with ${agentId}, who is gone since ${until.toISOString()}`] : [];
  });
}

/** The memory of one process at one moment. */
export interface Sample {
  pid: number;
  mb: number;
}

const MAY_GROW_BY = 0.2;
/** What a heap may be ahead by between two collections. */
const BREATHES_MB = 16;

/** I13: under the same load a process needs in the last third of the samples what it needed in the first. */
export function overgrown(samples: readonly Sample[]): string[] {
  const pids = [...new Set(samples.map(({ pid }) => pid))];
  return pids.flatMap((pid) => {
    const own = samples.filter((sample) => sample.pid === pid).map(({ mb }) => mb);
    const third = Math.floor(own.length / 3);
    if (third < 3) return [];
    const [first, last] = [median(own.slice(0, third)), median(own.slice(-third))];
    return last > first * (1 + MAY_GROW_BY) + BREATHES_MB ? [`process ${pid} grew from ${first} to ${last} MB`] : [];
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

interface Versioned {
  id: string;
  version: number;
}

/** I15: what somebody has on their screen after all pushes is what a fresh request answers. */
export function stale<T extends Versioned>(name: string, kept: readonly T[], fresh: readonly T[]): string[] {
  const here = new Map(kept.map((view) => [view.id, view]));
  const found = fresh.flatMap((view) => {
    const own = here.get(view.id);
    if (!own) return [`${name}: ${view.id} is missing`];
    return JSON.stringify(sorted(own)) === JSON.stringify(sorted(view))
      ? []
      : [`${name}: ${view.id} differs (version ${own.version}, really ${view.version})`];
  });
  const real = new Set(fresh.map(({ id }) => id));
  return [...found, ...kept.flatMap(({ id }) => (real.has(id) ? [] : [`${name}: ${id} should be gone`]))];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

/** What somebody who may not was answered; `status` is undefined when there was no answer. */
export interface Probe {
  asked: string;
  status: number | undefined;
}

/** I17: whatever else fails, who may not see something never gets it: refused, not found, or an error. */
export function openDoors(probes: readonly Probe[]): string[] {
  const open = probes.filter(({ status }) => status !== undefined && status < 400);
  return open.map(({ asked, status }) => `${asked} was answered with ${status}`);
}
