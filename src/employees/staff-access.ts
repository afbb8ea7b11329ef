import type { StaffActor } from '../core/actor';
import { grantsOf } from '../roles/grants';
import type { Employee } from './employee.entity';

/** What is known about an employee who asks, but for the sign-in that they ask with. */
export type StaffAccess = Omit<StaffActor, 'signInId'>;

/** Of an employee loaded with role, shop and memberships: what they may do, or null while they may do nothing. */
export function accessOf(employee: Employee): StaffAccess | null {
  const { role, shop, memberships } = employee;
  if (!role || !employee.isActive || shop?.isActive === false) return null;
  return {
    kind: 'employee',
    id: employee.id,
    shopId: employee.shopId,
    name: employee.displayName,
    roleId: role.id,
    builtIn: role.builtIn,
    grants: grantsOf(role),
    teamIds: (memberships ?? []).map(({ teamId }) => teamId),
    accessVersion: employee.accessVersion,
  };
}
