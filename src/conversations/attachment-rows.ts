import type { EntityManager } from 'typeorm';
import type { AttachmentView } from '../contract/conversations.dto';
import { LIMITS } from '../contract/limits';
import { AppError } from '../core/app-error';
import { marks } from '../core/plain-rows';
import type { Attachment } from './attachment.entity';
import { forUpdate } from './log-rows';
import type { Message } from './message.entity';
import { presentAttachment } from './message.presenter';

interface LooseAttachment {
  conversationId: string;
  uploaderId: string;
  view: AttachmentView;
}

/** Uploads that no message carries yet, by id. */
export type LooseAttachments = Map<string, LooseAttachment>;

/** Locked, so that neither the clean-up nor their uploader can remove them before they are bound. */
export async function lockLooseAttachments(manager: EntityManager, ids: readonly string[]): Promise<LooseAttachments> {
  if (ids.length === 0) return new Map();
  const rows: Attachment[] = await manager.query(
    `SELECT id, conversationId, uploaderId, name, mime, size, width, height, thumbnailKey
     FROM attachments WHERE id IN (${marks(ids.length)}) AND messageSeq IS NULL ORDER BY id ${forUpdate(manager)}`,
    [...ids],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      { conversationId: row.conversationId, uploaderId: row.uploaderId, view: presentAttachment(row) },
    ]),
  );
}

/** The person's own uploads to this conversation, for a message that is about to be stored. */
export async function claimAttachments(
  manager: EntityManager,
  uploaderId: string,
  conversationId: string,
  ids: readonly string[],
): Promise<AttachmentView[]> {
  const loose = await lockLooseAttachments(manager, [...new Set(ids)].sort());
  const own = [...loose.values()].filter((it) => it.uploaderId === uploaderId && it.conversationId === conversationId);
  if (own.length < new Set(ids).size)
    throw AppError.field('attachmentIds', 'Only your own uploads to this conversation, each once.');
  return own.map(({ view }) => view);
}

/** Ties each upload to the message with that number. */
export async function bindAttachments(manager: EntityManager, numbers: ReadonlyMap<string, number>): Promise<void> {
  if (numbers.size === 0) return;
  const ids = [...numbers.keys()];
  await manager.query(
    `UPDATE attachments SET messageSeq = CASE id ${'WHEN ? THEN ? '.repeat(ids.length)}END WHERE id IN (${marks(ids.length)})`,
    [...[...numbers].flat(), ...ids],
  );
}

type Place = Pick<Message, 'conversationId' | 'seq'>;
type Carried = Attachment & { messageSeq: number };

/** What each of the messages carries. */
export async function attachmentsOf(
  manager: EntityManager,
  messages: readonly Place[],
): Promise<(message: Place) => AttachmentView[]> {
  const places = new Map<string, number[]>();
  for (const { conversationId, seq } of messages)
    places.set(conversationId, [...(places.get(conversationId) ?? []), seq]);
  const each = [...places.values()].map((seqs) => `(conversationId = ? AND messageSeq IN (${marks(seqs.length)}))`);
  const rows: Carried[] =
    each.length === 0
      ? []
      : await manager.query(
          `SELECT id, conversationId, messageSeq, name, mime, size, width, height, thumbnailKey FROM attachments
           WHERE ${each.join(' OR ')} ORDER BY id LIMIT ${messages.length * LIMITS.attachmentsPerMessage}`,
          [...places].flat(2),
        );

  const carried = new Map<string, AttachmentView[]>();
  for (const row of rows) {
    const key = keyOf(row.conversationId, row.messageSeq);
    carried.set(key, [...(carried.get(key) ?? []), presentAttachment(row)]);
  }
  return ({ conversationId, seq }) => carried.get(keyOf(conversationId, seq)) ?? [];
}

function keyOf(conversationId: string, seq: number | null): string {
  return `${conversationId} ${seq}`;
}
