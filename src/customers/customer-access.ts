import type { EntityManager } from 'typeorm';
import type { CustomerActor } from '../core/actor';
import { isNobody, narrowedTo, type Whose } from '../core/whose-access';

/** What is known about a customer who asks, but for the sign-in that they ask with. */
export type CustomerAccess = Omit<CustomerActor, 'signInId'>;

interface Row {
  /** What it was asked by. */
  place: string;
  id: string;
  shopId: string;
  name: string;
  isRegistered: number;
  isVerified: number;
  accessVersion: number;
}

/**
 * By account or sign-in, without those who may do nothing, since they or their shop are not active. Written out: it is
 * asked for each request and each connection, and the ORM's mapping would cost several times what the database does.
 */
export async function readCustomerAccess(manager: EntityManager, whose: Whose): Promise<Map<string, CustomerAccess>> {
  if (isNobody(whose)) return new Map();
  const { key, join, where, values } = narrowedTo('customer', whose);
  const rows: Row[] = await manager.query(
    `SELECT ${key} AS place, customer.id, customer.shopId, customer.name, customer.isVerified, customer.accessVersion,
       customer.passwordHash IS NOT NULL AS isRegistered
     FROM customers customer JOIN shops shop ON shop.id = customer.shopId ${join}
     WHERE ${where} AND customer.isActive = 1 AND shop.isActive = 1`,
    values,
  );
  return new Map(
    rows.map(({ place, isRegistered, isVerified, ...row }) => [
      place,
      { kind: 'customer', ...row, isRegistered: Boolean(isRegistered), isVerified: Boolean(isVerified) },
    ]),
  );
}
