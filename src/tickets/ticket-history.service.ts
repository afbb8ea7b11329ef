import { Injectable } from '@nestjs/common';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { Colleagues } from '../chats/colleagues.service';
import type { ListQuery, NamedRef, Page } from '../contract/common.dto';
import type { TicketHistoryItem, TicketMoment } from '../contract/tickets.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { pageBy } from '../core/paging';
import { CustomersService } from '../customers/customers.service';
import { StoredEvent } from '../database/stored-event.entity';
import { TeamsService } from '../teams/teams.service';
import { CustomerTickets } from './customer-tickets.service';
import type { Ticket } from './ticket.entity';
import { FOR_CUSTOMERS, forCustomer, type HistoryNames, mentioned, presentHistory } from './ticket-history.presenter';
import { TicketReader } from './ticket-reader.service';
import { replay } from './ticket-replay';

/** More than any ticket sees. */
const MOST_EVENTS = 5000;

/** What has happened to a ticket, for good, and what it was at any moment. */
@Injectable()
export class TicketHistory {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: TicketReader,
    private readonly ofCustomers: CustomerTickets,
    private readonly colleagues: Colleagues,
    private readonly customers: CustomersService,
    private readonly teams: TeamsService,
  ) {}

  /** The newest first. */
  async ofStaff(actor: StaffActor, ticketId: string, query: ListQuery): Promise<Page<TicketHistoryItem>> {
    const { items, nextCursor } = await this.page(await this.reader.find(actor, ticketId), query);
    const names = await this.namesIn(items);
    return { items: items.map((event) => presentHistory(event, names)), nextCursor };
  }

  /** Without what concerns the team alone. */
  async ofCustomer(actor: CustomerActor, ticketId: string, query: ListQuery): Promise<Page<TicketHistoryItem>> {
    const ticket = await this.ofCustomers.find(actor, ticketId);
    const { items, nextCursor } = await this.page(ticket, query, FOR_CUSTOMERS);
    const names = await this.namesIn(items);
    return { items: items.flatMap((event) => forCustomer(presentHistory(event, names))), nextCursor };
  }

  /** Made again from its events. Before it was there, there is nothing. */
  async at(actor: StaffActor, ticketId: string, moment: string): Promise<TicketMoment> {
    const { id } = await this.reader.find(actor, ticketId);
    const events = await this.dataSource.getRepository(StoredEvent).find({
      where: { subjectId: id, subjectKind: 'ticket', at: LessThanOrEqual(new Date(moment)) },
      order: { id: 'ASC' },
      take: MOST_EVENTS,
    });
    if (events.length === 0) throw new AppError('NOT_FOUND', 'The ticket was not there yet.');
    return { moment: new Date(moment).toISOString(), fields: replay(events) };
  }

  private page({ id }: Ticket, { limit, cursor }: ListQuery, names?: readonly string[]): Promise<Page<StoredEvent>> {
    const events = this.dataSource
      .getRepository(StoredEvent)
      .createQueryBuilder('event')
      .where('event.subjectId = :id', { id });
    if (names) events.andWhere('event.name IN (:...names)', { names });
    return pageBy(events, [{ column: 'event.id', direction: 'DESC' }], { limit, cursor });
  }

  private async namesIn(events: readonly StoredEvent[]): Promise<HistoryNames> {
    const { employees, customers, teams } = mentioned(events);
    const [people, clients, groups] = await Promise.all([
      this.colleagues.named(employees),
      this.customers.displayNames(customers),
      this.teams.byIds(teams),
    ]);
    const refs: [string, NamedRef][] = [
      ...[...people].map(([id, { name }]): [string, NamedRef] => [id, { id, name }]),
      ...[...clients].map(([id, name]): [string, NamedRef] => [id, { id, name }]),
      ...[...groups].map(([id, { name }]): [string, NamedRef] => [id, { id, name }]),
    ];
    return new Map(refs);
  }
}
