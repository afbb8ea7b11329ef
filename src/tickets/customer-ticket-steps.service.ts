import { Injectable } from '@nestjs/common';
import type { ReviewView } from '../contract/chats.dto';
import type { RateTicket } from '../contract/ticket-requests.dto';
import type { CustomerTicketView } from '../contract/tickets.dto';
import type { CustomerActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { UnitOfWork } from '../database/unit-of-work';
import { Reviews } from '../reviews/reviews.service';
import { reopenDaysOf } from '../shops/new-shop';
import { ShopsService } from '../shops/shops.service';
import { ticketPolicy } from './ticket.policy';
import { isPossible } from './ticket.state';
import { TicketAgents } from './ticket-agents.service';
import { TicketTransitions } from './ticket-transitions.service';
import { TicketViews } from './ticket-views.service';

/** What customers do with their tickets once these are filed. */
@Injectable()
export class CustomerTicketSteps {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: TicketTransitions,
    private readonly agents: TicketAgents,
    private readonly shops: ShopsService,
    private readonly reviews: Reviews,
    private readonly views: TicketViews,
  ) {}

  /** Closing what is closed is no mistake. */
  async close(actor: CustomerActor, ticketId: string): Promise<CustomerTicketView> {
    await this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, ticketId);
      ticketPolicy.authorize(actor, 'close', change.ticket);
      if (change.ticket.status === 'closed') return;

      change.ticket.close(actor, null, tx.now);

      const entries = [{ type: 'ticket.closed', data: { by: actor.name, byKind: actor.kind } } as const];
      await this.transitions.finish(tx, actor, change, { event: 'ticket.closed', entries });
    });
    return this.views.customerView(ticketId);
  }

  /** To whoever had it, or to the pool; not when it was closed too long ago. */
  async reopen(actor: CustomerActor, ticketId: string): Promise<CustomerTicketView> {
    await this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, ticketId);
      const { ticket } = change;
      ticketPolicy.authorize(actor, 'reopen', ticket);
      const { settings } = await this.shops.ofId(tx, ticket.shopId);
      const days = reopenDaysOf(settings);
      if (ticket.status === 'closed' && !ticket.mergedIntoId && !ticket.canReopen(tx.now, days))
        throw new AppError('STATE_CONFLICT', `Closed more than ${days} days ago: file another ticket.`);

      ticket.reopen((await this.agents.lastOf(tx, ticket))?.id ?? null, tx.now);

      const entries = [{ type: 'ticket.reopened', data: { by: actor.name, byKind: actor.kind } } as const];
      await this.transitions.finish(tx, actor, change, { event: 'ticket.reopened', entries });
    });
    return this.views.customerView(ticketId);
  }

  async rate(actor: CustomerActor, ticketId: string, input: RateTicket): Promise<ReviewView> {
    return this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, ticketId);
      const { ticket } = change;
      ticketPolicy.authorize(actor, 'rate', ticket);
      if (!isPossible('rate', ticket.status) || ticket.mergedIntoId)
        throw new AppError('STATE_CONFLICT', 'A ticket can be rated once it is closed.');

      const { conversationId, customerId, assigneeId: agentId } = ticket;
      const about = { chatId: null, ticketId, conversationId, customerId, agentId };
      const { review, isNew } = await this.reviews.rate(tx, about, input);

      const entries = isNew ? [{ type: 'ticket.rated', data: { by: actor.name, rating: review.rating } } as const] : [];
      const after = { rating: review.rating, comment: review.comment };
      await this.transitions.finish(tx, actor, change, { event: 'ticket.rated', entries, after });
      return review;
    });
  }
}
