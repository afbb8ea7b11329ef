/** Every permission there is, as `resource:action`. A role grants some of them, each with a scope. */
export const PERMISSIONS = [
  'shops:read',
  'shops:create',
  'shops:update',
  'shops:delete',
  'teams:read',
  'teams:create',
  'teams:update',
  'teams:delete',
  'roles:read',
  'roles:create',
  'roles:update',
  'roles:delete',
  'employees:read',
  'employees:create',
  'employees:update',
  'customers:read',
  'customers:create',
  'customers:update',
  'chats:read',
  'chats:take',
  'chats:reply',
  'chats:note',
  'chats:transfer',
  'chats:close',
  'tickets:read',
  'tickets:create',
  'tickets:take',
  'tickets:reply',
  'tickets:transfer',
  'tickets:close',
  'tickets:update',
  'tickets:import',
  'reports:read',
  'replies:read',
  'replies:update',
  'events:read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** How far a grant reaches, from the narrowest: what I hold, what my teams hold, my shop, every shop. */
export const SCOPES = ['own', 'team', 'shop', 'all'] as const;

export type Scope = (typeof SCOPES)[number];

export const BUILT_IN_ROLES = ['admin', 'manager', 'agent'] as const;

/** The roles every installation has; their grants are part of the code and cannot be edited. */
export type BuiltInRole = (typeof BUILT_IN_ROLES)[number];
