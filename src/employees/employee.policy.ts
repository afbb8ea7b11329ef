import { type Actor, covers, isWithin } from '../core/actor';
import { AppError } from '../core/app-error';
import { Policy } from '../core/policy';
import { grantsOf, holds } from '../roles/grants';
import type { Role } from '../roles/role.entity';
import type { Employee } from './employee.entity';

interface Subject extends Pick<Employee, 'id' | 'shopId'> {
  role: Pick<Role, 'builtIn' | 'grants'>;
  teamIds: readonly string[];
}

/** Stands for the teams that the actor is not in. */
const OTHER_TEAM = 'other';

/** Nobody manages somebody who may do more than they do themselves. */
export const employeePolicy = new Policy<Subject, 'read' | 'update'>({
  read: (actor, employee) => employee.id === actor.id || covers(actor, 'employees:read', placeOf(actor, employee)),
  update: (actor, employee) => covers(actor, 'employees:update', placeOf(actor, employee)) && isBelow(actor, employee),
});

/** In a shop of one's own side of the wall; who works for all shops is made and managed by their like only. */
export function mayCreateIn(actor: Actor, shopId: string | null): boolean {
  return isWithin(actor, shopId) && covers(actor, 'employees:create', { shopId });
}

/** Rights are given by others. */
export function refuseOwnRights(actor: Actor, employee: Pick<Employee, 'id'>): void {
  if (actor.id === employee.id)
    throw new AppError('FORBIDDEN', 'Your own role, teams and shop are for others to change.');
}

function placeOf(actor: Actor, { id, shopId, teamIds }: Subject) {
  const shared = actor.kind === 'employee' ? teamIds.find((teamId) => actor.teamIds.includes(teamId)) : undefined;
  return { shopId, teamId: shared ?? OTHER_TEAM, holderId: id };
}

function isBelow(actor: Actor, { role }: Subject): boolean {
  return holds(actor, grantsOf(role));
}
