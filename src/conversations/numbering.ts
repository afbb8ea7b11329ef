import type { SystemEntry, Visibility } from '../contract/conversations.dto';
import type { ActorKind } from '../contract/events.dto';
import { newId } from '../core/ids';
import type { Access } from './conversation.policy';

/** A conversation whose row is locked by the running transaction. */
export interface LockedConversation extends Access {
  id: string;
  lastSeq: number;
  lastPublicSeq: number;
  lastTextSeq: number;
  lastMessageAt: Date | null;
  awaitingSince: Date | null;
  /** Set while its ticket is on hold. */
  sleepingSince: Date | null;
}

export interface Draft {
  kind: 'text' | 'system';
  authorKind: ActorKind;
  authorId: string | null;
  clientId: string | null;
  visibility: Visibility;
  body: string;
  system: SystemEntry | null;
}

export interface NumberedMessage extends Draft {
  id: string;
  conversationId: string;
  seq: number;
  publicSeq: number | null;
  createdAt: Date;
}

/**
 * Gives the draft the next numbers, one for staff and one for the customer if they see it. Safe only under the row's
 * lock: whoever comes next sees these counters once they are stored.
 */
export function takeNumbers(conversation: LockedConversation, draft: Draft, now: Date): NumberedMessage {
  const isPublic = draft.visibility === 'public';
  conversation.lastSeq += 1;
  conversation.lastMessageAt = now;
  if (isPublic) conversation.lastPublicSeq += 1;
  if (isPublic && draft.kind === 'text') {
    conversation.lastTextSeq = conversation.lastSeq;
    if (draft.authorKind === 'customer') conversation.awaitingSince ??= now;
    if (draft.authorKind === 'employee') conversation.awaitingSince = null;
  }
  return {
    conversationId: conversation.id,
    seq: conversation.lastSeq,
    id: newId(),
    publicSeq: isPublic ? conversation.lastPublicSeq : null,
    kind: draft.kind,
    authorKind: draft.authorKind,
    authorId: draft.authorId,
    clientId: draft.clientId,
    visibility: draft.visibility,
    body: draft.body,
    system: draft.system,
    createdAt: now,
  };
}
