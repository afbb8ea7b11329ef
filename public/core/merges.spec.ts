import { onMerges } from './merges';
import { Store } from './store';

interface Place {
  id: string;
  conversationId: string;
  mergedInto: { id: string } | null;
}

describe('where the conversations of tickets go on', () => {
  const place = (id: string, conversationId: string, into?: string): Place => ({
    ...{ id, conversationId },
    mergedInto: into ? { id: into } : null,
  });

  /** What is told when these are heard of, one after the other. */
  function told(...heard: Place[]): string[] {
    const tickets = new Store<ReadonlyMap<string, Place>>(new Map());
    const moves: string[] = [];
    onMerges(tickets, (from, to) => moves.push(`${from} → ${to}`));
    for (const ticket of heard) tickets.update((all) => new Map([...all, [ticket.id, ticket]]));
    return moves;
  }

  /** Where what was written in each of these is in the end. */
  function ends(moves: string[], ...conversations: string[]): string[] {
    const step = (at: string, move: string) => (move.startsWith(`${at} → `) ? move.slice(at.length + 3) : at);
    return conversations.map((conversation) => moves.reduce(step, conversation));
  }

  const gone = place('one', 'a');
  const stays = place('two', 'b');
  const merged = [place('one', 'a', 'two'), place('two', 'both')] as const;

  it.each([
    ['the one that went first', [gone, stays, merged[0], merged[1]]],
    ['the one that stays first', [gone, stays, merged[1], merged[0]]],
    ['nothing of the one that stays before', [gone, merged[0], merged[1]]],
  ])('are known to who hears of %s', (_, heard) => {
    expect(ends(told(...heard), 'a')).toEqual(['both']);
  });

  it('are one for both, also after another merge', () => {
    const moves = told(gone, stays, ...merged, place('two', 'both', 'three'), place('three', 'all'));

    expect(ends(moves, 'a', 'b', 'both')).toEqual(['all', 'all', 'all']);
  });

  it('are where they were as long as nothing is merged', () => {
    expect(told(gone, stays, gone, place('three', 'c', 'unknown'))).toEqual([]);
  });
});
