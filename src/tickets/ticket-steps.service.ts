import { Injectable } from '@nestjs/common';
import type { SystemEntry } from '../contract/conversations.dto';
import type { CloseTicket } from '../contract/ticket-requests.dto';
import type { TicketDetail } from '../contract/tickets.dto';
import type { StaffActor } from '../core/actor';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import type { Ticket } from './ticket.entity';
import { authorizeTicket, authorizeTicketForHolder } from './ticket.policy';
import { TicketAgents } from './ticket-agents.service';
import { TicketReader } from './ticket-reader.service';
import { type ChangingTicket, type TicketEvent, TicketTransitions } from './ticket-transitions.service';

interface Done {
  event: TicketEvent;
  entry: SystemEntry;
}

type Change = (tx: Tx, change: ChangingTicket) => Promise<Done>;

/** What agents do with the tickets they have: wait for the customer, go on, close, and open again. */
@Injectable()
export class TicketSteps {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: TicketTransitions,
    private readonly agents: TicketAgents,
    private readonly reader: TicketReader,
  ) {}

  /** It is the customer's turn; until they write, what is promised to them stands still. */
  hold(actor: StaffActor, ticketId: string): Promise<TicketDetail> {
    return this.change(actor, ticketId, async (tx, { ticket }) => {
      authorizeTicketForHolder(actor, 'hold', ticket);
      ticket.hold(tx.now);
      return { event: 'ticket.held', entry: { type: 'ticket.held', data: { by: actor.name } } };
    });
  }

  resume(actor: StaffActor, ticketId: string): Promise<TicketDetail> {
    return this.change(actor, ticketId, async (tx, { ticket }) => {
      authorizeTicketForHolder(actor, 'resume', ticket);
      ticket.resume(tx.now);
      return { event: 'ticket.resumed', entry: { type: 'ticket.resumed', data: { by: actor.name } } };
    });
  }

  close(actor: StaffActor, ticketId: string, input: CloseTicket): Promise<TicketDetail> {
    return this.change(actor, ticketId, (tx, change) => this.closing(tx, actor, change, input));
  }

  /** The same as part of a larger change. */
  closeIn(tx: Tx, actor: StaffActor, ticketId: string, input: CloseTicket): Promise<Ticket> {
    return this.changeIn(tx, actor, ticketId, (inTx, change) => this.closing(inTx, actor, change, input));
  }

  /** To whoever had it last, or where they cannot go on to the pool. */
  reopen(actor: StaffActor, ticketId: string): Promise<TicketDetail> {
    return this.change(actor, ticketId, async (tx, { ticket }) => {
      authorizeTicket(actor, 'reopen', ticket);
      ticket.reopen((await this.agents.lastOf(tx, ticket))?.id ?? null, tx.now);
      const data = { by: actor.name, byKind: actor.kind };
      return { event: 'ticket.reopened', entry: { type: 'ticket.reopened', data } };
    });
  }

  private async closing(tx: Tx, actor: StaffActor, { ticket }: ChangingTicket, { reason }: CloseTicket): Promise<Done> {
    authorizeTicketForHolder(actor, 'close', ticket);
    ticket.close(actor, reason ?? null, tx.now);
    const data = { by: actor.name, byKind: actor.kind };
    return { event: 'ticket.closed', entry: { type: 'ticket.closed', data } };
  }

  private async change(actor: StaffActor, ticketId: string, step: Change): Promise<TicketDetail> {
    const changed = await this.unitOfWork.run((tx) => this.changeIn(tx, actor, ticketId, step));
    return this.reader.detailOf(actor, changed);
  }

  private async changeIn(tx: Tx, actor: StaffActor, ticketId: string, step: Change): Promise<Ticket> {
    const change = await this.transitions.lock(tx, actor, ticketId);
    const { event, entry } = await step(tx, change);
    return this.transitions.finish(tx, actor, change, { event, entries: [entry] });
  }
}
