import fc from 'fast-check';
import { type Bearer, gifts, moves, TOLERANCE } from './ticket-plan';

const agent = (id: string, load: number, capacity = 20): Bearer => ({ id, load, capacity });
const ticket = (id: string, ...declinedBy: string[]) => ({ id, declinedBy: new Set(declinedBy) });

describe('giving tickets to agents', () => {
  it('fills the emptiest desk first', () => {
    const given = gifts([ticket('1'), ticket('2'), ticket('3')], [agent('ann', 2), agent('bob', 0)]);

    expect(given.map(({ agentId }) => agentId)).toEqual(['bob', 'bob', 'ann']);
  });

  it('gives nobody what they declined, nor more than they have room for', () => {
    const given = gifts([ticket('1', 'ann'), ticket('2'), ticket('3')], [agent('ann', 0), agent('bob', 19)]);

    expect(given).toEqual([
      { ticketId: '1', agentId: 'bob' },
      { ticketId: '2', agentId: 'ann' },
      { ticketId: '3', agentId: 'ann' },
    ]);
  });
});

describe('balancing desks', () => {
  it('moves what is above the average and two more', () => {
    const movable = new Map([['ann', Array.from({ length: 9 }, (_, index) => ticket(String(index)))]]);

    const found = moves([agent('ann', 9), agent('bob', 0), agent('cem', 0)], movable);

    expect(found.map(({ ticketId, agentId }) => [ticketId, agentId])).toEqual([
      ['0', 'bob'],
      ['1', 'cem'],
      ['2', 'bob'],
      ['3', 'cem'],
    ]);
  });

  it('ends with no desk too full that could be emptied, and none fuller than it was', () => {
    const desks = fc.array(fc.nat(40), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(desks, (loads) => {
        const agents = loads.map((load, index) => agent(`agent${index}`, load, 100));
        const movable = new Map(
          agents.map(({ id, load }) => [id, Array.from({ length: load }, (_, index) => ticket(`${id} ${index}`))]),
        );
        const after = new Map(agents.map(({ id, load }) => [id, load]));
        for (const { fromId, agentId } of moves(agents, movable)) {
          after.set(fromId, (after.get(fromId) ?? 0) - 1);
          after.set(agentId, (after.get(agentId) ?? 0) + 1);
        }
        const average = loads.reduce((sum, load) => sum + load, 0) / loads.length;
        for (const { id } of agents) expect(after.get(id)).toBeLessThanOrEqual(average + TOLERANCE);
      }),
    );
  });
});
