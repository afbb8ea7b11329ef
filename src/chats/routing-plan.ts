import type { RoutingMode } from '../contract/teams.dto';

/** Why an agent is not asked, in order of weight. */
export const OBSTACLES = ['notInTeam', 'inactive', 'offline', 'away', 'full', 'declined', 'offeredBefore'] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** What the choice of an agent rests on. */
export interface AgentFacts {
  id: string;
  isMember: boolean;
  /** An account in use, with a role that takes chats. */
  isActive: boolean;
  isConnected: boolean;
  isAvailable: boolean;
  /** Chats held and offers pending. */
  load: number;
  capacity: number;
  lastOfferedAt: Date | null;
}

/** What agents have said of one chat. */
export interface ChatFacts {
  id: string;
  declinedBy: ReadonlySet<string>;
  offeredTo: ReadonlySet<string>;
}

export interface Match {
  chatId: string;
  agentId: string;
}

export function obstaclesTo(agent: AgentFacts, chat: ChatFacts): Obstacle[] {
  const stands: Record<Obstacle, boolean> = {
    notInTeam: !agent.isMember,
    inactive: !agent.isActive,
    offline: !agent.isConnected,
    away: !agent.isAvailable,
    full: agent.load >= agent.capacity,
    declined: chat.declinedBy.has(agent.id),
    offeredBefore: chat.offeredTo.has(agent.id),
  };
  return OBSTACLES.filter((obstacle) => stands[obstacle]);
}

/** Who is asked next; undefined when nobody can be. */
export function choose(mode: RoutingMode, agents: readonly AgentFacts[], chat: ChatFacts): AgentFacts | undefined {
  const order = ORDER[mode];
  if (!order) return undefined;
  return agents.filter((agent) => obstaclesTo(agent, chat).length === 0).sort(order)[0];
}

/** Who is asked for which of the waiting chats, the longest waiting first; each match counts towards the next choice. */
export function plan(
  mode: RoutingMode,
  agents: readonly AgentFacts[],
  chats: readonly ChatFacts[],
  now: Date,
): Match[] {
  const facts = new Map(agents.map((agent) => [agent.id, agent]));
  const matches: Match[] = [];
  for (const chat of chats) {
    const chosen = choose(mode, [...facts.values()], chat);
    if (!chosen) continue;
    matches.push({ chatId: chat.id, agentId: chosen.id });
    facts.set(chosen.id, { ...chosen, load: chosen.load + 1, lastOfferedAt: now });
  }
  return matches;
}

type Order = (a: AgentFacts, b: AgentFacts) => number;

const longestUnasked: Order = (a, b) =>
  (a.lastOfferedAt?.getTime() ?? 0) - (b.lastOfferedAt?.getTime() ?? 0) || (a.id < b.id ? -1 : 1);

const ORDER: Record<RoutingMode, Order | null> = {
  manual: null,
  leastBusy: (a, b) => a.load - b.load || longestUnasked(a, b),
  roundRobin: longestUnasked,
};
