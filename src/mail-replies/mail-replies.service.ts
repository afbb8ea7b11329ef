import { Injectable } from '@nestjs/common';
import type { Attachment } from 'mailparser';
import { LIMITS } from '../contract/limits';
import type { ReplyTaken } from '../contract/mail.dto';
import { AttachmentsService } from '../conversations/attachments.service';
import { ConversationPlaces } from '../conversations/conversation-places.service';
import { Conversations } from '../conversations/conversations.service';
import { MessageLog } from '../conversations/message-log';
import { MessageWriter } from '../conversations/message-writer';
import { type CustomerActor, SYSTEM } from '../core/actor';
import { AppError } from '../core/app-error';
import { log } from '../core/log';
import { shortened } from '../core/text';
import { CustomerAccounts } from '../customers/customer-accounts.service';
import { CustomerSelf } from '../customers/customer-self.service';
import { CustomersService } from '../customers/customers.service';
import { UnitOfWork } from '../database/unit-of-work';
import { filledIn, wordsOf } from '../mail/letters';
import { ReplyAddresses } from '../mail/reply-addresses';
import { type InboundMail, readMail } from './inbound-mail';

type ReplyOutcome = ReplyTaken['outcome'];

interface Place {
  conversationId: string;
  actor: CustomerActor;
  locale: string | null;
}

interface Upload extends Place {
  /** Of the message that is to carry it. */
  clientId: string;
  body: string;
}

/** What keeps a file out for good; anything else is worth another try with the whole mail. */
const NOT_KEPT: readonly string[] = ['UNSUPPORTED_TYPE', 'PAYLOAD_TOO_LARGE', 'UNPROCESSABLE'];

/**
 * Answers that customers send by e-mail. Only an address that we made for this customer and conversation, used from
 * the customer's own address, leads anywhere; everything else is ignored without a word.
 */
@Injectable()
export class MailReplies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly addresses: ReplyAddresses,
    private readonly messages: MessageLog,
    private readonly writer: MessageWriter,
    private readonly conversations: Conversations,
    private readonly places: ConversationPlaces,
    private readonly attachments: AttachmentsService,
    private readonly customers: CustomersService,
    private readonly accounts: CustomerAccounts,
    private readonly self: CustomerSelf,
  ) {}

  /** The same mail again adds nothing. A passing trouble is thrown: whoever brings the mail tries again. */
  async take(raw: Buffer): Promise<ReplyOutcome> {
    const mail = await readMail(raw);
    const place = mail.isAutomatic ? null : await this.placeOf(mail);
    if (!place || (mail.body === '' && mail.files.length === 0)) return 'ignored';
    const { conversationId, actor, locale } = place;
    if (await this.unitOfWork.run((tx) => this.conversations.sentBefore(tx, actor, mail.clientId))) return 'known';

    const { ids, lost } = await this.keepFiles({ ...place, ...mail }, mail.files);
    const notes = lost.map((name) => filledIn(wordsOf(locale).notKept, { name }));
    const body = shortened([mail.body, ...notes].filter(Boolean).join('\n\n'), LIMITS.messageBody);
    try {
      await this.writer.send(actor, { conversationId, clientId: mail.clientId, body, attachmentIds: ids });
      return 'added';
    } catch (error) {
      // It came twice at the same moment, with its files uploaded twice.
      if (error instanceof AppError && error.code === 'CLIENT_ID_REUSED') return 'known';
      if (error instanceof AppError && error.status < 429) return 'ignored';
      throw error;
    }
  }

  private async placeOf({ to, from }: InboundMail): Promise<Place | null> {
    const sealed = to.map((address) => this.addresses.read(address)).find((found) => found !== null);
    if (!sealed) return null;
    const { isFor } = sealed;
    const conversationId = await this.places.endOf(sealed.conversationId);
    const customerId = await this.customerOf(conversationId);
    const customer = customerId && (await this.customers.byIds([customerId])).get(customerId);
    if (!customer || customer.emailKey !== from) return null;
    // Addresses that were made before a visitor turned out to be this customer go on working.
    if (![customer.id, ...(await this.self.formerIds(customer.id))].some(isFor)) return null;
    const access = await this.accounts.access(customer.id);
    return access && { conversationId, actor: { ...access, signInId: '' }, locale: customer.locale };
  }

  private async customerOf(conversationId: string): Promise<string | null> {
    try {
      return (await this.messages.authorizeRead(SYSTEM, conversationId)).customerId;
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }

  private async keepFiles(place: Upload, files: readonly Attachment[]): Promise<{ ids: string[]; lost: string[] }> {
    const ids: string[] = [];
    const lost: string[] = [];
    for (const file of files) {
      const name = file.filename ?? 'file';
      const id = ids.length < LIMITS.attachmentsPerMessage ? await this.keep(place, name, file.content) : null;
      if (id) ids.push(id);
      else lost.push(shortened(name, 100));
    }
    return { ids, lost };
  }

  private async keep(
    { actor, conversationId, clientId, body }: Upload,
    name: string,
    content: Buffer,
  ): Promise<string | null> {
    const upload = () =>
      this.attachments.upload(actor, conversationId, () =>
        Promise.resolve({ name, read: () => Promise.resolve(content) }),
      );
    if (content.length > LIMITS.attachmentBytes) return null;
    try {
      return (await upload()).id;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (NOT_KEPT.includes(error.code)) return null;
      if (error.code !== 'CHAT_CLOSED') throw error;
      // A conversation that had ended goes on with this mail, or in another one, whose uploads these cannot be.
      const goesOnIn = await this.places.placeFor(actor, { conversationId, clientId, body, isAgain: false });
      if (goesOnIn !== conversationId) return null;
      log.debug({ conversationId }, 'reopened by mail');
      return (await upload()).id;
    }
  }
}
