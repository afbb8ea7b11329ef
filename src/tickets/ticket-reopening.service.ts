import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConversationPlaces, type Refused } from '../conversations/conversation-places.service';
import type { CustomerActor } from '../core/actor';
import { CustomersService } from '../customers/customers.service';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { reopenDaysOf } from '../shops/new-shop';
import { ShopsService } from '../shops/shops.service';
import { Ticket } from './ticket.entity';
import { TicketAgents } from './ticket-agents.service';
import { TicketCreation } from './ticket-creation.service';
import { TicketTransitions } from './ticket-transitions.service';

/**
 * A customer who writes where a ticket waits for them, or has been closed: it goes on, is open again, or where it was
 * closed too long ago another ticket follows it.
 */
@Injectable()
export class TicketReopening {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: TicketTransitions,
    private readonly agents: TicketAgents,
    private readonly creation: TicketCreation,
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    places: ConversationPlaces,
  ) {
    places.onClosed('ticket', (customer, refused) => this.placeFor(customer, refused));
  }

  private async placeFor(customer: CustomerActor, refused: Refused): Promise<string | null> {
    const { conversationId, clientId, isAgain } = refused;
    const found = await this.tickets.findOneBy({ conversationId, customerId: customer.id });
    if (!found) return null;
    if (isAgain) return this.placeBefore(found, customer, clientId);
    const place = await this.unitOfWork.run((tx) => this.goOn(tx, customer, found.id));
    if (place) return place;
    const next = await this.creation.once(customer.id, clientId, () =>
      this.unitOfWork.run((tx) => this.follow(tx, customer, found, refused)),
    );
    return next.conversationId;
  }

  /** Where the message has gone when it was sent for the first time: the ticket that followed. */
  private async placeBefore({ id }: Ticket, customer: CustomerActor, clientId: string): Promise<string | null> {
    const followed = await this.tickets.findOneBy({ createdById: customer.id, clientId, followUpOfId: id });
    return followed?.conversationId ?? null;
  }

  /** Where the message can go in now; null if that is not in this ticket. */
  private async goOn(tx: Tx, customer: CustomerActor, ticketId: string): Promise<string | null> {
    const change = await this.transitions.lock(tx, customer, ticketId);
    const { ticket } = change;
    // Merged in this moment: its conversation knows where the message goes.
    if (ticket.mergedIntoId) return ticket.conversationId;
    const { settings } = await this.shops.ofId(tx, ticket.shopId);
    if (ticket.status === 'closed') {
      if (!ticket.canReopen(tx.now, reopenDaysOf(settings))) return null;
      ticket.reopen((await this.agents.lastOf(tx, ticket))?.id ?? null, tx.now);
      const data = { by: customer.name, byKind: customer.kind };
      const entries = [{ type: 'ticket.reopened', data } as const];
      await this.transitions.finish(tx, customer, change, { event: 'ticket.reopened', entries });
    } else if (ticket.status === 'on_hold') {
      ticket.resume(tx.now);
      const entries = [{ type: 'ticket.resumed', data: { by: customer.name } } as const];
      await this.transitions.finish(tx, customer, change, { event: 'ticket.resumed', entries });
    }
    return ticket.conversationId;
  }

  private async follow(tx: Tx, actor: CustomerActor, before: Ticket, { clientId, body }: Refused): Promise<Ticket> {
    const customer = await this.customers.require(tx, actor.id);
    const { shopId, teamId, title, category, priority, contactEmail, contactPhone, source, id } = before;
    const about = { shopId, teamId, title, category, priority, contactEmail, contactPhone, source };
    const filing = { ...about, customer, clientId, description: body || title, followUpOfId: id };
    return this.creation.create(tx, actor, filing, actor.name);
  }

  private get tickets() {
    return this.dataSource.getRepository(Ticket);
  }
}
