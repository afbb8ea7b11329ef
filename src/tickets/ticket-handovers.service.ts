import { Injectable } from '@nestjs/common';
import type { AssignTicket, TransferTicket } from '../contract/ticket-requests.dto';
import type { TicketDetail } from '../contract/tickets.dto';
import { Conversations } from '../conversations/conversations.service';
import type { StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { TeamsService } from '../teams/teams.service';
import type { Ticket } from './ticket.entity';
import { authorizeTicket, authorizeTicketForHolder } from './ticket.policy';
import { TicketAgents } from './ticket-agents.service';
import { TicketReader } from './ticket-reader.service';
import { type ChangingTicket, TicketTransitions } from './ticket-transitions.service';

/** Gives tickets to colleagues and other teams. */
@Injectable()
export class TicketHandovers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: TicketTransitions,
    private readonly conversations: Conversations,
    private readonly agents: TicketAgents,
    private readonly teams: TeamsService,
    private readonly reader: TicketReader,
  ) {}

  /** By who has it: to a colleague, or into the pool of another team. */
  async transfer(
    actor: StaffActor,
    ticketId: string,
    { agentId, teamId, note }: TransferTicket,
  ): Promise<TicketDetail> {
    if (agentId && teamId) throw AppError.field('teamId', 'To an agent or to a team, not to both.');
    const given = await this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, ticketId);
      authorizeTicketForHolder(actor, 'transfer', change.ticket);
      if (note) await this.leaveNote(tx, actor, change.ticket, note);
      return agentId ? this.give(tx, actor, change, agentId, 'hand') : this.requeue(tx, actor, change, teamId ?? '');
    });
    return this.reader.detailOf(actor, given);
  }

  /** By those in charge, whoever has it. */
  async assign(actor: StaffActor, ticketId: string, { agentId }: AssignTicket): Promise<TicketDetail> {
    const given = await this.unitOfWork.run((tx) => this.assignIn(tx, actor, ticketId, agentId));
    return this.reader.detailOf(actor, given);
  }

  /** The same as part of a larger change. */
  async assignIn(tx: Tx, actor: StaffActor, ticketId: string, agentId: string): Promise<Ticket> {
    const change = await this.transitions.lock(tx, actor, ticketId);
    authorizeTicket(actor, 'assign', change.ticket);
    return this.give(tx, actor, change, agentId, 'assign');
  }

  private async give(
    tx: Tx,
    actor: StaffActor,
    change: ChangingTicket,
    agentId: string,
    step: 'hand' | 'assign',
  ): Promise<Ticket> {
    const { ticket } = change;
    const to = await this.agents.require(tx, ticket, agentId);
    if (ticket.assigneeId === agentId && ticket.status !== 'closed')
      throw new AppError('STATE_CONFLICT', `${to.name} has this ticket already.`);

    ticket.giveTo(step, agentId, tx.now);

    const entries = [{ type: 'ticket.transferred', data: { by: actor.name, to: to.name } } as const];
    const event = step === 'hand' ? 'ticket.transferred' : 'ticket.assigned';
    return this.transitions.finish(tx, actor, change, { event, entries });
  }

  private async requeue(tx: Tx, actor: StaffActor, change: ChangingTicket, teamId: string): Promise<Ticket> {
    const team = await this.teams.ofShop(tx, change.ticket.shopId, teamId);

    change.ticket.requeueFor(team.id, tx.now);

    const entries = [{ type: 'ticket.transferred', data: { by: actor.name, to: team.name } } as const];
    return this.transitions.finish(tx, actor, change, { event: 'ticket.transferred', entries });
  }

  private async leaveNote(tx: Tx, actor: StaffActor, { conversationId }: Ticket, body: string): Promise<void> {
    await this.conversations.appendMessage(tx, actor, conversationId, {
      clientId: newId(),
      body,
      visibility: 'internal',
    });
  }
}
