import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import type { Page } from '../contract/common.dto';
import type { CreateEmployee, EmployeeListQuery, EmployeeView } from '../contract/employees.dto';
import { type Actor, isWithin, requirePermission } from '../core/actor';
import { AppError } from '../core/app-error';
import { GatheredById } from '../core/gathered';
import { newId } from '../core/ids';
import { listedShop, searchIn } from '../core/lists';
import { dialled, type Login, loginOf, meant, usernameOf } from '../core/login';
import { pageBy } from '../core/paging';
import { Passwords } from '../core/passwords';
import { marks } from '../core/plain-rows';
import { saveUnique } from '../database/unique';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { RolesService } from '../roles/roles.service';
import { ShopsService } from '../shops/shops.service';
import { TeamMember } from '../teams/team-member.entity';
import { TeamMembers } from '../teams/team-members.service';
import { Employee } from './employee.entity';
import { employeePolicy, mayCreateIn } from './employee.policy';
import { snapshotOfEmployee, subjectOfEmployee } from './employee.presenter';
import { editEmployee, requirePlace, UNIQUE } from './employee-edit';
import { EmployeeViews } from './employee-views.service';

const DEFAULT_CAPACITY = 5;
const DEFAULT_TICKET_CAPACITY = 20;

/** Who there is, and who is new; `EmployeeChanges` has what happens to them later. */
@Injectable()
export class EmployeesService {
  private readonly names = new GatheredById((ids) => this.readNames(ids));

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly roles: RolesService,
    private readonly teamMembers: TeamMembers,
    private readonly views: EmployeeViews,
    private readonly passwords: Passwords,
  ) {}

  async list(
    actor: Actor,
    { shopId, teamId, roleId, isActive, search, ...paging }: EmployeeListQuery,
  ): Promise<Page<EmployeeView>> {
    const scope = requirePermission(actor, 'employees:read');
    const query = this.employees.createQueryBuilder('employee');

    const ofShop = listedShop(actor, shopId);
    if (ofShop) query.andWhere('employee.shopId = :ofShop', { ofShop });
    if (scope === 'own') query.andWhere('employee.id = :own', { own: actor.id });
    if (scope === 'team' && actor.kind === 'employee') onlyIn(query, 'mine', actor.teamIds);
    if (teamId) onlyIn(query, 'chosen', [teamId]);
    if (roleId) query.andWhere('employee.roleId = :roleId', { roleId });
    if (isActive) query.andWhere('employee.isActive = :isActive', { isActive: isActive === 'true' });
    searchIn(query, 'employee.searchText', search);

    const { items, nextCursor } = await pageBy(query, [{ column: 'employee.usernameKey', direction: 'ASC' }], paging);
    return { items: await this.views.present(items), nextCursor };
  }

  async get(actor: Actor, id: string): Promise<EmployeeView> {
    const [employee] = await this.employees.find({ where: { id }, relations: { role: true, memberships: true } });
    if (!employee?.role || !isWithin(actor, employee.shopId)) throw AppError.notFound('employee');
    const teamIds = (employee.memberships ?? []).map(({ teamId }) => teamId);
    employeePolicy.authorize(actor, 'read', { id, shopId: employee.shopId, role: employee.role, teamIds });
    return this.views.presentOne(employee);
  }

  async create(
    actor: Actor,
    { shopId: wanted, teamIds, username, email, password, roleId, ...rest }: CreateEmployee,
  ): Promise<EmployeeView> {
    requirePermission(actor, 'employees:create');
    const shopId = wanted === undefined ? ownShop(actor) : wanted;
    if (shopId !== null && !isWithin(actor, shopId)) throw AppError.notFound('shop');
    if (!mayCreateIn(actor, shopId)) throw new AppError('FORBIDDEN', 'You may not make employees here.');
    const passwordHash = await this.passwords.hash(password);

    const employee = await this.unitOfWork.run(async (tx) => {
      const shop = shopId === null ? null : await this.shops.ofId(tx, shopId);
      const role = await this.roles.assignable(tx, actor, shopId, roleId);
      requirePlace(role.id, shopId);

      const made = Object.assign(newEmployee(tx.now), { ...usernameOf(username), shopId, roleId, passwordHash });
      editEmployee(made, { email, ...rest }, shop?.settings.country ?? null);
      await saveUnique(tx, made, UNIQUE);
      const teams = await this.teamMembers.replace(tx, made, teamIds ?? []);

      tx.record('employee.created', {
        actor,
        subject: subjectOfEmployee(made),
        after: snapshotOfEmployee(made, teams),
        data: null,
      });
      return made;
    });
    return this.views.presentOne(employee);
  }

  /** Active employees of the shop by the username or e-mail that is theirs, in normal form. */
  async calledThus(shopId: string, keys: string[]): Promise<Map<string, string>> {
    if (keys.length === 0) return new Map();
    const of = { shopId, isActive: true };
    const found = await this.employees.find({
      select: { id: true, usernameKey: true, emailKey: true },
      where: [
        { ...of, usernameKey: In(keys) },
        { ...of, emailKey: In(keys) },
      ],
    });
    return new Map(
      found.flatMap(({ id, usernameKey, emailKey }) => [[usernameKey, id] as const, [emailKey, id] as const]),
    );
  }

  /** The account that this username, e-mail or phone number means, active or not, with its role and shop. */
  async findForSignIn(text: string): Promise<Employee | null> {
    const login = loginOf(text);
    const found = await this.employees.find({ where: whereOf(login), relations: { role: true, shop: true }, take: 2 });
    return meant(found, login, ({ phone }) => phone);
  }

  ofId(tx: Tx, id: string): Promise<Employee | null> {
    return tx.manager.findOneBy(Employee, { id });
  }

  /** To compare with what somebody says is their present password. */
  async passwordHash(id: string): Promise<string | null> {
    const employee = await this.employees.findOne({ select: { id: true, passwordHash: true }, where: { id } });
    return employee?.passwordHash ?? null;
  }

  /** What customers and colleagues see, by id. */
  displayNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.names.of(ids);
  }

  private async readNames(ids: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; name: string }[] = await this.dataSource.query(
      `SELECT id, COALESCE(NULLIF(firstName, ''), username) AS name FROM employees WHERE id IN (${marks(ids.length)})`,
      [...ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private get employees() {
    return this.dataSource.getRepository(Employee);
  }
}

function newEmployee(now: Date): Employee {
  const profile = { firstName: '', lastName: '', profession: '', organization: '', address: '' };
  return Object.assign(new Employee(), {
    ...profile,
    id: newId(),
    phone: null,
    localPhone: null,
    chatCapacity: DEFAULT_CAPACITY,
    ticketCapacity: DEFAULT_TICKET_CAPACITY,
    locale: 'en',
    isActive: true,
    accessVersion: 1,
    createdAt: now,
    updatedAt: now,
    version: 1,
  });
}

function ownShop(actor: Actor): string | null {
  return actor.kind === 'system' ? null : actor.shopId;
}

function onlyIn(query: SelectQueryBuilder<Employee>, name: string, teamIds: readonly string[]): void {
  const members = query
    .subQuery()
    .select(`${name}.employeeId`)
    .from(TeamMember, name)
    .where(`${name}.teamId IN (:...${name})`);
  query.andWhere(`employee.id IN ${members.getQuery()}`, { [name]: teamIds.length > 0 ? teamIds : [''] });
}

function whereOf(login: Login) {
  if (login.kind === 'username') return { usernameKey: login.key };
  if (login.kind === 'email') return { emailKey: login.key };
  const byLocal = { localPhone: In(dialled(login.local)) };
  return login.e164 ? [{ phone: login.e164 }, byLocal] : byLocal;
}
