import type { EntityManager } from 'typeorm';
import type { CustomerActor } from '../core/actor';
import { marks } from '../core/plain-rows';

/** What is known about a customer who asks, but for the sign-in that they ask with. */
export type CustomerAccess = Omit<CustomerActor, 'signInId'>;

interface Row {
  id: string;
  shopId: string;
  name: string;
  isRegistered: number;
  isVerified: number;
  accessVersion: number;
}

/**
 * By id, without those who may do nothing, since they or their shop are not active. Written out: it is asked for each
 * request and each connection, and the ORM's mapping would cost several times what the database does.
 */
export async function readCustomerAccess(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, CustomerAccess>> {
  if (ids.length === 0) return new Map();
  const rows: Row[] = await manager.query(
    `SELECT customer.id, customer.shopId, customer.name, customer.isVerified, customer.accessVersion,
       customer.passwordHash IS NOT NULL AS isRegistered
     FROM customers customer JOIN shops shop ON shop.id = customer.shopId
     WHERE customer.id IN (${marks(ids.length)}) AND customer.isActive = 1 AND shop.isActive = 1`,
    [...ids],
  );
  return new Map(
    rows.map(({ isRegistered, isVerified, ...row }) => [
      row.id,
      { kind: 'customer', ...row, isRegistered: Boolean(isRegistered), isVerified: Boolean(isVerified) },
    ]),
  );
}
