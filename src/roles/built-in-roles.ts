import { type BuiltInRole, PERMISSIONS, type Permission, type Scope } from '../contract/permissions';

/** The same in every installation; a migration has made their rows. */
export const ADMIN_ROLE_ID = '01900000-0000-7000-8000-000000000001';
export const MANAGER_ROLE_ID = '01900000-0000-7000-8000-000000000002';
export const AGENT_ROLE_ID = '01900000-0000-7000-8000-000000000003';

type Grants = ReadonlyMap<Permission, Scope>;

/** Shops come and go by administrators only. */
const MANAGER_LACKS: readonly Permission[] = ['shops:create', 'shops:delete'];

const AGENT_GRANTS: readonly [Permission, Scope][] = [
  ['shops:read', 'shop'],
  ['teams:read', 'shop'],
  ['employees:read', 'shop'],
  ['customers:read', 'shop'],
  ['replies:read', 'shop'],
  ['chats:read', 'team'],
  ['chats:take', 'team'],
  ['chats:reply', 'team'],
  ['chats:note', 'team'],
  ['chats:transfer', 'team'],
  ['chats:close', 'team'],
  ['tickets:read', 'team'],
  ['tickets:create', 'team'],
  ['tickets:take', 'team'],
  ['tickets:reply', 'team'],
  ['tickets:transfer', 'team'],
  ['tickets:close', 'team'],
  ['tickets:update', 'team'],
];

/** What the built-in roles may do. */
export const BUILT_IN_GRANTS: Record<BuiltInRole, Grants> = {
  admin: new Map(PERMISSIONS.map((permission) => [permission, 'all'])),
  manager: new Map(
    PERMISSIONS.filter((permission) => !MANAGER_LACKS.includes(permission)).map((permission) => [permission, 'shop']),
  ),
  agent: new Map(AGENT_GRANTS),
};
