import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../core/env';
import { ShopsService } from '../shops/shops.service';
import type { Sealed } from './deliveries.service';
import type { Delivery } from './delivery.entity';
import { asHtml, asText, type Block, oneLine } from './letter';
import { filledIn, type Quotation, wordsOf, write } from './letters';
import { isOptional, type MailData, type MailKind } from './mail-kinds';
import { MailLinks } from './mail-links';
import type { OutgoingMail } from './mail-transport';
import { ReplyAddresses } from './reply-addresses';

/** Reads what a mail quotes; null when the mail is not to be sent after all. */
type Reader<Kind extends MailKind> = (data: MailData[Kind], delivery: Delivery) => Promise<Quotation | null>;

/** From a delivery to the mail: read, put into words, laid out, with the headers that mail programs understand. */
@Injectable()
export class MailComposer {
  private readonly readers = new Map<MailKind, Reader<MailKind>>();

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly shops: ShopsService,
    private readonly links: MailLinks,
    private readonly replies: ReplyAddresses,
  ) {}

  /** Features say how to read what their mails quote; it is read when the mail is sent, and never stored twice. */
  quotes<Kind extends MailKind>(kind: Kind, reader: Reader<Kind>): void {
    this.readers.set(kind, reader as Reader<MailKind>);
  }

  async compose(delivery: Delivery, { to, locale, data }: Sealed): Promise<OutgoingMail | null> {
    const kind = delivery.kind as MailKind;
    const reader = this.readers.get(kind);
    const quotation = reader ? await reader(data, delivery) : null;
    if (reader && !quotation) return null;

    const shop = delivery.shopId ? await this.shops.byId(delivery.shopId) : null;
    const { subject, blocks } = write(kind, data, locale, shop?.timeZone ?? 'UTC', quotation);
    const replyTo = this.replyTo(delivery, data);
    const words = wordsOf(locale);
    const above: Block[] = replyTo ? [{ kind: 'small', text: words.replyAbove }] : [];
    const below: Block[] = replyTo ? [{ kind: 'small', text: words.replyHint }] : [];
    const unsubscribe = this.unsubscribe(delivery);
    if (unsubscribe) {
      const text = filledIn(words.unsubscribeHint, { shop: shop?.name ?? 'Shopbell' });
      below.push({ kind: 'small', text, link: { label: words.unsubscribe, url: unsubscribe } });
    }

    const all = [...above, ...blocks, ...below];
    const from = this.env.MAIL_FROM ?? 'Shopbell <shopbell@localhost>';
    return {
      messageId: `<${delivery.id}@${domainOf(from)}>`,
      from,
      to,
      replyTo,
      subject: oneLine(subject),
      text: asText(all),
      html: asHtml(all, locale),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        ...(unsubscribe
          ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
          : {}),
      },
      date: delivery.createdAt,
    };
  }

  private unsubscribe({ kind, recipientId }: Delivery): string | null {
    return isOptional(kind) && recipientId ? this.links.unsubscribe(recipientId, kind) : null;
  }

  /** Only customers answer by mail, and only into the conversation that the mail is about. */
  private replyTo({ recipientKind, recipientId }: Delivery, data: MailData[MailKind]): string | undefined {
    if (recipientKind !== 'customer' || !recipientId || !('conversationId' in data)) return undefined;
    return this.replies.of(data.conversationId, recipientId) ?? undefined;
  }
}

function domainOf(from: string): string {
  return /@([^<>@\s]+)>?$/.exec(from)?.[1] ?? 'localhost';
}
