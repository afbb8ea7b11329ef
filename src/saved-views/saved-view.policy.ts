import { covers, isWithin, reach } from '../core/actor';
import { Policy } from '../core/policy';
import type { SavedView } from './saved-view.entity';

export type SavedViewAction = 'read' | 'update' | 'delete';

type Subject = Pick<SavedView, 'ownerId' | 'shopId' | 'isShared'>;

/** A view is its owner's; what the shop sees is decided by those in charge of its tickets. */
export const savedViewPolicy = new Policy<Subject, SavedViewAction>({
  read: (actor, view) => actor.id === view.ownerId || (view.isShared && isWithin(actor, view.shopId)),
  update: (actor, view) => (view.isShared ? runsTickets(actor, view) : actor.id === view.ownerId),
  delete: (actor, view) => actor.id === view.ownerId || (view.isShared && runsTickets(actor, view)),
});

function runsTickets(actor: Parameters<typeof covers>[0], { shopId }: Subject): boolean {
  const scope = reach(actor, 'tickets:transfer');
  return shopId !== null && (scope === 'shop' || scope === 'all') && covers(actor, 'tickets:transfer', { shopId });
}
