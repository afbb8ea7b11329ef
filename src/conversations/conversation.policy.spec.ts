import type { Permission, Scope } from '../contract/permissions';
import type { Actor, CustomerActor, StaffActor } from '../core/actor';
import { type Access, mayRead, refusalToWrite } from './conversation.policy';

const conversation: Access = {
  kind: 'chat',
  hiddenFrom: null,
  memberIds: null,
  shopId: 'shop',
  customerId: 'ann',
  holderId: 'holder',
  teamId: 'orders',
  isClosed: false,
};

const customer = (id: string): CustomerActor => ({
  kind: 'customer',
  id,
  shopId: 'shop',
  name: id,
  isRegistered: false,
  isVerified: false,
  signInId: 's',
  accessVersion: 1,
});
const staff = (id: string, scope: Scope | null, given: Partial<StaffActor> = {}): StaffActor => ({
  kind: 'employee',
  id,
  shopId: 'shop',
  name: id,
  roleId: 'role',
  builtIn: null,
  teamIds: [],
  signInId: 's',
  accessVersion: 1,
  grants: new Map<Permission, Scope>(
    scope
      ? [
          ['chats:read', scope],
          ['chats:reply', scope],
          ['chats:note', scope],
        ]
      : [],
  ),
  ...given,
});
const readOnly = new Map<Permission, Scope>([['chats:read', 'shop']]);

describe('the right to read and write a conversation', () => {
  it.each<[string, Actor, boolean, string, string]>([
    ['its customer', customer('ann'), true, 'yes', 'FORBIDDEN'],
    ['another customer', customer('bob'), false, 'NOT_FOUND', 'NOT_FOUND'],
    ['the holder with the narrowest grant', staff('holder', 'own'), true, 'yes', 'yes'],
    ['a colleague of the team', staff('mia', 'team', { teamIds: ['orders'] }), true, 'NOT_HOLDER', 'yes'],
    ['a colleague of another team', staff('tom', 'team', { teamIds: ['returns'] }), false, 'NOT_FOUND', 'NOT_FOUND'],
    ['a manager', staff('max', 'shop'), true, 'NOT_HOLDER', 'yes'],
    ['an administrator', staff('ada', 'all', { shopId: null }), true, 'NOT_HOLDER', 'yes'],
    ['a manager of another shop', staff('eve', 'shop', { shopId: 'other' }), false, 'NOT_FOUND', 'NOT_FOUND'],
    [
      'a holder who moved to another shop',
      staff('holder', 'shop', { shopId: 'other' }),
      false,
      'NOT_FOUND',
      'NOT_FOUND',
    ],
    ['a holder who has lost every grant', staff('holder', null), false, 'NOT_FOUND', 'NOT_FOUND'],
    ['a holder who may only read', staff('holder', null, { grants: readOnly }), true, 'FORBIDDEN', 'FORBIDDEN'],
  ])('of %s', (_, actor, reads, answers, notes) => {
    expect(mayRead(actor, conversation)).toBe(reads);
    expect(refusalToWrite(actor, conversation, 'public')?.code ?? 'yes').toBe(answers);
    expect(refusalToWrite(actor, conversation, 'internal')?.code ?? 'yes').toBe(notes);
  });

  it('ends for everybody who had it when the conversation is closed', () => {
    const closed = { ...conversation, isClosed: true };

    for (const actor of [customer('ann'), staff('holder', 'own'), staff('max', 'shop')]) {
      expect(refusalToWrite(actor, closed, 'public')?.code).toBe('CHAT_CLOSED');
    }
    expect(refusalToWrite(customer('bob'), closed, 'public')?.code).toBe('NOT_FOUND');
  });

  it('is the same for a conversation that is not there and one that is not for the actor', () => {
    const missing = refusalToWrite(customer('bob'), undefined, 'public');

    expect(refusalToWrite(customer('bob'), conversation, 'public')?.toBody()).toEqual(missing?.toBody());
  });
});

describe('the right to read and write what two colleagues say', () => {
  const direct: Access = {
    ...conversation,
    ...{ kind: 'direct', customerId: null, holderId: null, teamId: null, memberIds: ['mia', 'tom'] },
  };

  it.each<[string, Actor, boolean, string]>([
    ['one of them, without any grant', staff('mia', null), true, 'yes'],
    ['one of them who moved to another shop', staff('tom', 'shop', { shopId: 'other' }), false, 'NOT_FOUND'],
    ['a manager', staff('max', 'shop'), false, 'NOT_FOUND'],
    ['an administrator', staff('ada', 'all', { shopId: null }), false, 'NOT_FOUND'],
    ['a customer', customer('ann'), false, 'NOT_FOUND'],
  ])('%s', (_, actor, isReadable, expected) => {
    expect(mayRead(actor, direct)).toBe(isReadable);
    expect(refusalToWrite(actor, direct, 'public')?.code ?? 'yes').toBe(expected);
  });

  it('holds no notes, and ends when one of them leaves', () => {
    expect(refusalToWrite(staff('mia', 'shop'), direct, 'internal')?.code).toBe('FORBIDDEN');
    expect(refusalToWrite(staff('mia', 'shop'), { ...direct, isClosed: true }, 'public')?.code).toBe('STATE_CONFLICT');
  });
});
