import type { Cluster } from '../../support/cluster';
import { type HeldChat, orphans } from './state-check';
import { brokenClaims, brokenTrail, type Claim, type Entry, type Step, unfenced } from './trail-check';

interface StoredChat extends HeldChat {
  conversationId: string;
  teamId: string | null;
  version: number;
}

interface StoredTicket {
  id: string;
  status: string;
  assigneeId: string | null;
  teamId: string | null;
  priority: string;
}

interface StoredRole {
  id: string;
  name: string;
  grants: unknown;
  version: number;
}

/** Reads what is stored of a shop's chats, tickets and roles and holds it against I5, I8, I9 and I14. */
export async function brokenPromises(
  cluster: Cluster,
  shopId: string,
  claims: readonly Claim[] = [],
): Promise<string[]> {
  const stepsOf = await trails(cluster, shopId);
  const chats = await cluster.rows<StoredChat>(
    'SELECT id, status, agentId, teamId, version, conversationId FROM chats WHERE shopId = ?',
    [shopId],
  );
  const tickets = await cluster.rows<StoredTicket>(
    'SELECT id, status, assigneeId, teamId, priority FROM tickets WHERE shopId = ?',
    [shopId],
  );
  const found = brokenClaims(claims, new Map(chats.map(({ id }) => [id, stepsOf.get(id) ?? []])));
  for (const { id, status, agentId, teamId, version, conversationId } of chats) {
    const steps = stepsOf.get(id) ?? [];
    found.push(...brokenTrail({ id, status, fields: { agentId, teamId }, version }, steps));
    found.push(...unfenced(id, await entries(cluster, conversationId), steps));
  }
  for (const { id, status, ...fields } of tickets)
    found.push(...brokenTrail({ id, status, fields, version: null }, stepsOf.get(id) ?? []));
  const roles = await cluster.rows<StoredRole>('SELECT id, name, grants, version FROM roles WHERE shopId = ?', [
    shopId,
  ]);
  for (const { id, name, grants, version } of roles) {
    const fields = { name, grants: parsed(grants) };
    found.push(...brokenTrail({ id, status: THERE, fields, version }, (stepsOf.get(id) ?? []).map(ofRole)));
  }
  return [...found, ...(await orphaned(cluster, chats))];
}

async function trails(cluster: Cluster, shopId: string): Promise<Map<string, Step[]>> {
  const rows = await cluster.rows<Step & { subjectId: string }>(
    `SELECT subjectId, name, fromStatus, toStatus, \`before\`, \`after\` FROM events
     WHERE shopId = ? AND subjectKind IN ('chat', 'ticket', 'role') ORDER BY at, id`,
    [shopId],
  );
  const stepsOf = new Map<string, Step[]>();
  for (const { subjectId, ...row } of rows) {
    const step = { ...row, before: parsed(row.before), after: parsed(row.after) };
    stepsOf.set(subjectId, [...(stepsOf.get(subjectId) ?? []), step]);
  }
  return stepsOf;
}

/** Roles have no states: they are there, once they were made. */
const THERE = 'there';

function ofRole(step: Step): Step {
  return { ...step, fromStatus: step.before ? THERE : null, toStatus: THERE };
}

/** MariaDB keeps JSON as text. */
export function parsed(value: unknown): Record<string, unknown> | null {
  return (typeof value === 'string' ? JSON.parse(value) : value) as Record<string, unknown> | null;
}

async function entries(cluster: Cluster, conversationId: string): Promise<Entry[]> {
  const rows = await cluster.rows<{ seq: number; authorKind: string; authorId: string | null; system: unknown }>(
    `SELECT seq, authorKind, authorId, \`system\` FROM messages
     WHERE conversationId = ? AND visibility = 'public' ORDER BY seq`,
    [conversationId],
  );
  return rows.map(({ seq, authorKind, authorId, system }) => {
    const type = parsed(system)?.type;
    const isSystem = typeof type === 'string';
    return { seq, system: isSystem ? type : null, writtenBy: !isSystem && authorKind === 'employee' ? authorId : null };
  });
}

async function orphaned(cluster: Cluster, chats: readonly HeldChat[]): Promise<string[]> {
  const states = await cluster.rows<{ employeeId: string; connectedUntil: Date | null }>(
    'SELECT employeeId, connectedUntil FROM agent_states',
  );
  const [time] = await cluster.rows<{ now: Date }>('SELECT UTC_TIMESTAMP(3) AS now');
  const until = new Map(states.map(({ employeeId, connectedUntil }) => [employeeId, connectedUntil] as const));
  return orphans(chats, until, time?.now ?? new Date());
}
