import { covers } from '../core/actor';
import { Policy } from '../core/policy';
import type { Shop } from './shop.entity';

/** Whoever may close a shop for good may also close it for a while. */
export const shopPolicy = new Policy<Pick<Shop, 'id'>, 'read' | 'update' | 'deactivate' | 'delete'>({
  read: (actor, shop) => covers(actor, 'shops:read', { shopId: shop.id }),
  update: (actor, shop) => covers(actor, 'shops:update', { shopId: shop.id }),
  deactivate: (actor, shop) => covers(actor, 'shops:delete', { shopId: shop.id }),
  delete: (actor, shop) => covers(actor, 'shops:delete', { shopId: shop.id }),
});
