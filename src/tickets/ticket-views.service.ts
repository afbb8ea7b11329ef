import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { Colleagues } from '../chats/colleagues.service';
import type { TicketRef } from '../contract/common.dto';
import type { CustomerTicketView, TicketView } from '../contract/tickets.dto';
import { ConversationSummaries } from '../conversations/conversation-summaries';
import { AppError } from '../core/app-error';
import { databaseTime } from '../core/paging';
import { CustomersService } from '../customers/customers.service';
import { Clock } from '../database/clock';
import type { TicketHint } from '../database/domain-events';
import { Reviews } from '../reviews/reviews.service';
import { ShopsService } from '../shops/shops.service';
import { TeamsService } from '../teams/teams.service';
import { Ticket } from './ticket.entity';
import { presentTicket, presentTicketForCustomer, type TicketContext } from './ticket.presenter';
import { TicketDecline } from './ticket-decline.entity';
import { ticketHintOf } from './ticket-transitions.service';

/** Who may hear of a ticket, and who gave it back for good and may not. */
export interface TicketAudience {
  shopId: string;
  teamId: string | null;
  assigneeId: string | null;
  customerId: string;
  conversationId: string;
  version: number;
  declinedBy: string[];
}

/** Tickets as they are shown, a whole page at once with a fixed number of queries. Rights are the caller's matter. */
@Injectable()
export class TicketViews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly teams: TeamsService,
    private readonly colleagues: Colleagues,
    private readonly summaries: ConversationSummaries,
    private readonly reviews: Reviews,
  ) {}

  async present(tickets: readonly Ticket[]): Promise<TicketView[]> {
    const context = await this.context(tickets);
    return tickets.map((ticket) => presentTicket(ticket, context));
  }

  async presentForCustomer(tickets: readonly Ticket[]): Promise<CustomerTicketView[]> {
    const [context, reopenDays] = await Promise.all([
      this.context(tickets),
      this.shops.reopenDaysOf(distinct(tickets.map(({ shopId }) => shopId))),
    ]);
    return tickets.map((ticket) => presentTicketForCustomer(ticket, { ...context, reopenDays }));
  }

  /** In any order; those that do not exist are left out. */
  async views(ids: readonly string[]): Promise<TicketView[]> {
    return this.present(await this.find(ids));
  }

  async view(id: string): Promise<TicketView> {
    const [view] = await this.views([id]);
    if (!view) throw AppError.notFound('ticket');
    return view;
  }

  async customerViews(ids: readonly string[]): Promise<CustomerTicketView[]> {
    return this.presentForCustomer(await this.find(ids));
  }

  async customerView(id: string): Promise<CustomerTicketView> {
    const [view] = await this.customerViews([id]);
    if (!view) throw AppError.notFound('ticket');
    return view;
  }

  async audienceOf(ids: readonly string[]): Promise<Map<string, TicketAudience>> {
    const tickets = await this.find(ids);
    const declines = await this.dataSource.getRepository(TicketDecline).findBy({ ticketId: In([...ids]) });
    const audience = tickets.map(({ id, shopId, teamId, assigneeId, customerId, conversationId, version }) => {
      const declinedBy = declines.filter(({ ticketId }) => ticketId === id).map(({ agentId }) => agentId);
      return [id, { shopId, teamId, assigneeId, customerId, conversationId, version, declinedBy }] as const;
    });
    return new Map(audience);
  }

  /** The tickets whose conversations these are; many are those of chats. */
  async ofConversations(conversationIds: readonly string[]): Promise<string[]> {
    const tickets = await this.dataSource
      .getRepository(Ticket)
      .find({ select: { id: true }, where: { conversationId: In([...conversationIds]) } });
    return tickets.map(({ id }) => id);
  }

  /** What has changed from then on, in order: for servers that may have missed a hint. */
  async changedSince(since: Date, limit: number): Promise<(TicketHint & { changedAt: Date })[]> {
    const tickets = await this.dataSource
      .getRepository(Ticket)
      .createQueryBuilder('ticket')
      .where('ticket.updatedAt >= :since', { since: databaseTime(since) })
      .orderBy('ticket.updatedAt', 'ASC')
      .addOrderBy('ticket.id', 'ASC')
      .take(limit)
      .getMany();
    return tickets.map((ticket) => ({ ...ticketHintOf(ticket), changedAt: ticket.updatedAt }));
  }

  private async find(ids: readonly string[]): Promise<Ticket[]> {
    return ids.length === 0 ? [] : this.dataSource.getRepository(Ticket).findBy({ id: In([...ids]) });
  }

  private async context(tickets: readonly Ticket[]): Promise<TicketContext> {
    const [customers, agents, teams, logs, reviews, related] = await Promise.all([
      this.customers.seen(distinct(tickets.map(({ customerId }) => customerId))),
      this.colleagues.named(distinct(tickets.map(({ assigneeId }) => assigneeId))),
      this.teams.refs(distinct(tickets.map(({ teamId }) => teamId))),
      this.summaries.of(distinct(tickets.map(({ conversationId }) => conversationId))),
      this.reviews.ofTickets(tickets.map(({ id }) => id)),
      this.refs(distinct(tickets.flatMap(({ mergedIntoId, followUpOfId }) => [mergedIntoId, followUpOfId]))),
    ]);
    return { now: this.clock.now(), customers, agents, teams, logs, reviews, tickets: related };
  }

  private async refs(ids: string[]): Promise<Map<string, TicketRef>> {
    if (ids.length === 0) return new Map();
    const tickets = await this.dataSource
      .getRepository(Ticket)
      .find({ select: { id: true, number: true }, where: { id: In(ids) } });
    return new Map(tickets.map(({ id, number }) => [id, { id, number }]));
  }
}

function distinct(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
