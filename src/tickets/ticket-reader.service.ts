import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import type { Page } from '../contract/common.dto';
import type { TicketFilters, TicketListQuery } from '../contract/ticket-requests.dto';
import type { TicketCounts, TicketDetail, TicketView } from '../contract/tickets.dto';
import { ReadMarks } from '../conversations/read-marks.service';
import { isWithin, type StaffActor, shopOf } from '../core/actor';
import { AppError } from '../core/app-error';
import { Gathered } from '../core/gathered';
import { listedShop } from '../core/lists';
import { pageBy } from '../core/paging';
import { pageOfParts } from '../core/parts';
import { Clock } from '../database/clock';
import { SearchPages } from '../database/search-pages';
import { Ticket } from './ticket.entity';
import { authorizeTicket, ticketPolicy } from './ticket.policy';
import { isPossible } from './ticket.state';
import { TicketDecline } from './ticket-decline.entity';
import { filtered, isLongSearch, onlyWithin, orderOf, partsOf, type WithinReach } from './ticket-scope';
import { TicketViews } from './ticket-views.service';

interface Opened {
  actor: StaffActor;
  ticket: Ticket;
}

/** What staff get to see of tickets: what their grants reach, without what they gave back for good. */
@Injectable()
export class TicketReader {
  /** Many agents claim tickets at the same moment, and each answer is made of half a dozen lookups. */
  private readonly details = new Gathered((opened: Opened[]) => this.detailsOf(opened));

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly readMarks: ReadMarks,
    private readonly views: TicketViews,
    private readonly searches: SearchPages,
  ) {}

  async list(actor: StaffActor, query: TicketListQuery): Promise<Page<TicketView>> {
    const page = await this.pageFor(actor, query);
    return { items: await this.views.present(page.items), nextCursor: page.nextCursor };
  }

  /** Those of them that are there for this person, in this order. */
  async chosen(actor: StaffActor, ids: readonly string[]): Promise<TicketView[]> {
    const found = await this.readable(actor).andWhere('ticket.id IN (:...ids)', { ids }).getMany();
    const ticketOf = new Map(found.map((ticket) => [ticket.id, ticket]));
    return this.views.present([...new Set(ids)].flatMap((id) => ticketOf.get(id) ?? []));
  }

  /** Everything that is there for this person. */
  readable(actor: StaffActor, within?: WithinReach): SelectQueryBuilder<Ticket> {
    const tickets = this.dataSource.getRepository(Ticket).createQueryBuilder('ticket');
    return onlyWithin(tickets, actor, 'tickets:read', within);
  }

  /** What a list, an export or a number over these filters is made of. */
  matching(
    actor: StaffActor,
    filters: TicketFilters,
    within?: Omit<WithinReach, 'shopId'>,
  ): SelectQueryBuilder<Ticket> {
    return filtered(this.readable(actor, { shopId: filters.shopId, ...within }), actor, filters, this.clock.now());
  }

  async detail(actor: StaffActor, ticketId: string): Promise<TicketDetail> {
    return this.detailOf(actor, await this.find(actor, ticketId));
  }

  async byNumber(actor: StaffActor, number: number, shopId?: string): Promise<TicketDetail> {
    const ticket = await this.dataSource.getRepository(Ticket).findOneBy({ shopId: shopOf(actor, shopId), number });
    if (!ticket) throw AppError.notFound('ticket');
    return this.detail(actor, ticket.id);
  }

  /** Of those that are there for this person, by id. */
  async numbersOf(actor: StaffActor, ticketIds: readonly string[]): Promise<Map<string, number>> {
    if (ticketIds.length === 0) return new Map();
    const tickets = await this.readable(actor)
      .select(['ticket.id', 'ticket.number'])
      .andWhere('ticket.id IN (:...ticketIds)', { ticketIds })
      .getMany();
    return new Map(tickets.map(({ id, number }) => [id, number]));
  }

  /** Of a ticket that this person has just changed. */
  detailOf(actor: StaffActor, ticket: Ticket): Promise<TicketDetail> {
    return this.details.ask({ actor, ticket });
  }

  /** The ticket, if it is there for this person. */
  async find(actor: StaffActor, ticketId: string): Promise<Ticket> {
    const ticket = await this.dataSource.getRepository(Ticket).findOneBy({ id: ticketId });
    if (!ticket || !isWithin(actor, ticket.shopId)) throw AppError.notFound('ticket');
    authorizeTicket(actor, 'read', ticket);
    const isDeclined = await this.dataSource.getRepository(TicketDecline).existsBy({ ticketId, agentId: actor.id });
    if (isDeclined) throw AppError.notFound('ticket');
    return ticket;
  }

  /** Of what is not closed: that stays as small as a team can work on, however long the shop has been there. */
  async counts(actor: StaffActor, shopId?: string): Promise<TicketCounts> {
    const rows: CountRow[] = await this.readable(actor, { shopId })
      .andWhere('ticket.mergedIntoId IS NULL')
      .andWhere("ticket.status IN ('open', 'in_progress', 'on_hold')")
      .select('ticket.status', 'status')
      .addSelect('CASE WHEN ticket.assigneeId = :self THEN 1 ELSE 0 END', 'isMine')
      .addSelect('COUNT(*)', 'count')
      .setParameter('self', actor.id)
      .groupBy('ticket.status')
      .addGroupBy('CASE WHEN ticket.assigneeId = :self THEN 1 ELSE 0 END')
      .getRawMany();
    return sums(rows);
  }

  private pageFor(actor: StaffActor, query: TicketListQuery): Promise<Page<Ticket>> {
    const keys = orderOf(query);
    if (isLongSearch(actor, query)) {
      const { from, to } = keys[0]?.column === 'ticket.createdAt' ? query : {};
      const shopId = listedShop(actor, query.shopId);
      return this.searches.page({ wanted: this.matching(actor, query), shopId, from, to, keys }, query);
    }
    const parts = partsOf(actor, query).map(({ part, status }) =>
      this.matching(actor, { ...query, status }, { part, isPage: part === 'teamless' }),
    );
    if (parts.length > 0) return pageOfParts(parts, this.readable(actor, { shopId: query.shopId }), keys, query);
    // One customer's are in the order of an index of their own.
    return pageBy(this.matching(actor, query, { isPage: !query.customerId }), keys, query);
  }

  private async detailsOf(opened: readonly Opened[]): Promise<TicketDetail[]> {
    const [views, readSeqOf] = await Promise.all([
      this.views.present(opened.map(({ ticket }) => ticket)),
      this.readMarks.ofReaders(
        opened.map(({ actor }) => actor.id),
        opened.map(({ ticket }) => ticket.conversationId),
      ),
    ]);
    return opened.map(({ actor, ticket }, index) => {
      const view = views[index];
      if (!view) throw AppError.notFound('ticket');
      const isHere = (action: Parameters<typeof isPossible>[0]) =>
        isPossible(action, ticket.status) && (!ticket.mergedIntoId || action === 'read');
      const can = ticketPolicy.abilities(actor, ticket, isHere);
      return { ...view, can, readSeq: readSeqOf(actor.id, ticket.conversationId) };
    });
  }
}

interface CountRow {
  status: string;
  isMine: number | string;
  count: number | string;
}

function sums(rows: CountRow[]): TicketCounts {
  const count = (fits: (row: CountRow) => boolean) =>
    rows.filter(fits).reduce((sum, row) => sum + Number(row.count), 0);
  return {
    open: count(({ status }) => status === 'open'),
    inProgress: count(({ status }) => status === 'in_progress'),
    onHold: count(({ status }) => status === 'on_hold'),
    mine: count(({ isMine }) => Number(isMine) === 1),
  };
}
