import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { ListQuery, Page } from '../contract/common.dto';
import { LOGGED_STEPS, type LoggedStep, type LoggedTicket, type TicketLogItem } from '../contract/own-work.dto';
import { reach, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { pageBy } from '../core/paging';
import { StoredEvent } from '../database/stored-event.entity';
import { Ticket } from './ticket.entity';
import { TicketReader } from './ticket-reader.service';

/** What somebody did with tickets, from the trail. */
@Injectable()
export class TicketLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: TicketReader,
  ) {}

  /** The newest first. */
  async of(actor: StaffActor, { search, limit, cursor }: ListQuery): Promise<Page<TicketLogItem>> {
    if (search) throw AppError.field('search', 'The log is not searched.');
    const events = this.dataSource
      .getRepository(StoredEvent)
      .createQueryBuilder('event')
      .select(['event.id', 'event.name', 'event.at', 'event.subjectId'])
      .where('event.actorId = :me', { me: actor.id })
      .andWhere('event.name IN (:...names)', { names: LOGGED_STEPS });
    const page = await pageBy(events, [{ column: 'event.id', direction: 'DESC' }], { limit, cursor });

    const tickets = await this.tickets(actor, [...new Set(page.items.map(({ subjectId }) => subjectId))]);
    const items = page.items.flatMap(({ id, name, at, subjectId }) => {
      const ticket = tickets.get(subjectId);
      return ticket ? [{ id, name: name as LoggedStep, at: at.toISOString(), ticket }] : [];
    });
    return { items, nextCursor: page.nextCursor };
  }

  /** Whoever declined a ticket, or cannot see it any more, is told no more than its number. */
  private async tickets(actor: StaffActor, ids: readonly string[]): Promise<Map<string, LoggedTicket>> {
    const tickets = await this.dataSource
      .getRepository(Ticket)
      .find({ select: { id: true, number: true, title: true }, where: { id: In([...ids]) } });
    const seen = reach(actor, 'tickets:read') ? await this.reader.numbersOf(actor, ids) : new Map<string, number>();
    return new Map(
      tickets.map(({ id, number, title }) => {
        return [id, seen.has(id) ? { id, number, title } : { id: null, number, title: null }];
      }),
    );
  }
}
