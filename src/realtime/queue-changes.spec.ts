import type { ChatView } from '../contract/chats.dto';
import { type QueuePush, queueChanges, type ToldChat } from './queue-changes';

const told = (
  id: string,
  given: { status?: string; teamId?: string | null; declinedBy?: string[]; from?: (string | null)[] } = {},
): ToldChat => ({
  view: { id, status: given.status ?? 'waiting' } as ChatView,
  audience: {
    shopId: 's',
    teamId: given.teamId ?? null,
    agentId: null,
    customerId: 'c',
    conversationId: 'k',
    version: 1,
    declinedBy: given.declinedBy ?? [],
  },
  previousTeams: given.from ?? [],
});

const ROOMS = new Set(['queue:s', 'queue:s:none', 'queue:s:t1', 'queue:s:t2', 'queue:other', 'queue:other:t9']);

const short = (pushes: QueuePush[]) =>
  pushes.map(({ room, except, chats, removed }) => [
    room,
    chats.map(({ id }) => id).join(),
    removed.join(),
    except.join(),
  ]);

describe('what queues are told', () => {
  it.each<[string, ToldChat[], string[][]]>([
    [
      'a chat of a team, the shop and the team',
      [told('a', { teamId: 't1' })],
      [
        ['queue:s', 'a', '', ''],
        ['queue:s:t1', 'a', '', ''],
      ],
    ],
    [
      'a chat without a team, the shop and its teams',
      [told('a')],
      [
        ['queue:s', 'a', '', ''],
        ['queue:s:none', 'a', '', ''],
      ],
    ],
    [
      'that a chat was taken',
      [told('a', { status: 'active' })],
      [
        ['queue:s', '', 'a', ''],
        ['queue:s:none', '', 'a', ''],
      ],
    ],
    [
      'many changes in one push a room',
      [told('a', { teamId: 't1' }), told('b', { teamId: 't1', status: 'closed' }), told('c', { teamId: 't2' })],
      [
        ['queue:s', 'a,c', 'b', ''],
        ['queue:s:t1', 'a', 'b', ''],
        ['queue:s:t2', 'c', '', ''],
      ],
    ],
    [
      'nothing to whoever gave it back for good',
      [told('a', { teamId: 't1', declinedBy: ['ann'] })],
      [
        ['queue:s', 'a', '', 'person:ann'],
        ['queue:s:t1', 'a', '', 'person:ann'],
      ],
    ],
    [
      'the former team that it is gone, but for those in both',
      [told('a', { teamId: 't2', from: ['t1'] })],
      [
        ['queue:s:t1', '', 'a', 'queue:all,queue:s,queue:s:t2'],
        ['queue:s', 'a', '', ''],
        ['queue:s:t2', 'a', '', ''],
      ],
    ],
    ['a team nobody watches, nothing', [told('a', { teamId: 't3', from: ['t4'] })], [['queue:s', 'a', '', '']]],
  ])('%s', (_, chats, expected) => {
    expect(short(queueChanges(chats, ROOMS))).toEqual(expected);
  });
});
