import type { Permission, Scope } from '../contract/permissions';
import { covers, type StaffActor } from '../core/actor';
import { queuesOf, rooms, staffRooms, watchedQueues } from './rooms';

const staff = (grants: Partial<Record<Permission, Scope>>, given: Partial<StaffActor> = {}): StaffActor => ({
  kind: 'employee',
  id: 'ann',
  shopId: 's',
  name: 'Ann',
  roleId: 'r',
  builtIn: null,
  grants: new Map(Object.entries(grants)) as StaffActor['grants'],
  teamIds: ['t1', 't2'],
  signInId: 'i',
  accessVersion: 1,
  ...given,
});

describe('the queues that somebody hears', () => {
  it.each<[string, StaffActor, string | null, string[]]>([
    ['everything of the shop', staff({ 'chats:read': 'shop' }), null, ['queue:s']],
    [
      'the teams and what has no team',
      staff({ 'chats:read': 'team' }),
      null,
      ['queue:s:none', 'queue:s:t1', 'queue:s:t2'],
    ],
    ['nothing, with their own chats only', staff({ 'chats:read': 'own' }), null, []],
    ['nothing without the right', staff({}), null, []],
    ['no other shop, whatever they name', staff({ 'chats:read': 'shop' }), 'other', ['queue:s']],
    ['all shops', staff({ 'chats:read': 'all' }, { shopId: null }), null, ['queue:all']],
    ['the shop an administrator names', staff({ 'chats:read': 'all' }, { shopId: null }), 'other', ['queue:other']],
    [
      'no shop named by somebody without a shop and the right to all',
      staff({ 'chats:read': 'shop' }, { shopId: null }),
      'other',
      [],
    ],
  ])('%s', (_, actor, chosen, expected) => {
    expect(watchedQueues(actor, chosen)).toEqual(expected);
  });

  it('are those of the chats they may read, and no others', () => {
    const places = ['s', 'other'].flatMap((shopId) => [null, 't1', 't2', 't3'].map((teamId) => ({ shopId, teamId })));
    for (const scope of ['own', 'team', 'shop', 'all'] as const) {
      const actor = staff({ 'chats:read': scope }, scope === 'all' ? { shopId: null } : {});
      const heard = watchedQueues(actor, null);
      for (const place of places) {
        const hears = queuesOf(place).some((room) => heard.includes(room));
        expect([scope, place, hears]).toEqual([scope, place, covers(actor, 'chats:read', place)]);
      }
    }
  });
});

describe('the rooms of staff', () => {
  it('are their own, and their colleagues’ with the right to know these', () => {
    expect(staffRooms(staff({}))).toEqual(['person:ann']);
    expect(staffRooms(staff({ 'employees:read': 'shop' }))).toEqual(['person:ann', rooms.staff('s')]);
    expect(staffRooms(staff({ 'employees:read': 'all' }, { shopId: null }))).toEqual(['person:ann', 'staff:all']);
  });
});
