import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SystemEntry } from '../contract/conversations.dto';
import { type Assignment, Conversations } from '../conversations/conversations.service';
import type { Actor } from '../core/actor';
import { AppError } from '../core/app-error';
import { normalKey } from '../core/normal';
import { isUniqueViolation } from '../database/driver-errors';
import type { Tx } from '../database/unit-of-work';
import { ticketCategoriesOf } from '../shops/new-shop';
import type { Shop } from '../shops/shop.entity';
import { ShopsService } from '../shops/shops.service';
import { TicketPromises } from '../sla/ticket-promises.service';
import { TeamsService } from '../teams/teams.service';
import { type NewTicket, newTicket } from './new-ticket';
import { Ticket } from './ticket.entity';
import { snapshotOf } from './ticket-snapshot';
import { assignmentOf, subjectOf, ticketHintOf } from './ticket-transitions.service';

/** A ticket to be, and the conversation that it goes on in, where there is one already. */
export interface Filing extends NewTicket {
  conversationId?: string;
}

/** How every ticket comes into being, whoever makes it. */
@Injectable()
export class TicketCreation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly shops: ShopsService,
    private readonly teams: TeamsService,
    private readonly conversations: Conversations,
    private readonly promises: TicketPromises,
  ) {}

  /** The number is taken under the shop's lock, so this comes before the lock of anything else but a chat. */
  async create(tx: Tx, actor: Actor, input: Filing, by: string): Promise<Ticket> {
    const number = await this.shops.nextTicketNumber(tx, input.shopId);
    const { settings } = await this.shops.ofId(tx, input.shopId);
    const conversationId = input.conversationId ?? (await this.open(tx, input));

    const ticket = newTicket(input, actor, { number, conversationId, country: settings.country }, tx.now);
    await this.promises.begin(tx, ticket);
    await tx.manager.insert(Ticket, ticket);
    const created: SystemEntry = { type: 'ticket.created', data: { by, number, byKind: actor.kind } };
    const place: Assignment = { ...assignmentOf(ticket), kind: 'ticket', hiddenFrom: null };
    await this.conversations.assign(tx, conversationId, place, [{ ...created, visibility: 'public' }]);

    tx.record('ticket.created', {
      actor,
      subject: subjectOf(ticket),
      from: null,
      to: ticket.status,
      after: snapshotOf(ticket),
      data: ticketHintOf(ticket),
    });
    return ticket;
  }

  /** The same creation, tried again, is the same ticket; also when both tries arrive together. */
  async once(createdById: string, clientId: string, create: () => Promise<Ticket>): Promise<Ticket> {
    const earlier = () => this.dataSource.getRepository(Ticket).findOneBy({ createdById, clientId });
    const found = await earlier();
    if (found) return found;
    try {
      return await create();
    } catch (error) {
      const other = isUniqueViolation(error) ? await earlier() : null;
      if (!other) throw error;
      return other;
    }
  }

  /** The team named, or the one to which the shop's requests go. */
  async teamFor(tx: Tx, shop: Shop, teamId: string | undefined): Promise<string | null> {
    if (teamId) return (await this.teams.ofShop(tx, shop.id, teamId)).id;
    return shop.settings.defaultTeamId ?? null;
  }

  /** As the shop spells it. */
  categoryIn(shop: Shop, category: string | null | undefined): string | null {
    if (!category) return null;
    const known = ticketCategoriesOf(shop.settings).find((name) => normalKey(name) === normalKey(category));
    if (!known) throw AppError.field('category', 'The shop has no such category.');
    return known;
  }

  private async open(tx: Tx, { shopId, customer, teamId, assigneeId }: Filing): Promise<string> {
    const place = { shopId, customerId: customer.id, kind: 'ticket', teamId, holderId: assigneeId ?? null } as const;
    return (await this.conversations.create(tx, place)).id;
  }
}
