import { Inject, Injectable } from '@nestjs/common';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { ENV, type Env } from '../core/env';
import { Clock } from '../database/clock';
import { Leases } from '../database/leases';
import { UnitOfWork } from '../database/unit-of-work';
import { tell } from '../sla/ticket-sla';
import { Ticket } from './ticket.entity';
import { changeable, snapshotOf } from './ticket-snapshot';
import { TicketTransitions } from './ticket-transitions.service';

const MOST_TICKETS = 500;

/**
 * Says of tickets whose time runs out that it does, and that it has. What was told is written under the row's lock with
 * the event, so nothing is told twice, whichever servers look, and nothing is forgotten, whichever die.
 */
@Injectable()
export class TicketAlarms {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly transitions: TicketTransitions,
    leases: Leases,
    @Inject(ENV) env: Env,
  ) {
    leases.every({ name: 'ticket-alarms', everyMs: env.SWEEP_MILLISECONDS, run: () => this.sweep() });
  }

  private async sweep(): Promise<void> {
    const tickets = await this.dataSource.getRepository(Ticket).find({
      select: { id: true },
      where: { slaNextAt: LessThanOrEqual(this.clock.now()) },
      order: { slaNextAt: 'ASC', id: 'ASC' },
      take: MOST_TICKETS,
    });
    for (const { id } of tickets) await this.tell(id);
  }

  /** One ticket a transaction: a crash leaves the others to the next round. */
  private async tell(ticketId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const ticket = await tx.lock(Ticket, { id: ticketId });
      if (!ticket) return;
      const was = snapshotOf(ticket);
      const told = tell(ticket, tx.now);
      if (told.length === 0) return;

      ticket.version += 1;
      ticket.updatedAt = tx.now;
      await tx.manager.update(Ticket, { id: ticketId }, changeable(ticket));

      this.transitions.recordAlarms(tx, ticket, told, was);
    });
  }
}
