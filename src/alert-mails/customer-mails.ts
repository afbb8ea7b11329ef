import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Conversations, type Written } from '../conversations/conversations.service';
import { Customer } from '../customers/customer.entity';
import { type Recorded, type Tx, UnitOfWork } from '../database/unit-of-work';
import { Deliveries } from '../mail/deliveries.service';
import { MailConfirmations, recipientOf } from '../mail/mail-confirmations.service';
import { MailLinks } from '../mail/mail-links';
import { Shop } from '../shops/shop.entity';
import { Ticket } from '../tickets/ticket.entity';
import { factsFor } from './ticket-facts';

interface Correspondence {
  ticket: Ticket;
  shop: Shop;
  customer: Customer;
}

/** Mails that keep up a ticket with its customer: that it is there, and every answer. They can be answered. */
@Injectable()
export class CustomerMails {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly confirmations: MailConfirmations,
    private readonly links: MailLinks,
    unitOfWork: UnitOfWork,
    conversations: Conversations,
  ) {
    unitOfWork.alongside((tx, recorded) => this.welcome(tx, recorded));
    conversations.onWritten((tx, written) => this.answer(tx, written));
  }

  /** Whose address nobody has shown to be theirs is asked whether they want to hear from here. */
  private async welcome(tx: Tx, recorded: readonly Recorded[]): Promise<void> {
    const created = recorded.filter(({ event }) => event.name === 'ticket.created');
    if (!this.deliveries.isOn || created.length === 0) return;
    const tickets = await tx.manager.findBy(Ticket, { id: In(created.map(({ event }) => event.subject.id)) });
    for (const { ticket, shop, customer } of await correspondencesOf(tx, tickets)) {
      const to = recipientOf(customer, shop);
      if (to?.isConfirmed) {
        const data = { ...this.factsOf(shop, ticket), conversationId: ticket.conversationId };
        const onceKey = `ticketCreated:${ticket.id}`;
        await this.deliveries.add(tx, { kind: 'ticketCreated', shopId: shop.id, to, data, onceKey });
      } else if (to) await this.confirmations.ask(tx, shop, customer);
    }
  }

  private async answer(tx: Tx, written: readonly Written[]): Promise<void> {
    const answers = written.filter(
      ({ conversation, actor, message }) =>
        conversation.kind === 'ticket' && actor.kind === 'employee' && message.visibility === 'public',
    );
    if (!this.deliveries.isOn || answers.length === 0) return;
    const tickets = await tx.manager.findBy(Ticket, {
      conversationId: In([...new Set(answers.map(({ conversation }) => conversation.id))]),
    });
    const found = new Map((await correspondencesOf(tx, tickets)).map((one) => [one.ticket.conversationId, one]));
    for (const { conversation, message } of answers) {
      const one = found.get(conversation.id);
      const to = one && recipientOf(one.customer, one.shop);
      if (!one || !to || message.publicSeq === null) continue;
      const data = { ...this.factsOf(one.shop, one.ticket), conversationId: conversation.id, seq: message.publicSeq };
      const onceKey = `message:${message.id}`;
      await this.deliveries.add(tx, { kind: 'ticketReplied', shopId: one.shop.id, to, data, onceKey });
    }
  }

  private factsOf(shop: Shop, ticket: Ticket) {
    return factsFor('customer', shop, ticket, this.links);
  }
}

async function correspondencesOf({ manager }: Tx, tickets: readonly Ticket[]): Promise<Correspondence[]> {
  const shops = await manager.findBy(Shop, { id: In([...new Set(tickets.map(({ shopId }) => shopId))]) });
  const customers = await manager.findBy(Customer, {
    id: In([...new Set(tickets.map(({ customerId }) => customerId))]),
  });
  return tickets.flatMap((ticket) => {
    const shop = shops.find(({ id }) => id === ticket.shopId);
    const customer = customers.find(({ id }) => id === ticket.customerId);
    return shop && customer ? [{ ticket, shop, customer }] : [];
  });
}
