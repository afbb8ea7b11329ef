/** An agent, as far as giving them tickets is concerned. */
export interface Bearer {
  id: string;
  /** Tickets on their desk. */
  load: number;
  /** So many the service gives them. */
  capacity: number;
}

/** A ticket that somebody is looked for. */
export interface Burden {
  id: string;
  declinedBy: ReadonlySet<string>;
}

export interface Gift {
  ticketId: string;
  agentId: string;
}

/** A ticket that leaves one desk for another. */
export interface Move extends Gift {
  fromId: string;
}

/** Above the average by no more than this, a desk is as full as the others. */
export const TOLERANCE = 2;

/** Each ticket, in its order, to who has the least on their desk and has not given it back. */
export function gifts(tickets: readonly Burden[], agents: readonly Bearer[]): Gift[] {
  const loads = new Map(agents.map(({ id, load }) => [id, load]));
  return tickets.flatMap(({ id, declinedBy }) => {
    const agent = leastLoaded(agents, loads, (it) => (loads.get(it.id) ?? 0) < it.capacity && !declinedBy.has(it.id));
    if (!agent) return [];
    loads.set(agent.id, (loads.get(agent.id) ?? 0) + 1);
    return [{ ticketId: id, agentId: agent.id }];
  });
}

/**
 * What brings every desk down to the average and two more: one by one from the fullest desk to the emptiest. `movable`
 * says what may leave each desk, in the order in which it should.
 */
export function moves(agents: readonly Bearer[], movable: ReadonlyMap<string, readonly Burden[]>): Move[] {
  const loads = new Map(agents.map(({ id, load }) => [id, load]));
  const average = agents.reduce((sum, { load }) => sum + load, 0) / Math.max(1, agents.length);
  const left = new Map([...movable].map(([id, tickets]) => [id, [...tickets]]));
  const found: Move[] = [];
  for (const { id: fromId } of [...agents].sort((one, other) => other.load - one.load || compare(one.id, other.id))) {
    const tickets = left.get(fromId) ?? [];
    while ((loads.get(fromId) ?? 0) > average + TOLERANCE) {
      const ticket = tickets.shift();
      if (!ticket) break;
      const to = leastLoaded(agents, loads, (it) => {
        const load = loads.get(it.id) ?? 0;
        return it.id !== fromId && load < average && load < it.capacity && !ticket.declinedBy.has(it.id);
      });
      if (!to) continue;
      loads.set(fromId, (loads.get(fromId) ?? 0) - 1);
      loads.set(to.id, (loads.get(to.id) ?? 0) + 1);
      found.push({ ticketId: ticket.id, fromId, agentId: to.id });
    }
  }
  return found;
}

function leastLoaded(
  agents: readonly Bearer[],
  loads: ReadonlyMap<string, number>,
  isFit: (agent: Bearer) => boolean,
): Bearer | undefined {
  const loadOf = ({ id }: Bearer) => loads.get(id) ?? 0;
  return agents.filter(isFit).sort((one, other) => loadOf(one) - loadOf(other) || compare(one.id, other.id))[0];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : 1;
}
