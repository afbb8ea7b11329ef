import { Injectable } from '@nestjs/common';
import type { EmployeeView, UpdateEmployee, UpdateOwnProfile } from '../contract/employees.dto';
import { type Actor, isWithin, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { requireVersion, revise } from '../core/versioned';
import { saveUnique } from '../database/unique';
import { changes, type Tx, UnitOfWork } from '../database/unit-of-work';
import { ADMIN_ROLE_ID } from '../roles/built-in-roles';
import { RolesService } from '../roles/roles.service';
import { ShopsService } from '../shops/shops.service';
import { TeamMembers } from '../teams/team-members.service';
import { Employee } from './employee.entity';
import { employeePolicy, refuseOwnRights } from './employee.policy';
import { snapshotOfEmployee, subjectOfEmployee } from './employee.presenter';
import { editEmployee, requirePlace, UNIQUE } from './employee-edit';
import { EmployeeViews } from './employee-views.service';

type Rights = Pick<UpdateEmployee, 'roleId' | 'shopId' | 'teamIds'>;

/** What happens to employees: new data, other rights, leaving and coming back. */
@Injectable()
export class EmployeeChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly roles: RolesService,
    private readonly teamMembers: TeamMembers,
    private readonly views: EmployeeViews,
  ) {}

  async update(
    actor: Actor,
    id: string,
    { version, roleId, shopId, teamIds, ...input }: UpdateEmployee,
  ): Promise<EmployeeView> {
    const employee = await this.unitOfWork.run(async (tx) => {
      const { employee: found, teams: teamsBefore } = await this.lockFor(tx, actor, id);
      requireVersion(found, version);

      const before = snapshotOfEmployee(found, teamsBefore);
      const teamsAfter = await this.changeRights(tx, actor, found, teamsBefore, { roleId, shopId, teamIds });
      editEmployee(found, input, await this.countryOf(tx, found));
      revise(found, tx.now);
      await saveUnique(tx, found, UNIQUE);

      const changed = changes(before, snapshotOfEmployee(found, teamsAfter));
      tx.record('employee.updated', { actor, subject: subjectOfEmployee(found), ...changed, data: { accountId: id } });
      return found;
    });
    return this.views.presentOne(employee);
  }

  /** People keep their own name, phone and language; the rest is for others to change. */
  async updateOwn(actor: StaffActor, input: UpdateOwnProfile): Promise<EmployeeView> {
    const employee = await this.unitOfWork.run(async (tx) => {
      const found = await lock(tx, actor, actor.id);

      const before = snapshotOfEmployee(found, []);
      editEmployee(found, input, await this.countryOf(tx, found));
      revise(found, tx.now);
      await saveUnique(tx, found, UNIQUE);

      const changed = changes(before, snapshotOfEmployee(found, []));
      tx.record('employee.updated', {
        actor,
        subject: subjectOfEmployee(found),
        ...changed,
        data: { accountId: found.id },
      });
      return found;
    });
    return this.views.presentOne(employee);
  }

  /** Ends what the person may do, at once; what they did keeps their name. */
  deactivate(actor: Actor, id: string): Promise<EmployeeView> {
    return this.setActive(actor, id, false);
  }

  reactivate(actor: Actor, id: string): Promise<EmployeeView> {
    return this.setActive(actor, id, true);
  }

  /** Whoever calls has checked the old password, or has another reason to let the actor do this. */
  async setPassword(tx: Tx, actor: Actor, id: string, passwordHash: string): Promise<void> {
    const employee = await lock(tx, actor, id);

    employee.passwordHash = passwordHash;
    employee.accessVersion += 1;
    await tx.manager.save(employee);

    tx.record('employee.passwordChanged', { actor, subject: subjectOfEmployee(employee), data: { accountId: id } });
  }

  /** For somebody who has lost theirs, by whoever may manage them. Answers where they belong. */
  async resetPassword(tx: Tx, actor: Actor, id: string, passwordHash: string): Promise<{ shopId: string | null }> {
    const { employee } = await this.lockFor(tx, actor, id);
    if (actor.id === id) throw new AppError('FORBIDDEN', 'Your own password is changed with the one you have now.');

    await this.setPassword(tx, actor, id, passwordHash);
    return { shopId: employee.shopId };
  }

  private async setActive(actor: Actor, id: string, isActive: boolean): Promise<EmployeeView> {
    const employee = await this.unitOfWork.run(async (tx) => {
      const { employee: found } = await this.lockFor(tx, actor, id);
      if (found.isActive === isActive) return found;
      if (!isActive) await refuseLastAdministrator(tx, found);

      found.isActive = isActive;
      found.accessVersion += 1;
      revise(found, tx.now);
      await tx.manager.save(found);

      const name = isActive ? 'employee.reactivated' : 'employee.deactivated';
      const changed = { before: { isActive: !isActive }, after: { isActive } };
      tx.record(name, { actor, subject: subjectOfEmployee(found), ...changed, data: { accountId: id } });
      return found;
    });
    return this.views.presentOne(employee);
  }

  /** Locks who the administrators are, then the employee, so that two who remove each other take turns. */
  private async lockFor(tx: Tx, actor: Actor, id: string): Promise<{ employee: Employee; teams: string[] }> {
    await this.roles.lockAdministrators(tx);
    const employee = await lock(tx, actor, id);
    const role = await this.roles.ofId(tx, employee.roleId);
    const teams = await this.teamMembers.idsOfEmployee(tx, id);
    employeePolicy.authorize(actor, 'update', { id, shopId: employee.shopId, role, teamIds: teams });
    return { employee, teams };
  }

  /** The employee's teams afterwards. Whatever changes here lets the account in anew. */
  private async changeRights(
    tx: Tx,
    actor: Actor,
    employee: Employee,
    teams: string[],
    rights: Rights,
  ): Promise<string[]> {
    const roleId = rights.roleId ?? employee.roleId;
    const shopId = rights.shopId === undefined ? employee.shopId : rights.shopId;
    const isMoved = shopId !== employee.shopId;
    const teamIds = [...new Set(rights.teamIds ?? (isMoved ? [] : teams))].sort();
    const hasOtherTeams = teamIds.join() !== teams.join();
    if (roleId === employee.roleId && !isMoved && !hasOtherTeams) return teams;
    refuseOwnRights(actor, employee);

    if (roleId !== employee.roleId) await refuseLastAdministrator(tx, employee);
    if (isMoved) await this.requireMove(tx, actor, employee, shopId);
    if (roleId !== employee.roleId || isMoved) await this.roles.assignable(tx, actor, shopId, roleId);
    requirePlace(roleId, shopId);

    Object.assign(employee, { roleId, shopId, accessVersion: employee.accessVersion + 1 });
    return hasOtherTeams ? this.teamMembers.replace(tx, employee, teamIds) : teams;
  }

  /** What somebody holds in a shop stays there, so people become administrators or cease to be, but change no shops. */
  private async requireMove(tx: Tx, actor: Actor, { shopId: from }: Employee, to: string | null): Promise<void> {
    if (from !== null && to !== null)
      throw AppError.field('shopId', 'People do not move between shops: make a new account there.');
    if (!isWithin(actor, to)) throw new AppError('FORBIDDEN', 'Only who works for all shops may do this.');
    if (to) await this.shops.ofId(tx, to);
  }

  private async countryOf(tx: Tx, { shopId }: Employee): Promise<string | null> {
    return shopId ? (await this.shops.ofId(tx, shopId)).settings.country : null;
  }
}

async function lock(tx: Tx, actor: Actor, id: string): Promise<Employee> {
  const employee = await tx.lock(Employee, { id });
  if (!employee || !isWithin(actor, employee.shopId)) throw AppError.notFound('employee');
  return employee;
}

/** Somebody must be left who can let others in. The caller holds the lock of administrators. */
async function refuseLastAdministrator(tx: Tx, { roleId, isActive }: Employee): Promise<void> {
  if (roleId !== ADMIN_ROLE_ID || !isActive) return;
  const active = await tx.manager.countBy(Employee, { roleId: ADMIN_ROLE_ID, isActive: true });
  if (active <= 1) throw new AppError('LAST_ADMIN', 'This is the last active administrator. Make another one first.');
}
