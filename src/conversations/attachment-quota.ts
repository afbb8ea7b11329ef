import { Injectable } from '@nestjs/common';
import type { CustomerActor, StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { RateLimits } from '../database/rate-limits';
import type { Tx } from '../database/unit-of-work';
import { Attachment } from './attachment.entity';

const MEGABYTE = 1024 * 1024;
/** Bytes and files that one conversation may hold. */
const CONVERSATION_BYTES = 500 * MEGABYTE;
const CONVERSATION_FILES = 500;

/** How much may be uploaded, so that nobody fills the disk. */
@Injectable()
export class AttachmentQuota {
  constructor(private readonly limits: RateLimits) {}

  /** Every attempt counts, also one that is refused later: it costs bandwidth and memory all the same. */
  countAttempt(actor: CustomerActor | StaffActor): Promise<void> {
    return this.limits.consume(actor.kind === 'customer' ? 'uploads' : 'staffMessages', actor.id);
  }

  /** The caller holds the conversation's lock, so that uploads to it are counted one after the other. */
  async authorize(tx: Tx, conversationId: string, bytes: number): Promise<void> {
    const files = await tx.manager.countBy(Attachment, { conversationId });
    const used = (await tx.manager.sum(Attachment, 'size', { conversationId })) ?? 0;
    if (files >= CONVERSATION_FILES || Number(used) + bytes > CONVERSATION_BYTES) {
      throw new AppError('PAYLOAD_TOO_LARGE', 'This conversation holds as many files as it can.');
    }
  }
}
