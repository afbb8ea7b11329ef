import { type AgentFacts, type ChatFacts, choose, obstaclesTo, plan } from './routing-plan';

const now = new Date('2026-05-04T10:00:00Z');

const agent = (id: string, given: Partial<AgentFacts> = {}): AgentFacts => ({
  id,
  isMember: true,
  isActive: true,
  isConnected: true,
  isAvailable: true,
  load: 0,
  capacity: 3,
  lastOfferedAt: null,
  ...given,
});

const chat = (id: string, given: { declinedBy?: string[]; offeredTo?: string[] } = {}): ChatFacts => ({
  id,
  declinedBy: new Set(given.declinedBy),
  offeredTo: new Set(given.offeredTo),
});

describe('who is not asked', () => {
  it.each<[string, AgentFacts, ChatFacts, string[]]>([
    ['a free colleague', agent('ann'), chat('c'), []],
    ['somebody of another team', agent('ann', { isMember: false }), chat('c'), ['notInTeam']],
    ['a deactivated account', agent('ann', { isActive: false }), chat('c'), ['inactive']],
    ['an agent without a connection', agent('ann', { isConnected: false }), chat('c'), ['offline']],
    ['an agent who is away', agent('ann', { isAvailable: false }), chat('c'), ['away']],
    ['an agent with full hands', agent('ann', { load: 3 }), chat('c'), ['full']],
    ['who gave it back for good', agent('ann'), chat('c', { declinedBy: ['ann'] }), ['declined']],
    ['who was asked before', agent('ann'), chat('c', { offeredTo: ['ann'] }), ['offeredBefore']],
    [
      'several reasons at once',
      agent('ann', { isAvailable: false, load: 9 }),
      chat('c', { declinedBy: ['ann'] }),
      ['away', 'full', 'declined'],
    ],
  ])('%s', (_, who, what, expected) => {
    expect(obstaclesTo(who, what)).toEqual(expected);
  });
});

describe('who is asked', () => {
  const earlier = new Date(now.getTime() - 60_000);

  it('is nobody where agents take for themselves', () => {
    expect(choose('manual', [agent('ann')], chat('c'))).toBeUndefined();
  });

  it('is the least busy one, and of equals the one not asked for longest', () => {
    const agents = [
      agent('ann', { load: 2 }),
      agent('bob', { load: 1, lastOfferedAt: now }),
      agent('cem', { load: 1, lastOfferedAt: earlier }),
    ];

    expect(choose('leastBusy', agents, chat('c'))?.id).toBe('cem');
  });

  it('is in turn the next one, however busy', () => {
    const agents = [agent('ann', { load: 2, lastOfferedAt: earlier }), agent('bob', { load: 0, lastOfferedAt: now })];

    expect(choose('roundRobin', agents, chat('c'))?.id).toBe('ann');
  });

  it('gives each chat to the next one until all hands are full', () => {
    const agents = [agent('ann', { capacity: 1 }), agent('bob', { capacity: 2 })];

    const matches = plan('roundRobin', agents, [chat('1'), chat('2'), chat('3'), chat('4')], now);

    expect(matches).toEqual([
      { chatId: '1', agentId: 'ann' },
      { chatId: '2', agentId: 'bob' },
      { chatId: '3', agentId: 'bob' },
    ]);
  });

  it('passes over a chat that nobody can be asked for', () => {
    const matches = plan('leastBusy', [agent('ann')], [chat('1', { declinedBy: ['ann'] }), chat('2')], now);

    expect(matches).toEqual([{ chatId: '2', agentId: 'ann' }]);
  });
});
