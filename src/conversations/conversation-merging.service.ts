import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { LIMITS } from '../contract/limits';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import { marks } from '../core/plain-rows';
import type { Tx } from '../database/unit-of-work';
import { Attachment } from './attachment.entity';
import { Conversation } from './conversation.entity';
import { Conversations, type NewConversation } from './conversations.service';
import { interleaved } from './interleaved';
import { insertMessages, lockConversations, saveCounters } from './log-rows';
import { Message } from './message.entity';
import { type LockedConversation, type NumberedMessage, takeNumbers } from './numbering';
import { ReadMark } from './read-mark.entity';

const ROWS_AT_ONCE = 200;
/** More than anybody has tickets. */
const MOST_CONTINUED = 200;

/** A message of one of the two logs, and what it is in the new one. */
interface Copied {
  original: Message;
  copy: NumberedMessage;
}

/**
 * Makes one conversation of two. A log is never rewritten, so the one is a new one with copies of everything; the two
 * stay as they are, are written to no more, and say where they go on.
 */
@Injectable()
export class ConversationMerging {
  constructor(private readonly conversations: Conversations) {}

  /** Waits for messages that are being stored; those that come later find the two closed and are sent on. */
  async merge(tx: Tx, ids: readonly [string, string], place: NewConversation): Promise<string> {
    const locked = [...(await lockConversations(tx.manager, ids)).values()];
    const [one, other] = locked;
    if (!one || !other) throw AppError.notFound('conversation');
    if (locked.some(({ lastSeq }) => lastSeq > LIMITS.mergedMessages))
      throw new AppError('STATE_CONFLICT', `More than ${LIMITS.mergedMessages} messages cannot be merged.`);

    const conversation = await this.conversations.create(tx, place);
    const messages = interleaved(await logOf(tx, one), await logOf(tx, other));
    const copied = messages.map((original) => ({
      original,
      copy: takeNumbers(conversation, draftOf(original), original.createdAt),
    }));
    // Whoever waited for nothing before does not begin to because old messages are counted again.
    if (!locked.some(({ awaitingSince }) => awaitingSince)) conversation.awaitingSince = null;

    for (const rows of chunks(copied))
      await insertMessages(
        tx.manager,
        rows.map(({ copy }) => copy),
      );
    await saveCounters(tx.manager, [conversation]);
    await copyAttachments(tx.manager, ids, conversation, copied);
    await carryReadMarks(tx, ids, conversation, copied);
    await tx.manager.query(
      `UPDATE conversations SET isClosed = 1, holderId = NULL, awaitingSince = NULL, sleepingSince = NULL, continuedInId = ?
       WHERE id IN (?, ?)`,
      [conversation.id, ...ids],
    );
    return conversation.id;
  }

  /** What goes on elsewhere is the other customer's too, who was the same person all along. */
  async handOverContinued(tx: Tx, fromCustomerId: string, toCustomerId: string): Promise<void> {
    const continued = await tx.manager.find(Conversation, {
      select: { id: true },
      where: { customerId: fromCustomerId, continuedInId: Not(IsNull()) },
      order: { id: 'ASC' },
      take: MOST_CONTINUED,
    });
    for (const { id } of continued) await this.conversations.handOver(tx, id, fromCustomerId, toCustomerId);
  }
}

function logOf({ manager }: Tx, { id }: LockedConversation): Promise<Message[]> {
  return manager.find(Message, { where: { conversationId: id }, order: { seq: 'ASC' } });
}

/** A copy is nobody's to send again: that is found where it was sent to. */
function draftOf({ kind, authorKind, authorId, visibility, body, system }: Message) {
  return { kind, authorKind, authorId, clientId: null, visibility, body, system };
}

/** The copies carry the same files; what is not sent yet can be sent to the new conversation. */
async function copyAttachments(
  manager: EntityManager,
  ids: readonly string[],
  { id }: LockedConversation,
  copied: readonly Copied[],
): Promise<void> {
  const seqOf = new Map(copied.map(({ original, copy }) => [keyOf(original.conversationId, original.seq), copy.seq]));
  await manager.query(
    `UPDATE attachments SET conversationId = ? WHERE conversationId IN (${marks(ids.length)}) AND messageSeq IS NULL`,
    [id, ...ids],
  );
  const carried = await manager.find(Attachment, { where: { conversationId: In([...ids]) }, order: { id: 'ASC' } });
  const rows = carried.map((attachment) => {
    const messageSeq = seqOf.get(keyOf(attachment.conversationId, attachment.messageSeq)) ?? null;
    return { ...attachment, id: newId(), conversationId: id, messageSeq };
  });
  for (const some of chunks(rows)) await manager.insert(Attachment, some);
}

/** Everybody has read the new conversation as far as they have read, or written, all of it. */
async function carryReadMarks(
  { manager, now }: Tx,
  ids: readonly string[],
  { id }: LockedConversation,
  copied: readonly Copied[],
): Promise<void> {
  const old = await manager.findBy(ReadMark, { conversationId: In([...ids]) });
  const readers = new Map(old.map(({ readerId, readerKind }) => [readerId, readerKind]));
  const readTo = new Map(old.map(({ conversationId, readerId, seq }) => [keyOf(conversationId, readerId), seq]));
  const fresh = [...readers].map(([readerId, readerKind]) => {
    const isRead = ({ original: { conversationId, publicSeq, authorId } }: Copied) =>
      publicSeq === null || authorId === readerId || publicSeq <= (readTo.get(keyOf(conversationId, readerId)) ?? 0);
    const unread = copied.find((it) => !isRead(it));
    const last = copied.reduce((seq, { copy }) => Math.max(seq, copy.publicSeq ?? 0), 0);
    const seq = unread ? (unread.copy.publicSeq ?? 1) - 1 : last;
    return { conversationId: id, readerId, readerKind, seq, updatedAt: now };
  });
  const begun = fresh.filter(({ seq }) => seq > 0);
  for (const rows of chunks(begun)) await manager.insert(ReadMark, rows);
}

function keyOf(conversationId: string, part: string | number | null): string {
  return `${conversationId} ${part}`;
}

function chunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  );
}
