import { Injectable } from '@nestjs/common';
import { LIMITS } from '../contract/limits';
import type { UpdateTicket } from '../contract/ticket-requests.dto';
import type { TicketDetail } from '../contract/tickets.dto';
import type { StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { given } from '../core/given';
import { tidy } from '../core/text';
import { CustomersService } from '../customers/customers.service';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import type { Shop } from '../shops/shop.entity';
import { ShopsService } from '../shops/shops.service';
import type { Ticket } from './ticket.entity';
import { authorizeTicket } from './ticket.policy';
import { TicketCreation } from './ticket-creation.service';
import { contactOf, tagsOf, ticketSearchText } from './ticket-fields';
import { TicketReader } from './ticket-reader.service';
import { snapshotOf } from './ticket-snapshot';
import { TicketTransitions } from './ticket-transitions.service';

interface Tagging {
  add?: readonly string[];
  remove?: readonly string[];
}

/** Sets right what a ticket says of itself. */
@Injectable()
export class TicketEdits {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: TicketTransitions,
    private readonly creation: TicketCreation,
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly reader: TicketReader,
  ) {}

  async update(actor: StaffActor, ticketId: string, input: UpdateTicket): Promise<TicketDetail> {
    const changed = await this.unitOfWork.run((tx) => this.updateIn(tx, actor, ticketId, input));
    return this.reader.detailOf(actor, changed);
  }

  /** The same as part of a larger change. What is already as it should be leaves no event. */
  updateIn(tx: Tx, actor: StaffActor, ticketId: string, input: UpdateTicket): Promise<Ticket> {
    return this.changeIn(tx, actor, ticketId, () => input);
  }

  /** Tags are added to those that the ticket has at that moment, and taken from them. */
  tagIn(tx: Tx, actor: StaffActor, ticketId: string, { add = [], remove = [] }: Tagging): Promise<Ticket> {
    const gone = new Set(tagsOf(remove));
    return this.changeIn(tx, actor, ticketId, (ticket) => {
      const tags = tagsOf([...ticket.tags, ...add]).filter((tag) => !gone.has(tag));
      if (tags.length > Math.max(LIMITS.tagsPerTicket, ticket.tags.length))
        throw AppError.field('addTags', `A ticket has at most ${LIMITS.tagsPerTicket} tags.`);
      return { tags };
    });
  }

  private async changeIn(
    tx: Tx,
    actor: StaffActor,
    ticketId: string,
    inputFor: (ticket: Ticket) => UpdateTicket,
  ): Promise<Ticket> {
    const change = await this.transitions.lock(tx, actor, ticketId);
    const { ticket, was } = change;
    authorizeTicket(actor, 'update', ticket);
    ticket.require('update');

    this.edit(ticket, inputFor(ticket), await this.shops.ofId(tx, ticket.shopId));
    if (JSON.stringify(snapshotOf(ticket)) === JSON.stringify(was)) return ticket;

    ticket.searchText = ticketSearchText(ticket, await this.customers.require(tx, ticket.customerId));
    return this.transitions.finish(tx, actor, change, { event: 'ticket.changed' });
  }

  private edit(ticket: Ticket, input: UpdateTicket, shop: Shop): void {
    const { title, description, priority, tags } = given(input);
    if (title !== undefined) ticket.title = tidy(title);
    if (description !== undefined) ticket.description = description;
    if (input.category !== undefined) ticket.category = this.creation.categoryIn(shop, input.category);
    if (priority !== undefined) ticket.priority = priority;
    if (tags !== undefined) ticket.tags = tagsOf(tags);
    const { contactEmail = ticket.contactEmail, contactPhone = ticket.contactPhone } = input;
    if (contactEmail !== ticket.contactEmail || contactPhone !== ticket.contactPhone)
      Object.assign(ticket, contactOf(contactEmail, contactPhone, shop.settings.country));
  }
}
