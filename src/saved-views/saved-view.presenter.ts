import type { SavedViewView } from '../contract/saved-views.dto';
import type { StaffActor } from '../core/actor';
import type { SavedView } from './saved-view.entity';
import { savedViewPolicy } from './saved-view.policy';

export function presentSavedView(view: SavedView, actor: StaffActor, ownerName: string): SavedViewView {
  const { id, shopId, name, filters, sort, isShared, position, ownerId, updatedAt } = view;
  return {
    ...{ id, shopId, name, filters, sort, isShared, position },
    owner: { id: ownerId, name: ownerName },
    isOwn: ownerId === actor.id,
    canEdit: savedViewPolicy.can(actor, 'update', view),
    updatedAt: updatedAt.toISOString(),
  };
}

/** What events keep of a shared view. */
export function snapshotOfSavedView({ name, filters, sort, isShared }: SavedView) {
  return { name, filters, sort, isShared };
}
