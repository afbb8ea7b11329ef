import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import { DataSource } from 'typeorm';
import type { AttachmentView } from '../contract/conversations.dto';
import type { Actor, CustomerActor, StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import { log } from '../core/log';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { Attachment } from './attachment.entity';
import { type Content, readContent } from './attachment-content';
import { cleanName } from './attachment-name';
import { AttachmentQuota } from './attachment-quota';
import { ATTACHMENT_STORE, type AttachmentStore } from './attachment-store';
import { Conversation } from './conversation.entity';
import { refusalToUpload } from './conversation.policy';
import { ConversationAccess } from './conversation-access';
import { Message } from './message.entity';
import { presentAttachment } from './message.presenter';

/** Pictures are drawn anew two at a time: each takes a core and up to 200 MB while it lasts. */
const drawing = pLimit(2);
/** Uploads are held in memory, so no more of them at once than there is room for. */
const MAX_UPLOADS = 16;

export interface Upload {
  name: string;
  /** Reads the body; called only once the uploader may upload at all. */
  read: () => Promise<Buffer>;
}

export interface AttachmentFile {
  name: string;
  mime: string;
  /** Whether it was drawn anew here, so that a browser may show it in place. */
  isPicture: boolean;
  size: number | undefined;
  content: Readable;
}

/** Files that people send with their messages. */
@Injectable()
export class AttachmentsService {
  private uploads = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ConversationAccess,
    private readonly quota: AttachmentQuota,
    @Inject(ATTACHMENT_STORE) private readonly store: AttachmentStore,
  ) {}

  /** Nothing is kept before the whole file has arrived and been looked at, so a broken upload leaves nothing. */
  async upload(actor: Actor, conversationId: string, upload: () => Promise<Upload>): Promise<AttachmentView> {
    if (actor.kind === 'system') throw new AppError('FORBIDDEN', 'Only people upload files.');
    const conversation = await this.access.authorizeRead(actor, conversationId);
    authorizeUpload(actor, conversation);
    await this.quota.countAttempt(actor);
    if (this.uploads >= MAX_UPLOADS) throw new AppError('UNAVAILABLE', 'Too many uploads at once.', { retryAfter: 5 });

    this.uploads += 1;
    try {
      const { name, read } = await upload();
      const bytes = await read();
      const content = await drawing(() => readContent(bytes));
      return await this.keep(actor, conversationId, name, content);
    } finally {
      this.uploads -= 1;
    }
  }

  async content(actor: Actor, id: string): Promise<AttachmentFile> {
    const { name, mime, size, storageKey } = await this.readable(actor, id);
    return { name, mime, size, isPicture: mime.startsWith('image/'), content: await this.store.read(storageKey) };
  }

  async thumbnail(actor: Actor, id: string): Promise<AttachmentFile> {
    const { name, thumbnailKey } = await this.readable(actor, id);
    if (!thumbnailKey) throw AppError.notFound('thumbnail');
    return {
      name: cleanName(name, 'image/webp'),
      mime: 'image/webp',
      size: undefined,
      isPicture: true,
      content: await this.store.read(thumbnailKey),
    };
  }

  /** Takes back an upload that no message carries yet. */
  async remove(actor: Actor, id: string): Promise<void> {
    const removed = await this.unitOfWork.run(async (tx) => {
      const attachment = await tx.lock(Attachment, { id });
      if (!attachment || attachment.uploaderId !== actor.id) throw AppError.notFound('attachment');
      if (attachment.messageSeq !== null) throw new AppError('STATE_CONFLICT', 'It has been sent already.');

      await tx.manager.delete(Attachment, id);
      return attachment;
    });
    await this.removeFiles(removed);
  }

  async removeFiles({ storageKey, thumbnailKey }: Attachment): Promise<void> {
    await this.store.remove(storageKey);
    if (thumbnailKey) await this.store.remove(thumbnailKey);
  }

  /** The row comes first: should this server die in between, the clean-up finds the row and removes what is there. */
  private async keep(
    actor: StaffActor | CustomerActor,
    conversationId: string,
    name: string,
    content: Content,
  ): Promise<AttachmentView> {
    const attachment = await this.unitOfWork.run((tx) => this.insert(tx, actor, conversationId, name, content));
    try {
      await this.store.put(attachment.storageKey, content.bytes);
      if (attachment.thumbnailKey && content.thumbnail)
        await this.store.put(attachment.thumbnailKey, content.thumbnail);
    } catch (error) {
      log.error({ err: error }, 'an attachment could not be stored');
      await this.remove(actor, attachment.id);
      throw new AppError('UNAVAILABLE', 'The file could not be stored. Try again shortly.', { retryAfter: 5 });
    }
    return presentAttachment(attachment);
  }

  private async insert(
    tx: Tx,
    actor: StaffActor | CustomerActor,
    conversationId: string,
    name: string,
    content: Content,
  ): Promise<Attachment> {
    const conversation = await tx.lock(Conversation, { id: conversationId });
    if (!conversation) throw AppError.notFound('conversation');
    authorizeUpload(actor, conversation);
    await this.quota.authorize(tx, conversationId, content.bytes.length);

    const { mime, bytes, width, height, thumbnail } = content;
    const attachment = Object.assign(new Attachment(), {
      id: newId(),
      shopId: conversation.shopId,
      conversationId,
      uploaderKind: actor.kind,
      uploaderId: actor.id,
      storageKey: randomKey(),
      thumbnailKey: thumbnail && randomKey(),
      name: cleanName(name, mime),
      mime,
      size: bytes.length,
      width,
      height,
      messageSeq: null,
      createdAt: tx.now,
    });
    await tx.manager.insert(Attachment, attachment);
    return attachment;
  }

  /** An upload is its uploader's until it is sent; then it is for those who may read the message that carries it. */
  private async readable(actor: Actor, id: string): Promise<Attachment> {
    const attachment = await this.dataSource.getRepository(Attachment).findOneBy({ id });
    if (!attachment) throw AppError.notFound('attachment');
    const { conversationId, messageSeq, uploaderId } = attachment;
    await this.access.authorizeRead(actor, conversationId);
    if (messageSeq === null && uploaderId !== actor.id) throw AppError.notFound('attachment');
    if (messageSeq !== null && actor.kind === 'customer') {
      const carrier = await this.dataSource.getRepository(Message).findOneBy({ conversationId, seq: messageSeq });
      if (carrier?.visibility !== 'public') throw AppError.notFound('attachment');
    }
    return attachment;
  }
}

function authorizeUpload(actor: Actor, conversation: Conversation): void {
  const refusal = refusalToUpload(actor, conversation);
  if (refusal) throw refusal;
}

function randomKey(): string {
  return randomBytes(24).toString('hex');
}
