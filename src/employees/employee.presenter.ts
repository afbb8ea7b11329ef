import type { NamedRef } from '../contract/common.dto';
import type { EmployeeView } from '../contract/employees.dto';
import type { Role } from '../roles/role.entity';
import type { Employee } from './employee.entity';

export function presentEmployee(
  employee: Employee,
  role: Pick<Role, 'id' | 'name' | 'builtIn'>,
  teams: NamedRef[],
): EmployeeView {
  return {
    id: employee.id,
    shopId: employee.shopId,
    username: employee.username,
    email: employee.email,
    phone: employee.phone,
    displayName: employee.displayName,
    firstName: employee.firstName,
    lastName: employee.lastName,
    profession: employee.profession,
    organization: employee.organization,
    address: employee.address,
    role: { id: role.id, name: role.name, builtIn: role.builtIn },
    teams,
    chatCapacity: employee.chatCapacity,
    ticketCapacity: employee.ticketCapacity,
    locale: employee.locale,
    isActive: employee.isActive,
    createdAt: employee.createdAt.toISOString(),
    updatedAt: employee.updatedAt.toISOString(),
    version: employee.version,
  };
}

/** What events keep of an employee: no password. */
export function snapshotOfEmployee(employee: Employee, teamIds: readonly string[]) {
  const { shopId, username, email, phone, firstName, lastName, profession, organization, address } = employee;
  const { roleId, chatCapacity, ticketCapacity, locale, isActive } = employee;
  const profile = { firstName, lastName, profession, organization, address };
  return {
    shopId,
    username,
    email,
    phone,
    ...profile,
    roleId,
    teamIds,
    chatCapacity,
    ticketCapacity,
    locale,
    isActive,
  };
}

export function subjectOfEmployee({ id, shopId }: Employee) {
  return { kind: 'employee', id, shopId };
}
