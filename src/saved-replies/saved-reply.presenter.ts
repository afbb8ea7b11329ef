import type { SavedReplyView } from '../contract/saved-replies.dto';
import type { SavedReply } from './saved-reply.entity';

export function presentSavedReply({ id, shopId, shortcut, body, updatedAt }: SavedReply): SavedReplyView {
  return { id, shopId, shortcut, body, updatedAt: updatedAt.toISOString() };
}

/** What events keep of a saved reply. */
export function snapshotOfSavedReply({ shortcut, body }: SavedReply) {
  return { shortcut, body };
}
