import { Injectable } from '@nestjs/common';
import { ActorLoader } from '../auth/actor-loader';
import type { MessageView } from '../contract/conversations.dto';
import type { TranscriptRequest } from '../contract/mail.dto';
import { MessageLog } from '../conversations/message-log';
import { sentenceOf } from '../conversations/transcript-words';
import type { CustomerActor, StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { CustomersService } from '../customers/customers.service';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { EmployeesService } from '../employees/employees.service';
import { type Added, Deliveries, type Recipient } from '../mail/deliveries.service';
import type { Quotation } from '../mail/letters';
import { MailComposer } from '../mail/mail-composer';
import { MailConfirmations, recipientOf } from '../mail/mail-confirmations.service';
import type { Shop } from '../shops/shop.entity';
import { ShopsService } from '../shops/shops.service';

/** The newest part of a conversation, as much as a mail holds. */
const QUOTED = 200;

/** Conversations by e-mail, to who may read them and asks for it. */
@Injectable()
export class TranscriptMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly messages: MessageLog,
    private readonly customers: CustomersService,
    private readonly employees: EmployeesService,
    private readonly shops: ShopsService,
    private readonly deliveries: Deliveries,
    private readonly confirmations: MailConfirmations,
    private readonly actors: ActorLoader,
    composer: MailComposer,
  ) {
    composer.quotes('transcript', ({ conversationId }, { recipientKind, recipientId, shopId }) =>
      this.read(conversationId, recipientKind, recipientId, shopId),
    );
  }

  /** A customer's words go only to an address whose reader has said that they may. */
  async request(actor: CustomerActor | StaffActor, conversationId: string): Promise<TranscriptRequest> {
    const { shopId, lastSeq } = await this.messages.authorizeRead(actor, conversationId);
    if (!this.deliveries.isOn) throw new AppError('UNAVAILABLE', 'This service sends no e-mail.');
    return this.unitOfWork.run(async (tx) => {
      const shop = await this.shops.ofId(tx, shopId);
      const send = async (to: Recipient) => {
        const data = { shop: shop.name, conversationId, timeZone: shop.timeZone, isForStaff: to.kind === 'employee' };
        // Asked twice before anything was written: it is on its way already.
        const onceKey = `transcript:${conversationId}:${lastSeq}`;
        return this.deliveries.add(tx, { kind: 'transcript', shopId, to, data, onceKey });
      };
      return actor.kind === 'employee' ? this.toStaff(tx, actor, send) : this.toCustomer(tx, actor, shop, send);
    });
  }

  private async toStaff(
    tx: Tx,
    { id }: StaffActor,
    send: (to: Recipient) => Promise<Added>,
  ): Promise<TranscriptRequest> {
    const employee = await this.employees.ofId(tx, id);
    if (!employee) return { outcome: 'noAddress' };
    await send({ kind: 'employee', id, address: employee.email, locale: employee.locale, isConfirmed: true });
    return { outcome: 'sent' };
  }

  private async toCustomer(
    tx: Tx,
    actor: CustomerActor,
    shop: Shop,
    send: (to: Recipient) => Promise<Added>,
  ): Promise<TranscriptRequest> {
    const customer = await this.customers.lockActive(tx, actor.id);
    const to = recipientOf(customer, shop);
    if (!to) return { outcome: 'noAddress' };
    if (!to.isConfirmed) {
      const asked = await this.confirmations.ask(tx, shop, customer);
      return { outcome: asked === 'added' ? 'confirmationSent' : 'tooSoon' };
    }
    await send(to);
    return { outcome: 'sent' };
  }

  /** With the rights that the reader has when it is sent. */
  private async read(
    conversationId: string,
    kind: 'customer' | 'employee' | null,
    id: string | null,
    shopId: string | null,
  ): Promise<Quotation | null> {
    const access = kind && id ? await this.actors.access(kind, id) : null;
    const shop = shopId ? await this.shops.byId(shopId) : null;
    if (!access || !shop) return null;
    const actor = { ...access, signInId: '' };
    const { messages, hasOlder } = await this.messages.page(actor, conversationId, { limit: QUOTED });
    return { entries: messages.map((message) => quoted(message, shop)), isShortened: hasOlder };
  }
}

function quoted({ author, createdAt, body, system, attachments }: MessageView, { name, locale }: Shop) {
  return {
    author: author.name || name,
    at: createdAt,
    body: system ? sentenceOf(system, locale) : body,
    files: attachments.map((file) => file.name),
  };
}
