import { Injectable } from '@nestjs/common';
import { ActorLoader } from '../auth/actor-loader';
import { MessageLog } from '../conversations/message-log';
import { AppError } from '../core/app-error';
import type { Delivery } from '../mail/delivery.entity';
import type { Quotation } from '../mail/letters';
import { MailComposer } from '../mail/mail-composer';

/** Reads the message that a mail tells of when the mail is sent, with the rights that its reader has then. */
@Injectable()
export class QuotedMessages {
  constructor(
    private readonly messages: MessageLog,
    private readonly actors: ActorLoader,
    composer: MailComposer,
  ) {
    composer.quotes('ticketReplied', (data, delivery) => this.read(data, delivery));
    composer.quotes('ticketAnswered', (data, delivery) => this.read(data, delivery));
  }

  private async read(
    { conversationId, seq, shop }: { conversationId: string; seq: number; shop: string },
    { recipientKind: kind, recipientId: id }: Delivery,
  ): Promise<Quotation | null> {
    const access = kind && id ? await this.actors.access(kind, id) : null;
    if (!access) return null;
    try {
      const asked = { afterSeq: seq - 1, limit: 1 };
      const { messages } = await this.messages.page({ ...access, signInId: '' }, conversationId, asked);
      const entries = messages.map(({ author, createdAt, body, attachments }) => ({
        author: author.name || shop,
        at: createdAt,
        body,
        files: attachments.map(({ name }) => name),
      }));
      return { entries, isShortened: false };
    } catch (error) {
      // They may read it no longer.
      if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }
}
