import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Page } from '../contract/common.dto';
import type { FileTicket, MyTicketListQuery } from '../contract/ticket-requests.dto';
import type { CustomerTicketView, TicketCategories, TicketDraft } from '../contract/tickets.dto';
import { Conversation } from '../conversations/conversation.entity';
import { Conversations } from '../conversations/conversations.service';
import type { CustomerActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { databaseTime, pageBy } from '../core/paging';
import { CustomersService } from '../customers/customers.service';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { ticketCategoriesOf } from '../shops/new-shop';
import { ShopsService } from '../shops/shops.service';
import { Ticket } from './ticket.entity';
import { TicketCreation } from './ticket-creation.service';
import { searched, TICKET_ORDER } from './ticket-scope';
import { TicketViews } from './ticket-views.service';

/** What customers file and see themselves. */
@Injectable()
export class CustomerTickets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly conversations: Conversations,
    private readonly creation: TicketCreation,
    private readonly views: TicketViews,
  ) {}

  async file(actor: CustomerActor, input: FileTicket): Promise<CustomerTicketView> {
    const ticket = await this.creation.once(actor.id, input.clientId, () =>
      this.unitOfWork.run((tx) => this.make(tx, actor, input)),
    );
    return this.views.customerView(ticket.id);
  }

  /** Asked again, the same draft, until it is filed. */
  async draft(actor: CustomerActor): Promise<TicketDraft> {
    return this.unitOfWork.run(async (tx) => {
      const place = { shopId: actor.shopId, customerId: actor.id, kind: 'draft' } as const;
      const draft = (await this.draftOf(tx, actor)) ?? (await this.conversations.create(tx, place));
      return { conversationId: draft.id };
    });
  }

  async list(actor: CustomerActor, query: MyTicketListQuery): Promise<Page<CustomerTicketView>> {
    const { status, category, from, to, search } = query;
    const tickets = this.dataSource
      .getRepository(Ticket)
      .createQueryBuilder('ticket')
      .where('ticket.customerId = :customerId', { customerId: actor.id })
      .andWhere('ticket.mergedIntoId IS NULL');
    if (status) tickets.andWhere('ticket.status IN (:...status)', { status });
    if (category) tickets.andWhere('ticket.category = :category', { category });
    if (from) tickets.andWhere('ticket.createdAt >= :from', { from: databaseTime(new Date(from)) });
    if (to) tickets.andWhere('ticket.createdAt < :to', { to: databaseTime(new Date(to)) });
    searched(tickets, search, 'public');
    const page = await pageBy(tickets, TICKET_ORDER.newest, query);
    return { items: await this.views.presentForCustomer(page.items), nextCursor: page.nextCursor };
  }

  async detail(actor: CustomerActor, ticketId: string): Promise<CustomerTicketView> {
    return this.views.customerView((await this.find(actor, ticketId)).id);
  }

  /** The ticket, if it is this customer's. */
  async find(actor: CustomerActor, ticketId: string): Promise<Ticket> {
    const ticket = await this.dataSource.getRepository(Ticket).findOneBy({ id: ticketId, customerId: actor.id });
    if (!ticket) throw AppError.notFound('ticket');
    return ticket;
  }

  async categories(actor: CustomerActor): Promise<TicketCategories> {
    const { settings } = await this.unitOfWork.run((tx) => this.shops.ofId(tx, actor.shopId));
    return { categories: ticketCategoriesOf(settings) };
  }

  private async make(tx: Tx, actor: CustomerActor, input: FileTicket): Promise<Ticket> {
    const shop = await this.shops.ofId(tx, actor.shopId);
    const customer = await this.customers.require(tx, actor.id);
    const { clientId, title, description, phone, attachmentIds } = input;
    const category = this.creation.categoryIn(shop, input.category);
    const teamId = await this.creation.teamFor(tx, shop, undefined);
    const draft = attachmentIds?.length ? await this.draftOf(tx, actor) : null;

    const ticket = await this.creation.create(
      tx,
      actor,
      {
        ...{ shopId: shop.id, customer, teamId, clientId, title, description, category },
        source: actor.isRegistered ? 'portal' : 'offline',
        contactEmail: customer.email,
        contactPhone: phone ?? customer.phone,
        ...(draft ? { conversationId: draft.id } : {}),
      },
      actor.name,
    );
    const first = { clientId, body: description, visibility: 'public', attachmentIds } as const;
    await this.conversations.appendMessage(tx, actor, ticket.conversationId, first);
    return ticket;
  }

  private draftOf(tx: Tx, { id }: CustomerActor): Promise<Conversation | null> {
    return tx.lock(Conversation, { customerId: id, kind: 'draft' });
  }
}
