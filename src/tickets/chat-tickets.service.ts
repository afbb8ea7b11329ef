import { Injectable } from '@nestjs/common';
import { authorizeForHolder, chatPolicy } from '../chats/chat.policy';
import { type ChangingChat, ChatTransitions } from '../chats/chat-transitions.service';
import type { TicketFromChat } from '../contract/ticket-requests.dto';
import type { CustomerTicketView, TicketDetail } from '../contract/tickets.dto';
import { type CustomerActor, covers, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { shortened } from '../core/text';
import { CustomersService } from '../customers/customers.service';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { ShopsService } from '../shops/shops.service';
import { Ticket } from './ticket.entity';
import { TicketCreation } from './ticket-creation.service';
import { TicketReader } from './ticket-reader.service';
import { TicketViews } from './ticket-views.service';

/** Letters of the first message that make a title. */
const TITLE = 80;

/** What a chat cannot finish goes on as a ticket, in the same conversation and with the agent who saw that. */
@Injectable()
export class ChatTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly chats: ChatTransitions,
    private readonly creation: TicketCreation,
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly reader: TicketReader,
    private readonly views: TicketViews,
  ) {}

  /** The chat ends with it, unless it has ended before. */
  async create(actor: StaffActor, chatId: string, input: TicketFromChat): Promise<TicketDetail> {
    const ticket = await this.creation.once(actor.id, input.clientId, () =>
      this.unitOfWork.run((tx) => this.make(tx, actor, chatId, input)),
    );
    return this.reader.detailOf(actor, ticket);
  }

  /** By the customer, whom nobody could serve yet: they need not wait, the answer comes by itself. */
  async leave(actor: CustomerActor, chatId: string): Promise<CustomerTicketView> {
    const { id } = await this.unitOfWork.run((tx) => this.leaveIn(tx, actor, chatId));
    return this.views.customerView(id);
  }

  private async leaveIn(tx: Tx, actor: CustomerActor, chatId: string): Promise<Ticket> {
    const change = await this.chats.lock(tx, actor, chatId);
    const { chat } = change;
    const earlier = chat.ticketId && (await tx.manager.findOneBy(Ticket, { id: chat.ticketId }));
    if (earlier) return earlier;
    chatPolicy.authorize(actor, 'close', chat);
    if (chat.status === 'active' || chat.answeredAt)
      throw new AppError('STATE_CONFLICT', 'Somebody is answering this chat already.');

    const { shopId, topic, firstMessage, teamId, conversationId } = chat;
    const customer = await this.customers.require(tx, actor.id);
    const title = shortened(topic ?? firstMessage, TITLE) || 'Chat';
    const ticket = await this.creation.create(
      tx,
      actor,
      {
        ...{ shopId, customer, title, description: firstMessage || title, teamId, conversationId, chatId },
        ...{ source: 'chat' as const, contactEmail: customer.email, contactPhone: customer.phone },
      },
      actor.name,
    );
    await this.end(tx, actor, change, ticket);
    return ticket;
  }

  private async make(tx: Tx, actor: StaffActor, chatId: string, input: TicketFromChat): Promise<Ticket> {
    const change = await this.chats.lock(tx, actor, chatId);
    const { chat } = change;
    const { clientId, title, description, priority, tags } = input;
    // Asked twice at the same moment, the second finds here what the first has made.
    const earlier = chat.ticketId && (await tx.manager.findOneBy(Ticket, { createdById: actor.id, clientId }));
    if (earlier && earlier.id === chat.ticketId) return earlier;
    if (chat.status === 'closed') chatPolicy.authorize(actor, 'read', chat);
    else authorizeForHolder(actor, 'close', chat);
    if (!covers(actor, 'tickets:create', { ...chat.place, holderId: actor.id }))
      throw new AppError('FORBIDDEN', 'You may not make tickets here.');
    if (chat.ticketNumber)
      throw new AppError('STATE_CONFLICT', `This chat goes on in ticket #${chat.ticketNumber} already.`);

    const shop = await this.shops.ofId(tx, chat.shopId);
    const customer = await this.customers.require(tx, chat.customerId);
    const ticket = await this.creation.create(
      tx,
      actor,
      {
        ...{ shopId: shop.id, customer, clientId, title, priority, tags, source: 'chat' as const, chatId },
        teamId: input.teamId ? await this.creation.teamFor(tx, shop, input.teamId) : chat.teamId,
        category: this.creation.categoryIn(shop, input.category),
        description: description ?? (chat.firstMessage || title),
        ...{ contactEmail: customer.email, contactPhone: customer.phone },
        assigneeId: covers(actor, 'tickets:take', { ...chat.place, holderId: actor.id }) ? actor.id : null,
        conversationId: chat.conversationId,
      },
      actor.name,
    );
    await this.end(tx, actor, change, ticket);
    return ticket;
  }

  private async end(tx: Tx, actor: StaffActor | CustomerActor, change: ChangingChat, ticket: Ticket): Promise<void> {
    const { chat } = change;
    chat.ticketId = ticket.id;
    chat.ticketNumber = ticket.number;
    const isEnding = chat.status !== 'closed';
    if (isEnding) chat.close(actor, null, tx.now);
    await this.chats.finish(tx, actor, change, { event: isEnding ? 'chat.closed' : 'chat.ticketMade', entries: [] });
  }
}
