import type { Visibility } from '../contract/conversations.dto';
import { type Actor, covers, type Place, reach } from '../core/actor';
import { AppError } from '../core/app-error';

/** As much of a conversation as rights depend on. */
export interface Access {
  shopId: string;
  customerId: string | null;
  holderId: string | null;
  teamId: string | null;
  isClosed: boolean;
}

export function mayRead(actor: Actor, conversation: Access): boolean {
  if (actor.kind === 'customer') return conversation.customerId === actor.id;
  return covers(actor, 'chats:read', placeOf(conversation));
}

/** Why the actor may not write this now; null when they may. What they may not read does not exist for them. */
export function refusalToWrite(
  actor: Actor,
  conversation: Access | undefined,
  visibility: Visibility,
): AppError | null {
  if (!conversation || !mayRead(actor, conversation)) return AppError.notFound('conversation');
  if (actor.kind === 'customer' && visibility === 'internal') return new AppError('FORBIDDEN', 'Notes are for staff.');
  if (conversation.isClosed) return new AppError('CHAT_CLOSED', 'This conversation is closed.');
  if (actor.kind !== 'employee') return null;
  if (visibility === 'internal') {
    return covers(actor, 'chats:note', placeOf(conversation))
      ? null
      : new AppError('FORBIDDEN', 'You may not leave notes here.');
  }
  if (!reach(actor, 'chats:reply')) return new AppError('FORBIDDEN', 'You may not answer customers.');
  if (conversation.holderId === actor.id) return null;
  return new AppError('NOT_HOLDER', 'Only the agent who holds this conversation may answer.');
}

function placeOf({ shopId, teamId, holderId }: Access): Place {
  return { shopId, teamId, holderId };
}
