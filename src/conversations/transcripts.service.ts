import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { MessageView } from '../contract/conversations.dto';
import { LIMITS } from '../contract/limits';
import type { Actor } from '../core/actor';
import { CustomersService } from '../customers/customers.service';
import { ShopsService } from '../shops/shops.service';
import { ConversationAccess } from './conversation-access';
import { MessageLog } from './message-log';
import { pageTranscript, type TranscriptHead, textTranscript } from './transcript';

/** Conversations to keep or to print: for each reader exactly what they may read, so for customers without notes. */
@Injectable()
export class Transcripts {
  constructor(
    private readonly access: ConversationAccess,
    private readonly log: MessageLog,
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
  ) {}

  async text(actor: Actor, conversationId: string, timeZone?: string): Promise<Readable> {
    const head = await this.head(actor, conversationId, timeZone);
    return Readable.from(textTranscript(head, this.messages(actor, conversationId)));
  }

  async page(actor: Actor, conversationId: string, timeZone?: string): Promise<Readable> {
    const head = await this.head(actor, conversationId, timeZone);
    return Readable.from(pageTranscript(head, this.messages(actor, conversationId)));
  }

  private async head(actor: Actor, conversationId: string, timeZone?: string): Promise<TranscriptHead> {
    const { shopId, customerId } = await this.access.authorizeRead(actor, conversationId);
    const shop = await this.shops.byId(shopId);
    const names = await this.customers.displayNames(customerId ? [customerId] : []);
    const customer = (customerId && names.get(customerId)) || '';
    return { shop: shop.name, customer, locale: shop.locale, timeZone: timeZone ?? shop.timeZone };
  }

  /** All of them, a page at a time; whoever loses the right to read meanwhile gets no further. */
  private async *messages(actor: Actor, conversationId: string): AsyncGenerator<MessageView> {
    for (let afterSeq = 0; ; ) {
      const page = await this.log.page(actor, conversationId, { afterSeq, limit: LIMITS.messagePage });
      yield* page.messages;
      const last = page.messages.at(-1);
      if (!last || !page.hasNewer) return;
      afterSeq = last.seq;
    }
  }
}
