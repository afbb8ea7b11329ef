import { PERMISSIONS, type Permission } from '../contract/permissions';
import type { PermissionView, RoleView } from '../contract/roles.dto';
import { grantsOf, presentGrants } from './grants';
import type { Role } from './role.entity';

export function presentRole(role: Role): RoleView {
  return {
    id: role.id,
    shopId: role.shopId,
    name: role.name,
    builtIn: role.builtIn,
    grants: presentGrants(grantsOf(role)),
    createdAt: role.createdAt.toISOString(),
    updatedAt: role.updatedAt.toISOString(),
    version: role.version,
  };
}

/** What events keep of a role. */
export function snapshotOfRole({ name, grants }: Role) {
  return { name, grants };
}

export const PERMISSION_VIEWS: PermissionView[] = PERMISSIONS.map(presentPermission);

function presentPermission(permission: Permission): PermissionView {
  const [resource = '', action = ''] = permission.split(':');
  return { permission, resource, action };
}
