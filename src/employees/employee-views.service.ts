import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { EmployeeView } from '../contract/employees.dto';
import { AppError } from '../core/app-error';
import { Role } from '../roles/role.entity';
import { TeamMembers } from '../teams/team-members.service';
import type { Employee } from './employee.entity';
import { presentEmployee } from './employee.presenter';

/** Employees as they are shown, a whole page with two more queries: for roles and for teams. */
@Injectable()
export class EmployeeViews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly teamMembers: TeamMembers,
  ) {}

  async present(employees: readonly Employee[]): Promise<EmployeeView[]> {
    if (employees.length === 0) return [];
    const roleIds = [...new Set(employees.map(({ roleId }) => roleId))];
    const roles = await this.dataSource.getRepository(Role).findBy({ id: In(roleIds) });
    const teams = await this.teamMembers.teamsOf(employees.map(({ id }) => id));
    return employees.flatMap((employee) => {
      const role = roles.find(({ id }) => id === employee.roleId);
      return role ? [presentEmployee(employee, role, teams.get(employee.id) ?? [])] : [];
    });
  }

  async presentOne(employee: Employee): Promise<EmployeeView> {
    const [view] = await this.present([employee]);
    if (!view) throw AppError.notFound('employee');
    return view;
  }
}
