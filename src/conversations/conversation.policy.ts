import type { Visibility } from '../contract/conversations.dto';
import type { Permission } from '../contract/permissions';
import { type Actor, covers, isWithin, type Place, reach } from '../core/actor';
import { AppError } from '../core/app-error';
import type { ConversationKind } from './conversation.entity';

/** As much of a conversation as rights depend on. */
export interface Access {
  kind: ConversationKind;
  shopId: string;
  customerId: string | null;
  holderId: string | null;
  teamId: string | null;
  isClosed: boolean;
  /** Employees for whom it does not exist. */
  hiddenFrom: string[] | null;
  /** The two employees of a direct exchange. */
  memberIds: string[] | null;
}

interface Needed {
  read: Permission;
  reply: Permission;
  note: Permission;
}

const CHAT: Needed = { read: 'chats:read', reply: 'chats:reply', note: 'chats:note' };

/** What staff need for a conversation of that kind; null where no right is enough. */
const NEEDED: Record<ConversationKind, Needed | null> = {
  chat: CHAT,
  direct: null,
  ticket: { read: 'tickets:read', reply: 'tickets:reply', note: 'tickets:reply' },
  draft: null,
};

export function mayRead(actor: Actor, conversation: Access): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'customer') return conversation.customerId === actor.id;
  if (conversation.kind === 'direct') return isMember(actor, conversation);
  const needed = NEEDED[conversation.kind];
  if (!needed || conversation.hiddenFrom?.includes(actor.id)) return false;
  return covers(actor, needed.read, placeOf(conversation));
}

/** Whoever may write there, be it only notes, may upload; and the customer may to their draft. */
export function refusalToUpload(actor: Actor, conversation: Access): AppError | null {
  if (conversation.kind === 'draft' && mayRead(actor, conversation)) return null;
  const refusal = refusalToWrite(actor, conversation, 'public');
  if (!refusal || actor.kind === 'customer') return refusal;
  return refusalToWrite(actor, conversation, 'internal') && refusal;
}

/** Why the actor may not write this now; null when they may. What they may not read does not exist for them. */
export function refusalToWrite(
  actor: Actor,
  conversation: Access | undefined,
  visibility: Visibility,
): AppError | null {
  if (!conversation || !mayRead(actor, conversation)) return AppError.notFound('conversation');
  if (actor.kind === 'customer' && visibility === 'internal') return new AppError('FORBIDDEN', 'Notes are for staff.');
  if (conversation.kind === 'draft') return new AppError('STATE_CONFLICT', 'File the ticket first.');
  if (conversation.kind === 'direct') return refusalToTell(conversation, visibility);
  if (conversation.isClosed) return new AppError('CHAT_CLOSED', 'This conversation is closed.');
  const needed = NEEDED[conversation.kind];
  if (actor.kind !== 'employee' || !needed) return null;
  if (visibility === 'internal') {
    return covers(actor, needed.note, placeOf(conversation))
      ? null
      : new AppError('FORBIDDEN', 'You may not leave notes here.');
  }
  if (!reach(actor, needed.reply)) return new AppError('FORBIDDEN', 'You may not answer customers.');
  if (conversation.holderId === actor.id) return null;
  return new AppError('NOT_HOLDER', 'Only the agent who holds this conversation may answer.');
}

/** Between two colleagues there is nobody to keep a note from. */
function refusalToTell({ isClosed }: Access, visibility: Visibility): AppError | null {
  if (visibility === 'internal') return new AppError('FORBIDDEN', 'There are no notes between two colleagues.');
  return isClosed ? new AppError('STATE_CONFLICT', 'This colleague is not active, and would not read it.') : null;
}

/** Nobody but the two, whatever they may do, and only while they are of that shop. */
function isMember(actor: Actor, { memberIds, shopId }: Access): boolean {
  return actor.kind === 'employee' && isWithin(actor, shopId) && (memberIds ?? []).includes(actor.id);
}

function placeOf({ shopId, teamId, holderId }: Access): Place {
  return { shopId, teamId, holderId };
}
