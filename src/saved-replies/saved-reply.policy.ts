import { covers } from '../core/actor';
import { Policy } from '../core/policy';
import type { SavedReply } from './saved-reply.entity';

/** Saved replies are the whole shop's; who may change one may make and delete others. */
export const savedReplyPolicy = new Policy<Pick<SavedReply, 'shopId'>, 'read' | 'update'>({
  read: (actor, { shopId }) => covers(actor, 'replies:read', { shopId }),
  update: (actor, { shopId }) => covers(actor, 'replies:update', { shopId }),
});
