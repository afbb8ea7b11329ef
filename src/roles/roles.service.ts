import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Page } from '../contract/common.dto';
import type { CreateRole, RoleListQuery, RoleView, UpdateRole } from '../contract/roles.dto';
import { type Actor, covers, isWithin, requirePermission, shopOf } from '../core/actor';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import { listedShop, searchIn } from '../core/lists';
import { normalKey } from '../core/normal';
import { pageBy } from '../core/paging';
import { nameOf } from '../core/text';
import { requireVersion, revise } from '../core/versioned';
import { refuseWhileUsed } from '../database/references';
import { saveUnique } from '../database/unique';
import { changes, type Tx, UnitOfWork } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { ShopsService } from '../shops/shops.service';
import { ADMIN_ROLE_ID } from './built-in-roles';
import { grantsOf, orderedGrants, requireHeld } from './grants';
import { Role } from './role.entity';
import { rolePolicy } from './role.policy';
import { presentRole, snapshotOfRole } from './role.presenter';

const UNIQUE = { nameKey: 'name' };

@Injectable()
export class RolesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
  ) {}

  /** The built-in roles and those of the shop. */
  async list(actor: Actor, { shopId, search, ...paging }: RoleListQuery): Promise<Page<RoleView>> {
    requirePermission(actor, 'roles:read');
    const query = this.roles.createQueryBuilder('role');

    const ofShop = listedShop(actor, shopId);
    if (ofShop) query.andWhere('(role.shopId IS NULL OR role.shopId = :ofShop)', { ofShop });
    searchIn(query, 'role.nameKey', search);

    const { items, nextCursor } = await pageBy(query, ORDER, paging);
    return { items: items.map(presentRole), nextCursor };
  }

  async get(actor: Actor, id: string): Promise<RoleView> {
    const role = visibleTo(actor, await this.roles.findOneBy({ id }));
    rolePolicy.authorize(actor, 'read', role);
    return presentRole(role);
  }

  async create(actor: Actor, { shopId: wanted, name, grants }: CreateRole): Promise<RoleView> {
    requirePermission(actor, 'roles:create');
    const shopId = shopOf(actor, wanted);
    return this.unitOfWork.run(async (tx) => {
      await this.shops.ofId(tx, shopId);
      if (!covers(actor, 'roles:create', { shopId })) throw new AppError('FORBIDDEN', 'You may not make roles here.');

      const now = tx.now;
      const role = Object.assign(new Role(), {
        id: newId(),
        shopId,
        builtIn: null,
        createdAt: now,
        updatedAt: now,
        version: 1,
      });
      rename(role, name);
      role.grants = orderedGrants(grants);
      requireHeld(actor, grantsOf(role));
      await saveUnique(tx, role, UNIQUE);

      tx.record('role.created', { actor, subject: subjectOf(role), after: snapshotOfRole(role), data: null });
      return presentRole(role);
    });
  }

  /** Acts at once on everybody who has the role. */
  async update(actor: Actor, id: string, { name, grants, version }: UpdateRole): Promise<RoleView> {
    return this.unitOfWork.run(async (tx) => {
      const role = await this.lock(tx, actor, id);
      rolePolicy.authorize(actor, 'update', role);
      requireVersion(role, version);

      const before = snapshotOfRole(role);
      if (name) rename(role, name);
      if (grants) role.grants = orderedGrants(grants);
      requireHeld(actor, grantsOf(role));
      revise(role, tx.now);
      await saveUnique(tx, role, UNIQUE);
      const accountIds = await admitAnew(tx, role.id);

      tx.record('role.updated', {
        actor,
        subject: subjectOf(role),
        ...changes(before, snapshotOfRole(role)),
        data: { accountIds },
      });
      return presentRole(role);
    });
  }

  async delete(actor: Actor, id: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const role = await this.lock(tx, actor, id);
      rolePolicy.authorize(actor, 'delete', role);

      await refuseWhileUsed(tx, Role, role.id);
      await tx.manager.delete(Role, role.id);

      tx.record('role.deleted', { actor, subject: subjectOf(role), before: snapshotOfRole(role), data: null });
    });
  }

  ofId(tx: Tx, id: string): Promise<Role> {
    return tx.manager.findOneByOrFail(Role, { id });
  }

  /** A role that the actor may give to an employee of this shop: one that exists there, and allows no more than theirs. */
  async assignable(tx: Tx, actor: Actor, shopId: string | null, roleId: string): Promise<Role> {
    const role = await tx.manager.findOneBy(Role, { id: roleId });
    if (!role || (role.shopId !== null && role.shopId !== shopId)) throw AppError.notFound('role');
    requireHeld(actor, grantsOf(role));
    return role;
  }

  /** Changes of who is an administrator happen one after the other, so that the last one is always seen. */
  async lockAdministrators(tx: Tx): Promise<void> {
    await tx.lock(Role, { id: ADMIN_ROLE_ID });
  }

  private get roles() {
    return this.dataSource.getRepository(Role);
  }

  private async lock(tx: Tx, actor: Actor, id: string): Promise<Role> {
    return visibleTo(actor, await tx.lock(Role, { id }));
  }
}

const ORDER = [
  { column: 'role.nameKey', direction: 'ASC' },
  { column: 'role.id', direction: 'ASC' },
] as const;

function visibleTo(actor: Actor, role: Role | null): Role {
  if (!role || (!role.builtIn && !isWithin(actor, role.shopId))) throw AppError.notFound('role');
  return role;
}

function subjectOf({ id, shopId }: Role) {
  return { kind: 'role', id, shopId };
}

function rename(role: Role, name: string): void {
  role.name = nameOf(name);
  role.nameKey = normalKey(name);
  if (BUILT_IN_NAMES.has(role.nameKey)) throw AppError.field('name', 'This is the name of a built-in role.');
}

const BUILT_IN_NAMES = new Set(['admin', 'manager', 'support agent']);

/** Everybody who has the role, in one statement however many they are. */
async function admitAnew(tx: Tx, roleId: string): Promise<string[]> {
  await tx.manager.increment(Employee, { roleId }, 'accessVersion', 1);
  const employees = await tx.manager.find(Employee, { select: { id: true }, where: { roleId } });
  return employees.map(({ id }) => id);
}
