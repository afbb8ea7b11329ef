import { Injectable } from '@nestjs/common';
import { Colleagues } from '../chats/colleagues.service';
import type { DeclineTicket } from '../contract/ticket-requests.dto';
import type { TicketDetail, TicketView } from '../contract/tickets.dto';
import type { StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { authorizeTicket, authorizeTicketForHolder } from './ticket.policy';
import { TicketDecline } from './ticket-decline.entity';
import { TicketReader } from './ticket-reader.service';
import { TicketTransitions } from './ticket-transitions.service';
import { TicketViews } from './ticket-views.service';

/** How agents get tickets, and give them back. */
@Injectable()
export class AgentTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: TicketTransitions,
    private readonly colleagues: Colleagues,
    private readonly reader: TicketReader,
    private readonly views: TicketViews,
  ) {}

  /** Of agents who claim the same ticket at once, the row lock lets one win; the others hear who has it. */
  async claim(actor: StaffActor, ticketId: string): Promise<TicketDetail> {
    const claimed = await this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, ticketId);
      const { ticket } = change;
      authorizeTicket(actor, 'claim', ticket);
      // Asked again, for instance because the first answer was lost.
      if (ticket.assigneeId === actor.id && ticket.status !== 'closed') return ticket;
      if (ticket.assigneeId && ticket.status !== 'closed') await this.refuseTaken(tx, ticket.assigneeId);

      ticket.claim(actor.id, tx.now);

      const entries = [{ type: 'ticket.claimed', data: { by: actor.name } } as const];
      return this.transitions.finish(tx, actor, change, { event: 'ticket.claimed', entries });
    });
    return this.reader.detailOf(actor, claimed);
  }

  /** Back to the pool; the agent may claim it again. */
  async release(actor: StaffActor, ticketId: string): Promise<TicketView> {
    await this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, ticketId);
      authorizeTicketForHolder(actor, 'release', change.ticket);

      change.ticket.giveBack('release', tx.now);

      const entries = [{ type: 'ticket.released', data: { by: actor.name } } as const];
      await this.transitions.finish(tx, actor, change, { event: 'ticket.released', entries });
    });
    return this.views.view(ticketId);
  }

  /** For good: from now on the ticket does not exist for this agent, on no path. */
  async decline(actor: StaffActor, ticketId: string, input: DeclineTicket): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, ticketId);
      const { ticket } = change;
      const reason = input.reason ?? null;
      authorizeTicketForHolder(actor, 'decline', ticket);

      const wasHeld = ticket.assigneeId === actor.id;
      ticket.giveBack('decline', tx.now);
      await tx.manager.insert(TicketDecline, { ticketId, agentId: actor.id, reason, at: tx.now });
      const declines = await tx.manager.findBy(TicketDecline, { ticketId });

      const declined = { type: 'ticket.declined', data: { by: actor.name, reason }, visibility: 'internal' } as const;
      const released = { type: 'ticket.released', data: { by: actor.name } } as const;
      await this.transitions.finish(tx, actor, change, {
        event: 'ticket.declined',
        entries: wasHeld ? [released, declined] : [declined],
        after: { declinedBy: actor.id, reason },
        hiddenFrom: declines.map(({ agentId }) => agentId),
      });
    });
  }

  private async refuseTaken(tx: Tx, holderId: string): Promise<void> {
    const holder = await this.colleagues.require(tx, holderId);
    throw new AppError('ALREADY_TAKEN', `${holder.name} has claimed this ticket.`, {
      details: { holder: { id: holder.id, name: holder.name } },
    });
  }
}
