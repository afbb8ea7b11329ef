import { In, IsNull } from 'typeorm';
import type { Tx } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { grantsOf } from '../roles/grants';
import { Role } from '../roles/role.entity';

/** More than a shop has of either. */
const MOST_MANAGERS = 200;
const MOST_ROLES = 500;

/** Those who run the tickets of the shop: active, its own, and with the right to give any of its tickets to anybody. */
export async function ticketManagersOf(tx: Tx, shopId: string): Promise<string[]> {
  const roles = await tx.manager.find(Role, { where: [{ shopId }, { shopId: IsNull() }], take: MOST_ROLES });
  const running = roles.filter((role) => ['shop', 'all'].includes(grantsOf(role).get('tickets:transfer') ?? ''));
  if (running.length === 0) return [];
  const managers = await tx.manager.find(Employee, {
    select: { id: true },
    where: { shopId, isActive: true, roleId: In(running.map(({ id }) => id)) },
    order: { id: 'ASC' },
    take: MOST_MANAGERS,
  });
  return managers.map(({ id }) => id);
}
