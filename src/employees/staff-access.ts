import type { EntityManager } from 'typeorm';
import type { BuiltInRole } from '../contract/permissions';
import type { GrantDto } from '../contract/roles.dto';
import type { StaffActor } from '../core/actor';
import { isNobody, narrowedTo, type Whose } from '../core/whose-access';
import { grantsOf } from '../roles/grants';
import type { Employee } from './employee.entity';

/** What is known about an employee who asks, but for the sign-in that they ask with. */
export type StaffAccess = Omit<StaffActor, 'signInId'>;

/** One of an employee's teams; without any, one with `teamId` null. */
interface Row {
  /** What it was asked by. */
  place: string;
  id: string;
  shopId: string | null;
  name: string;
  roleId: string;
  builtIn: BuiltInRole | null;
  grants: GrantDto[] | string;
  teamId: string | null;
  accessVersion: number;
}

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

/**
 * By account or sign-in, without those who may do nothing, since they or their shop are not active. Written out: it is
 * asked for each request and each connection, and the ORM's mapping would cost several times what the database does.
 */
export async function readStaffAccess(manager: EntityManager, whose: Whose): Promise<Map<string, StaffAccess>> {
  if (isNobody(whose)) return new Map();
  const { key, join, where, values } = narrowedTo('employee', whose);
  const rows: Row[] = await manager.query(
    `SELECT ${key} AS place, employee.id, employee.shopId, COALESCE(NULLIF(employee.firstName, ''), employee.username) AS name,
       employee.accessVersion, role.id AS roleId, role.builtIn, role.grants, member.teamId
     FROM employees employee JOIN roles role ON role.id = employee.roleId
     LEFT JOIN shops shop ON shop.id = employee.shopId
     LEFT JOIN team_members member ON member.employeeId = employee.id ${join}
     WHERE ${where} AND employee.isActive = 1
       AND (employee.shopId IS NULL OR shop.isActive = 1)
     ORDER BY ${key}, member.teamId`,
    values,
  );
  const found = new Map<string, StaffAccess & { teamIds: string[] }>();
  for (const { place, grants, teamId, ...row } of rows) {
    // Only one of the databases knows JSON when it sees it.
    const given = typeof grants === 'string' ? (JSON.parse(grants) as GrantDto[]) : grants;
    const known = found.get(place) ?? {
      kind: 'employee',
      ...row,
      grants: grantsOf({ builtIn: row.builtIn, grants: given }),
      teamIds: [],
    };
    if (teamId) known.teamIds.push(teamId);
    found.set(place, known);
  }
  return found;
}
