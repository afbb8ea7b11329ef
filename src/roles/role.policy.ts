import { type Actor, covers } from '../core/actor';
import { Policy } from '../core/policy';
import { grantsOf, holds } from './grants';
import type { Role } from './role.entity';

type Subject = Pick<Role, 'id' | 'shopId' | 'builtIn' | 'grants'>;

/** Built-in roles are part of the code; one's own role, and one that may do more than oneself, are for others to change. */
export const rolePolicy = new Policy<Subject, 'read' | 'update' | 'delete'>({
  read: (actor, role) => covers(actor, 'roles:read', { shopId: shopOfRole(actor, role) }),
  update: (actor, role) => covers(actor, 'roles:update', { shopId: role.shopId }) && isBelow(actor, role),
  delete: (actor, role) => covers(actor, 'roles:delete', { shopId: role.shopId }) && isBelow(actor, role),
});

/** Every shop has the built-in roles. */
function shopOfRole(actor: Actor, role: Subject): string | null {
  return role.builtIn && actor.kind !== 'system' ? actor.shopId : role.shopId;
}

function isBelow(actor: Actor, role: Subject): boolean {
  const isOwn = actor.kind === 'employee' && actor.roleId === role.id;
  return !role.builtIn && !isOwn && holds(actor, grantsOf(role));
}
