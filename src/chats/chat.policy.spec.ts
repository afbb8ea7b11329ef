import type { ChatAction } from '../contract/chats.dto';
import type { Permission, Scope } from '../contract/permissions';
import type { Actor, StaffActor } from '../core/actor';
import { BUILT_IN_GRANTS } from '../roles/built-in-roles';
import { Chat } from './chat.entity';
import { authorizeForHolder, chatPolicy } from './chat.policy';
import { isPossible } from './chat.state';

const chat = (given: Partial<Chat> = {}): Chat =>
  Object.assign(new Chat(), {
    id: 'chat',
    shopId: 'downtown',
    customerId: 'aylin',
    teamId: 'orders',
    agentId: null,
    status: 'waiting',
    ...given,
  });

const staff = (id: string, grants: ReadonlyMap<Permission, Scope>, given: Partial<StaffActor> = {}): StaffActor => ({
  kind: 'employee',
  id,
  shopId: 'downtown',
  name: id,
  roleId: 'role',
  builtIn: null,
  grants,
  teamIds: ['orders'],
  signInId: 'sign-in',
  accessVersion: 1,
  ...given,
});
const agent = (id: string, given: Partial<StaffActor> = {}) => staff(id, BUILT_IN_GRANTS.agent, given);
const manager = (given: Partial<StaffActor> = {}) => staff('max', BUILT_IN_GRANTS.manager, given);
const customer = (id: string): Actor => ({
  kind: 'customer',
  id,
  shopId: 'downtown',
  name: id,
  isRegistered: false,
  isVerified: false,
  signInId: 'sign-in',
  accessVersion: 1,
});

const held = chat({ agentId: 'ann', status: 'active' });

describe('who may do what with a chat', () => {
  it.each<[string, Actor, Chat, ChatAction[]]>([
    ['its customer', customer('aylin'), held, ['read', 'reply', 'close']],
    ['its customer, once it is over', customer('aylin'), chat({ agentId: 'ann', status: 'closed' }), ['read', 'rate']],
    ['another customer', customer('bea'), held, []],
    [
      'the agent who holds it',
      agent('ann'),
      held,
      ['read', 'reply', 'note', 'transfer', 'release', 'decline', 'close'],
    ],
    ['a colleague of the team', agent('bob'), held, ['read', 'note']],
    ['an agent of the team, while it waits', agent('bob'), chat(), ['read', 'take', 'note', 'decline']],
    ['an agent of another team', agent('bob', { teamIds: ['returns'] }), chat(), []],
    [
      'an agent of no team, of a chat without one',
      agent('bob', { teamIds: [] }),
      chat({ teamId: null }),
      ['read', 'take', 'note', 'decline'],
    ],
    ['an agent of another shop', agent('bob', { shopId: 'mall' }), chat({ teamId: null }), []],
    ['who runs the shop', manager(), held, ['read', 'note', 'transfer', 'release', 'close']],
    ['who runs the shop, while it waits', manager(), chat(), ['read', 'take', 'note', 'transfer', 'decline', 'close']],
    ['who runs another shop', manager({ shopId: 'mall' }), held, []],
    [
      'an administrator',
      staff('root', BUILT_IN_GRANTS.admin, { shopId: null }),
      held,
      ['read', 'note', 'transfer', 'release', 'close'],
    ],
    ['who may only read', staff('eve', new Map([['chats:read', 'shop']])), held, ['read']],
  ])('%s', (_, actor, subject, expected) => {
    const can = chatPolicy.abilities(actor, subject, (action) => isPossible(action, subject.status));

    expect(Object.entries(can).flatMap(([action, may]) => (may ? [action] : []))).toEqual(expected);
  });
});

describe('who is told that they came too late rather than that they may not', () => {
  it.each<[string, Actor, string]>([
    ['a colleague who could, if it were theirs', agent('bob'), 'NOT_HOLDER'],
    ['somebody whose role never could', staff('eve', new Map([['chats:read', 'shop']])), 'FORBIDDEN'],
    ['somebody who may not even see it', agent('bob', { teamIds: ['returns'] }), 'NOT_FOUND'],
  ])('%s', (_, actor, code) => {
    expect(() => authorizeForHolder(actor, 'close', held)).toThrow(expect.objectContaining({ code }));
  });
});
