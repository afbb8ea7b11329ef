import { PERMISSIONS, type Permission, type Scope } from '../contract/permissions';
import type { GrantDto } from '../contract/roles.dto';
import { type Actor, reach, reachesAsFar } from '../core/actor';
import { AppError } from '../core/app-error';
import { BUILT_IN_GRANTS } from './built-in-roles';
import type { Role } from './role.entity';

export type Grants = ReadonlyMap<Permission, Scope>;

/** What a role allows. A permission that the code no longer knows counts for nothing. */
export function grantsOf({ builtIn, grants }: Pick<Role, 'builtIn' | 'grants'>): Grants {
  if (builtIn) return BUILT_IN_GRANTS[builtIn];
  return new Map(
    grants
      .filter(({ permission }) => PERMISSIONS.includes(permission))
      .map(({ permission, scope }) => [permission, scope]),
  );
}

export function presentGrants(grants: Grants): GrantDto[] {
  return [...grants].map(([permission, scope]) => ({ permission, scope }));
}

/** In the order of the closed list, so that equal roles look equal. */
export function orderedGrants(grants: readonly GrantDto[]): GrantDto[] {
  const scopes = new Map(grants.map(({ permission, scope }) => [permission, scope]));
  if (scopes.size < grants.length)
    throw AppError.field('grants', 'Each permission can be granted once, with one scope.');
  return PERMISSIONS.flatMap((permission) => {
    const scope = scopes.get(permission);
    return scope ? [{ permission, scope }] : [];
  });
}

/** Whether the actor may do all of this themselves, at least as far. */
export function holds(actor: Actor, grants: Grants): boolean {
  return [...grants].every(([permission, scope]) => reachesAsFar(reach(actor, permission), scope));
}

/** Nobody gives away, or takes away, what they do not hold. */
export function requireHeld(actor: Actor, grants: Grants): void {
  const missing = [...grants].filter(([permission, scope]) => !reachesAsFar(reach(actor, permission), scope));
  if (missing.length === 0) return;
  throw new AppError('FORBIDDEN', 'This is more than you may do yourself.', {
    details: { missing: missing.map(([permission, scope]) => `${permission} (${scope})`) },
  });
}
