import { covers } from '../core/actor';
import { Policy } from '../core/policy';
import type { Import } from './import.entity';

/** A file holds what the whole shop's customers wrote, so only who may import for the shop sees anything of it. */
export const importPolicy = new Policy<Pick<Import, 'shopId'>, 'read' | 'confirm'>({
  read: (actor, { shopId }) => covers(actor, 'tickets:import', { shopId }),
  confirm: (actor, { shopId }) => covers(actor, 'tickets:import', { shopId }),
});
