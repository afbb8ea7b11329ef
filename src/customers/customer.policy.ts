import { covers } from '../core/actor';
import { Policy } from '../core/policy';
import type { Customer } from './customer.entity';

/** A customer is the whole shop's: no team and no agent owns one. */
export const customerPolicy = new Policy<Pick<Customer, 'shopId'>, 'read' | 'update'>({
  read: (actor, { shopId }) => covers(actor, 'customers:read', { shopId }),
  update: (actor, { shopId }) => covers(actor, 'customers:update', { shopId }),
});
