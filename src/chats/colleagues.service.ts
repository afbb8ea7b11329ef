import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type FindOptionsWhere, In } from 'typeorm';
import type { PersonRef } from '../contract/common.dto';
import { AppError } from '../core/app-error';
import type { Tx } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { EmployeesService } from '../employees/employees.service';
import { grantsOf } from '../roles/grants';

const MAX_COLLEAGUES = 500;

const COLUMNS = [
  ...['id', 'shopId', 'username', 'firstName', 'isActive', 'chatCapacity', 'ticketCapacity'].map(
    (name) => `employee.${name}`,
  ),
  ...['role.id', 'role.builtIn', 'role.grants', 'membership.teamId', 'membership.employeeId'],
];

/** An employee, as far as chats and tickets are concerned. */
export interface Colleague {
  id: string;
  name: string;
  /** Null: works for all shops. */
  shopId: string | null;
  isActive: boolean;
  /** Whether the role takes chats at all. */
  takesChats: boolean;
  takesTickets: boolean;
  chatCapacity: number;
  /** Tickets that the service gives them. */
  ticketCapacity: number;
  teamIds: string[];
}

/** The people that chats and tickets are given to. */
@Injectable()
export class Colleagues {
  constructor(
    private readonly dataSource: DataSource,
    private readonly employees: EmployeesService,
  ) {}

  async require(tx: Tx, id: string): Promise<Colleague> {
    const colleague = await this.find(tx, id);
    if (!colleague) throw AppError.notFound('agent');
    return colleague;
  }

  async find(tx: Tx, id: string): Promise<Colleague | null> {
    const [colleague] = await load(tx.manager, { id });
    return colleague ?? null;
  }

  async of(ids: readonly string[]): Promise<Colleague[]> {
    return ids.length === 0 ? [] : load(this.dataSource.manager, { id: In([...ids]) });
  }

  ofShop(shopId: string): Promise<Colleague[]> {
    return load(this.dataSource.manager, { shopId, isActive: true });
  }

  ofTeam(teamId: string): Promise<Colleague[]> {
    return load(this.dataSource.manager, { isActive: true }, teamId);
  }

  /** What they are called, whoever they are by now. */
  async named(ids: readonly string[]): Promise<Map<string, PersonRef>> {
    const names = await this.employees.displayNames(ids);
    return new Map([...names].map(([id, name]) => [id, { id, name }]));
  }
}

async function load(manager: EntityManager, where: FindOptionsWhere<Employee>, teamId?: string): Promise<Colleague[]> {
  const query = manager
    .createQueryBuilder(Employee, 'employee')
    .select(COLUMNS)
    .leftJoin('employee.role', 'role')
    .leftJoin('employee.memberships', 'membership')
    .where(where)
    .orderBy('employee.id', 'ASC');
  if (teamId) query.innerJoin('employee.memberships', 'of', 'of.teamId = :teamId', { teamId });
  return (await query.getMany()).slice(0, MAX_COLLEAGUES).map(colleagueOf);
}

function colleagueOf(employee: Employee): Colleague {
  const { id, displayName, shopId, isActive, chatCapacity, ticketCapacity, role, memberships = [] } = employee;
  const teamIds = memberships.map((membership) => membership.teamId);
  return {
    id,
    name: displayName,
    shopId,
    isActive,
    takesChats: Boolean(role && grantsOf(role).has('chats:take')),
    takesTickets: Boolean(role && grantsOf(role).has('tickets:take')),
    chatCapacity,
    ticketCapacity,
    teamIds,
  };
}
