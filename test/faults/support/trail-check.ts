type Fields = Record<string, unknown>;

/** One event of the trail: what changed, from what to what. */
export interface Step {
  name: string;
  fromStatus: string | null;
  toStatus: string | null;
  before: Fields | null;
  after: Fields | null;
}

/** A chat, a ticket or a role as it is stored, with the fields that its trail tells of. */
export interface Subject {
  id: string;
  status: string;
  fields: Fields;
  /** How many changes it counts; null where not each one has an event. */
  version: number | null;
}

/**
 * I14: each change has exactly one event, so the events, each beginning where another one ended, lead from the start of
 * a thing to where it is now. Times do not order them: who waits for a lock began before who got it.
 */
export function brokenTrail({ id, status, fields, version }: Subject, steps: readonly Step[]): string[] {
  const way = linked(steps);
  if (!way) return [`${id}: its ${steps.length} events do not follow from each other`];
  const found: string[] = [];
  const end = way.at(-1)?.toStatus ?? null;
  if (end !== status) found.push(`${id} is ${status}, its trail ends with ${end}`);
  const known: Fields = Object.assign({}, ...way.map(({ after }) => after));
  for (const [name, value] of Object.entries(fields)) {
    if (name in known && !isSame(known[name], value))
      found.push(`${id}: ${name} is ${String(value)}, its trail says ${String(known[name])}`);
  }
  if (version !== null && version !== steps.length)
    found.push(`${id} has changed ${version} times, its trail has ${steps.length} events`);
  return found;
}

/** Ways back that are tried for each step; what needs more has no order that could be found. */
const TRIES = 20;

/** The steps in an order in which each begins where the one before ended; null when there is none. */
export function linked(steps: readonly Step[]): Step[] | null {
  const way: number[] = [];
  const isUsed = steps.map(() => false);
  const states: { status: string | null; known: Fields }[] = [{ status: null, known: {} }];
  let from = 0;
  for (let tries = 0; way.length < steps.length && tries < TRIES * steps.length; tries += 1) {
    const state = states.at(-1);
    const next = steps.findIndex(
      (step, index) =>
        index >= from && !isUsed[index] && state !== undefined && begins(step, state.status, state.known),
    );
    const step = steps[next];
    if (step && state) {
      isUsed[next] = true;
      way.push(next);
      states.push({ status: step.toStatus, known: { ...state.known, ...step.after } });
      from = 0;
      continue;
    }
    // A way that leads nowhere: back, and on with the next one.
    const last = way.pop();
    if (last === undefined) return null;
    isUsed[last] = false;
    states.pop();
    from = last + 1;
  }
  return way.length === steps.length ? way.flatMap((index) => steps[index] ?? []) : null;
}

function begins({ fromStatus, before }: Step, status: string | null, known: Fields): boolean {
  if (fromStatus !== status) return false;
  return Object.entries(before ?? {}).every(([name, value]) => !(name in known) || isSame(known[name], value));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Somebody who was told that a chat is theirs, as it was after so many changes. */
export interface Claim {
  chatId: string;
  agentId: string;
  version: number;
}

/** I5: whoever was told that they have a chat had it then, and nobody took one that was not waiting. */
export function brokenClaims(claims: readonly Claim[], stepsOf: ReadonlyMap<string, readonly Step[]>): string[] {
  const found: string[] = [];
  for (const [chatId, steps] of stepsOf) {
    const way = linked(steps) ?? [];
    for (const { agentId, version } of claims.filter((claim) => claim.chatId === chatId)) {
      const changes: Fields = Object.assign({}, ...way.slice(0, version).map(({ after }) => after));
      if (changes.agentId !== agentId)
        found.push(`${chatId}: ${agentId} was told that they have it, ${String(changes.agentId)} had it`);
    }
    const robbed = steps.find(({ name, fromStatus }) => name === 'chat.taken' && fromStatus !== 'waiting');
    if (robbed) found.push(`${chatId} was taken while it was ${robbed.fromStatus}`);
  }
  return found;
}

/** An entry of a chat's conversation. */
export interface Entry {
  seq: number;
  /** What the service says, or null for a message. */
  system: string | null;
  /** The employee who wrote to the customer, or null for everything else. */
  writtenBy: string | null;
}

const CHANGES_HANDS = new Set([
  'chat.started',
  'chat.taken',
  'chat.transferredToAgent',
  'chat.transferredToTeam',
  'chat.released',
  'chat.agentLost',
  'chat.closed',
  'chat.reopened',
]);

/** I8: whoever writes to the customer holds the chat at that place of the conversation. */
export function unfenced(chatId: string, entries: readonly Entry[], steps: readonly Step[]): string[] {
  const way = linked(steps)?.filter(({ name }) => name !== 'chat.rated') ?? [];
  const found: string[] = [];
  let turn = 0;
  let holder: unknown = null;
  for (const { seq, system, writtenBy } of [...entries].sort((one, other) => one.seq - other.seq)) {
    if (system && CHANGES_HANDS.has(system)) {
      const step = way[turn];
      turn += 1;
      if (step?.toStatus === 'closed') holder = null;
      else if (step?.after && 'agentId' in step.after) holder = step.after.agentId;
    }
    if (writtenBy && writtenBy !== holder)
      found.push(`${chatId}: ${writtenBy} wrote number ${seq} while ${String(holder)} had the chat`);
  }
  if (turn !== way.length)
    found.push(`${chatId}: the conversation tells of ${turn} changes, the trail of ${way.length}`);
  return found;
}
