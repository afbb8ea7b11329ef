import { openDoors, orphans, overgrown, stale } from '../faults/support/state-check';
import {
  brokenClaims,
  brokenTrail,
  type Entry,
  type Step,
  type Subject,
  unfenced,
} from '../faults/support/trail-check';

const started: Step = {
  name: 'chat.started',
  fromStatus: null,
  toStatus: 'waiting',
  before: null,
  after: { number: 1 },
};
const taken = (agentId: string): Step => ({
  name: 'chat.taken',
  fromStatus: 'waiting',
  toStatus: 'active',
  before: { agentId: null },
  after: { agentId },
});
const released = (agentId: string): Step => ({
  name: 'chat.released',
  fromStatus: 'active',
  toStatus: 'waiting',
  before: { agentId },
  after: { agentId: null },
});
const steps = [started, taken('ann'), released('ann'), taken('bob')];
const chat: Subject = { id: 'chat', status: 'active', fields: { agentId: 'bob' }, version: 4 };

describe('I14: the trail', () => {
  it('leads to where the chat is, in whatever order its events are read', () => {
    expect(brokenTrail(chat, steps)).toEqual([]);
    expect(brokenTrail(chat, [...steps].reverse())).toEqual([]);
  });

  it.each<[string, Subject, Step[]]>([
    ['an event that is missing', chat, [started, taken('ann'), taken('bob')]],
    ['an event twice', { ...chat, version: 5 }, [...steps, taken('bob')]],
    ['a change without an event', { ...chat, version: 5 }, steps],
    ['another holder than the trail ends with', { ...chat, fields: { agentId: 'ann' } }, steps],
    ['another state than the trail ends with', { ...chat, status: 'closed' }, steps],
  ])('is found broken by %s', (_, subject, given) => {
    expect(brokenTrail(subject, given)).not.toEqual([]);
  });
});

describe('I14: the trail of a role', () => {
  const change = (before: string | null, after: string): Step => ({
    ...{ name: before ? 'role.updated' : 'role.created', fromStatus: before && 'there', toStatus: 'there' },
    ...{ before: before ? { name: before } : null, after: { name: after } },
  });
  const role = (name: string, version: number): Subject => ({ id: 'role', status: 'there', fields: { name }, version });
  const changes = [change(null, 'One'), change('One', 'Two'), change('Two', 'Three')];

  it('leads to what it is now', () => {
    expect(brokenTrail(role('Three', 3), changes)).toEqual([]);
  });

  it.each<[string, Subject, Step[]]>([
    ['a change without an event', role('Four', 4), changes],
    ['an event of a change that was not made', role('Two', 2), changes],
    ['a change from what it was not any more', role('Three', 3), [...changes.slice(0, 2), change('One', 'Three')]],
  ])('is found broken by %s', (_, subject, given) => {
    expect(brokenTrail(subject, given)).not.toEqual([]);
  });
});

describe('I5: one holder', () => {
  const claim = (agentId: string, version: number) => ({ chatId: 'chat', agentId, version });

  it('is fine when everybody who was told so had it then, also when told again', () => {
    const claims = [claim('ann', 2), claim('bob', 4), claim('bob', 4)];
    expect(brokenClaims(claims, new Map([['chat', steps]]))).toEqual([]);
  });

  it.each<[string, { agentId: string; version: number }[], Step[]]>([
    ['two were told that they have it', [claim('ann', 2), claim('bob', 2)], [started, taken('ann')]],
    ['somebody was told who had given it back', [claim('ann', 3)], steps],
    ['it was taken from somebody', [], [started, taken('ann'), { ...taken('bob'), fromStatus: 'active' }]],
    ['two took it at once', [claim('ann', 2), claim('bob', 2)], [started, taken('ann'), taken('bob')]],
  ])('is broken when %s', (_, claims, given) => {
    const told = claims.map((one) => ({ ...one, chatId: 'chat' }));
    expect(brokenClaims(told, new Map([['chat', given]]))).not.toEqual([]);
  });
});

describe('I8: who writes has the chat', () => {
  const say = (seq: number, writtenBy: string): Entry => ({ seq, system: null, writtenBy });
  const tell = (seq: number, system: string): Entry => ({ seq, system, writtenBy: null });
  const entries = [
    ...[tell(1, 'chat.started'), tell(2, 'chat.taken'), say(3, 'ann')],
    ...[tell(4, 'chat.released'), tell(5, 'chat.taken'), say(6, 'bob')],
  ];

  it('holds while everybody writes in their own time', () => {
    expect(unfenced('chat', entries, steps)).toEqual([]);
  });

  it.each<[string, Entry[]]>([
    ['after giving it back', [...entries.slice(0, 4), { ...say(4.5, 'ann') }, ...entries.slice(4)]],
    ['while somebody else has it', [...entries, say(7, 'ann')]],
    ['before anybody has it', [tell(1, 'chat.started'), say(1.5, 'ann'), ...entries.slice(1)]],
    ['and a change that nobody was told of', entries.filter(({ seq }) => seq !== 4)],
  ])('finds somebody who writes %s', (_, given) => {
    expect(unfenced('chat', given, steps)).not.toEqual([]);
  });
});

describe('I9: no orphans', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const held = (status: string, agentId: string | null) => [{ id: 'chat', status, agentId }];

  it('are there while agents are there, or just gone, or the chat is nobody’s', () => {
    expect(orphans(held('active', 'ann'), new Map([['ann', ago(-20)]]), now)).toEqual([]);
    expect(orphans(held('active', 'ann'), new Map([['ann', ago(60)]]), now)).toEqual([]);
    expect(orphans([...held('waiting', null), ...held('closed', 'ann')], new Map(), now)).toEqual([]);
  });

  it.each<[string, ReturnType<typeof held>]>([
    ['whose agent is long gone', held('active', 'ann')],
    ['that is active and nobody’s', held('active', null)],
    ['that waits and has an agent', held('waiting', 'ann')],
    ['in no state at all', held('lost', null)],
  ])('finds a chat %s', (_, chats) => {
    expect(orphans(chats, new Map([['ann', ago(76)]]), now)).not.toEqual([]);
  });
});

describe('I13: memory', () => {
  const samples = (...mb: number[]) => mb.map((value) => ({ pid: 7, mb: value }));

  it('may breathe', () => {
    expect(overgrown(samples(200, 210, 205, 260, 220, 210, 215, 230, 212))).toEqual([]);
  });

  it('must not grow', () => {
    expect(overgrown(samples(200, 210, 205, 230, 240, 250, 270, 280, 290))).not.toEqual([]);
  });
});

describe('I15: what is kept', () => {
  const view = (id: string, version: number, name = 'Aylin') => ({ id, version, name });

  it('is what a fresh request answers', () => {
    expect(stale('ann', [view('a', 2), view('b', 1)], [view('b', 1), view('a', 2)])).toEqual([]);
  });

  it.each([
    ['something older', [view('a', 1)]],
    ['something that differs under the same version', [view('a', 2, 'Bob')]],
    ['something too little', []],
    ['something too much', [view('a', 2), view('c', 1)]],
  ])('is found to be %s', (_, kept) => {
    expect(stale('ann', kept, [view('a', 2)])).not.toEqual([]);
  });
});

describe('I17: doors', () => {
  it('stay closed by refusals, errors and silence', () => {
    const statuses = [401, 403, 404, 500, 503, undefined];
    expect(openDoors(statuses.map((status) => ({ asked: 'a foreign chat', status })))).toEqual([]);
  });

  it('are found open by an answer', () => {
    expect(openDoors([{ asked: 'a foreign chat', status: 200 }])).not.toEqual([]);
  });
});
