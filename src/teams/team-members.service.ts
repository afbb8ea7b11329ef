import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { NamedRef, PersonRef } from '../contract/common.dto';
import { type Actor, isWithin } from '../core/actor';
import { AppError } from '../core/app-error';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { Team } from './team.entity';
import { teamPolicy } from './team.policy';
import { TeamMember } from './team-member.entity';

/** Who is in which team. It decides what people may see, so nobody changes it for themselves. */
@Injectable()
export class TeamMembers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The employee is locked before the team, as in every change of an employee. */
  async add(actor: Actor, teamId: string, employeeId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const team = await this.lock(tx, actor, teamId, employeeId);
      if (await tx.manager.existsBy(TeamMember, { teamId, employeeId })) return;

      await this.join(tx, actor, team, [employeeId]);
    });
  }

  async remove(actor: Actor, teamId: string, employeeId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const team = await this.lock(tx, actor, teamId, employeeId);
      if (!(await tx.manager.existsBy(TeamMember, { teamId, employeeId }))) throw AppError.notFound('member');

      await tx.manager.delete(TeamMember, { teamId, employeeId });
      await tx.manager.increment(Employee, { id: employeeId }, 'accessVersion', 1);

      const subject = { kind: 'team', id: team.id, shopId: team.shopId };
      tx.record('team.memberRemoved', {
        actor,
        subject,
        before: { memberId: employeeId },
        data: { accountId: employeeId },
      });
    });
  }

  /** Into a new team, all at once. */
  async addAll(tx: Tx, actor: Actor, team: Team, employeeIds: readonly string[]): Promise<void> {
    const ids = [...new Set(employeeIds)].sort();
    for (const id of ids) refuseOneself(actor, id);
    if (ids.length === 0) return;
    const known = await tx.manager.countBy(Employee, { id: In(ids), shopId: team.shopId });
    if (known < ids.length) throw AppError.notFound('employee');
    await this.join(tx, actor, team, ids);
  }

  /** Makes these the employee's only teams. The caller has locked the employee and lets them in anew. */
  async replace(
    tx: Tx,
    { id, shopId }: Pick<Employee, 'id' | 'shopId'>,
    teamIds: readonly string[],
  ): Promise<string[]> {
    const ids = [...new Set(teamIds)].sort();
    const known = shopId && ids.length > 0 ? await tx.manager.countBy(Team, { id: In(ids), shopId }) : 0;
    if (known < ids.length) throw AppError.notFound('team');
    await tx.manager.delete(TeamMember, { employeeId: id });
    if (ids.length > 0)
      await tx.manager.insert(
        TeamMember,
        ids.map((teamId) => ({ teamId, employeeId: id })),
      );
    return ids;
  }

  async idsOfEmployee(tx: Tx, employeeId: string): Promise<string[]> {
    const members = await tx.manager.find(TeamMember, { where: { employeeId }, order: { teamId: 'ASC' } });
    return members.map(({ teamId }) => teamId);
  }

  /** The people of each of these teams, by name. */
  async peopleOf(teamIds: readonly string[]): Promise<Map<string, PersonRef[]>> {
    const members =
      teamIds.length === 0
        ? []
        : await this.members.find({ where: { teamId: In([...teamIds]) }, relations: { employee: true } });
    const people = members.map(({ teamId, employeeId, employee }) => ({
      teamId,
      ref: { id: employeeId, name: employee?.displayName ?? '' },
    }));
    people.sort((a, b) => a.ref.name.localeCompare(b.ref.name) || a.ref.id.localeCompare(b.ref.id));
    return grouped(people.map(({ teamId, ref }) => [teamId, ref]));
  }

  /** The teams of each of these employees, by name. */
  async teamsOf(employeeIds: readonly string[]): Promise<Map<string, NamedRef[]>> {
    if (employeeIds.length === 0) return new Map();
    const members = await this.members.find({
      where: { employeeId: In([...employeeIds]) },
      relations: { team: true },
      order: { team: { nameKey: 'ASC' }, teamId: 'ASC' },
    });
    return grouped(members.map(({ teamId, employeeId, team }) => [employeeId, { id: teamId, name: team?.name ?? '' }]));
  }

  private get members() {
    return this.dataSource.getRepository(TeamMember);
  }

  private async lock(tx: Tx, actor: Actor, teamId: string, employeeId: string): Promise<Team> {
    const employee = await tx.lock(Employee, { id: employeeId });
    const team = await tx.manager.findOneBy(Team, { id: teamId });
    if (!team || !isWithin(actor, team.shopId)) throw AppError.notFound('team');
    teamPolicy.authorize(actor, 'update', team);
    if (employee?.shopId !== team.shopId) throw AppError.notFound('employee');
    refuseOneself(actor, employeeId);
    return team;
  }

  private async join(tx: Tx, actor: Actor, { id: teamId, shopId }: Team, ids: readonly string[]): Promise<void> {
    await tx.manager.insert(
      TeamMember,
      ids.map((employeeId) => ({ teamId, employeeId })),
    );
    await tx.manager.increment(Employee, { id: In([...ids]) }, 'accessVersion', 1);

    for (const id of ids) {
      const subject = { kind: 'team', id: teamId, shopId };
      tx.record('team.memberAdded', { actor, subject, after: { memberId: id }, data: { accountId: id } });
    }
  }
}

function refuseOneself(actor: Actor, employeeId: string): void {
  if (actor.id === employeeId) throw new AppError('FORBIDDEN', 'Your own teams are for others to change.');
}

function grouped<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
