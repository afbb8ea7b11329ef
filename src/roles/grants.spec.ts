import type { Permission, Scope } from '../contract/permissions';
import { type Actor, type StaffActor, SYSTEM } from '../core/actor';
import { ADMIN_ROLE_ID, AGENT_ROLE_ID, BUILT_IN_GRANTS, MANAGER_ROLE_ID } from './built-in-roles';
import { grantsOf, orderedGrants, requireHeld } from './grants';
import { rolePolicy } from './role.policy';

function staff(grants: ReadonlyMap<Permission, Scope>, given: Partial<StaffActor> = {}): StaffActor {
  const who = { kind: 'employee', id: 'mira', shopId: 'downtown', name: 'Mira', roleId: 'own', builtIn: null } as const;
  return { ...who, teamIds: [], signInId: 'here', accessVersion: 1, grants, ...given };
}

const admin = staff(BUILT_IN_GRANTS.admin, { shopId: null, roleId: ADMIN_ROLE_ID });
const manager = staff(BUILT_IN_GRANTS.manager, { roleId: MANAGER_ROLE_ID });
const agent = staff(BUILT_IN_GRANTS.agent, { roleId: AGENT_ROLE_ID });
const lead = staff(
  new Map([
    ['roles:update', 'shop'],
    ['chats:take', 'team'],
  ]),
  { roleId: 'lead' },
);

describe('giving grants away', () => {
  it.each<[string, Actor, Permission, Scope, boolean]>([
    ['an administrator', admin, 'shops:delete', 'all', true],
    ['the service itself', SYSTEM, 'shops:delete', 'all', true],
    ['a manager', manager, 'chats:take', 'shop', true],
    ['a manager', manager, 'chats:take', 'own', true],
    ['a manager', manager, 'chats:take', 'all', false],
    ['a manager', manager, 'shops:create', 'own', false],
    ['an agent', agent, 'chats:take', 'team', true],
    ['an agent', agent, 'chats:take', 'shop', false],
    ['an agent', agent, 'employees:create', 'own', false],
  ])('%s of %j: %s %s → %s', (_, actor, permission, scope, isFine) => {
    const give = () => requireHeld(actor, new Map([[permission, scope]]));

    if (isFine) expect(give).not.toThrow();
    else expect(give).toThrow('more than you may do yourself');
  });

  it('each once, in the order of the list', () => {
    const grants = orderedGrants([
      { permission: 'chats:take', scope: 'team' },
      { permission: 'shops:read', scope: 'shop' },
    ]);

    expect(grants.map(({ permission }) => permission)).toEqual(['shops:read', 'chats:take']);
    expect(() => orderedGrants([...grants, { permission: 'chats:take', scope: 'shop' }])).toThrow('once');
  });

  it('a stored permission that no longer exists counts for nothing', () => {
    const grants = [{ permission: 'chats:juggle' as Permission, scope: 'all' as const }];

    expect(grantsOf({ builtIn: null, grants }).size).toBe(0);
  });
});

describe('rolePolicy', () => {
  const small = {
    id: 'small',
    shopId: 'downtown',
    builtIn: null,
    grants: [{ permission: 'chats:take', scope: 'own' } as const],
  };
  const wide = { ...small, id: 'wide', grants: [{ permission: 'chats:take', scope: 'shop' } as const] };
  const builtIn = { id: AGENT_ROLE_ID, shopId: null, builtIn: 'agent', grants: [] } as const;

  it.each<[string, Actor, typeof small | typeof builtIn, string[]]>([
    ['an administrator do all to a shop’s role', admin, small, ['read', 'update', 'delete']],
    ['a manager do all to their shop’s role', manager, small, ['read', 'update', 'delete']],
    ['nobody change a built-in role', admin, builtIn, ['read']],
    ['a manager read the built-in roles', manager, builtIn, ['read']],
    ['an agent do nothing', agent, small, []],
    ['a lead change what is below them', lead, small, ['update']],
    ['a lead not change what is above them', lead, wide as never, []],
    ['a lead not change their own role', lead, { ...small, id: 'lead' }, []],
    ['a manager do nothing in another shop', manager, { ...small, shopId: 'mall' }, []],
  ])('lets %s', (_, actor, role, expected) => {
    const can = rolePolicy.abilities(actor, role as typeof small, () => true);

    expect(Object.entries(can).flatMap(([action, may]) => (may ? [action] : []))).toEqual(expected);
  });
});
