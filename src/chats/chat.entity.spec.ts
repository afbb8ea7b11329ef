import { Chat } from './chat.entity';

const now = new Date('2026-05-04T10:00:00Z');
const earlier = new Date('2026-05-04T09:00:00Z');

const chat = (given: Partial<Chat> = {}): Chat =>
  Object.assign(new Chat(), {
    customerId: 'aylin',
    openCustomerId: 'aylin',
    teamId: 'orders',
    agentId: null,
    previousAgentId: null,
    status: 'waiting',
    queueOrder: 1,
    queuedAt: earlier,
    closedAt: null,
    ...given,
  });
const active = () => chat({ status: 'active', agentId: 'ann', takenAt: earlier });
const closed = () =>
  chat({ status: 'closed', agentId: 'ann', openCustomerId: null, closedAt: earlier, closeReason: 'Solved' });
const by = { kind: 'system', id: null } as const;

describe('the life of a chat', () => {
  it.each<[string, Chat, (subject: Chat) => void, Partial<Chat>]>([
    ['taken', chat(), (it) => it.take('ann', now), { status: 'active', agentId: 'ann', takenAt: now }],
    [
      'released to its place',
      active(),
      (it) => it.giveBack('release'),
      { status: 'waiting', agentId: null, takenAt: null, previousAgentId: 'ann', queuedAt: earlier },
    ],
    ['declined', active(), (it) => it.giveBack('decline'), { status: 'waiting', agentId: null, queuedAt: earlier }],
    ['declined while it waits', chat(), (it) => it.giveBack('decline'), { status: 'waiting', previousAgentId: null }],
    [
      'back from an agent who is gone',
      active(),
      (it) => it.giveBack('return'),
      { status: 'waiting', previousAgentId: 'ann', queuedAt: earlier },
    ],
    [
      'handed to a colleague',
      active(),
      (it) => it.handTo('bob', now),
      { status: 'active', agentId: 'bob', previousAgentId: 'ann' },
    ],
    [
      'given to an agent from the queue',
      chat(),
      (it) => it.handTo('bob', now),
      { status: 'active', agentId: 'bob', previousAgentId: null },
    ],
    [
      'handed to a team',
      active(),
      (it) => it.requeueFor('returns'),
      { status: 'waiting', agentId: null, teamId: 'returns', queuedAt: earlier },
    ],
    [
      'closed, with who had it',
      active(),
      (it) => it.close(by, 'Solved', now),
      { status: 'closed', agentId: 'ann', openCustomerId: null, closedAt: now },
    ],
    [
      'given up while it waits',
      chat(),
      (it) => it.close(by, null, now),
      { status: 'closed', agentId: null, openCustomerId: null },
    ],
    [
      'reopened to its agent',
      closed(),
      (it) => it.reopen('ann', now),
      { status: 'active', agentId: 'ann', openCustomerId: 'aylin', closedAt: null, closeReason: null },
    ],
    [
      'reopened to the front',
      closed(),
      (it) => it.reopen(null, now),
      { status: 'waiting', agentId: null, previousAgentId: 'ann', queueOrder: -1, queuedAt: now },
    ],
  ])('%s', (_, subject, step, expected) => {
    step(subject);

    expect(subject).toMatchObject(expected);
  });

  it.each<[string, Chat, (subject: Chat) => void, string]>([
    ['taken twice', active(), (it) => it.take('bob', now), 'STATE_CONFLICT'],
    ['taken after the end', closed(), (it) => it.take('bob', now), 'CHAT_CLOSED'],
    ['closed twice', closed(), (it) => it.close(by, null, now), 'CHAT_CLOSED'],
    ['released while it waits', chat(), (it) => it.giveBack('release'), 'STATE_CONFLICT'],
    ['handed over after the end', closed(), (it) => it.handTo('bob', now), 'CHAT_CLOSED'],
    ['reopened while it is open', active(), (it) => it.reopen(null, now), 'STATE_CONFLICT'],
  ])('never %s', (_, subject, step, code) => {
    expect(() => step(subject)).toThrow(expect.objectContaining({ code }));
  });

  it('can be reopened by its customer for a day', () => {
    const hours = (count: number) => new Date(earlier.getTime() + count * 3_600_000);

    expect([closed().canReopen(hours(23.9)), closed().canReopen(hours(24)), active().canReopen(now)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
