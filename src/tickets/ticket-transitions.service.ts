import { Injectable } from '@nestjs/common';
import type { SystemEntry, Visibility } from '../contract/conversations.dto';
import { type Assignment, Conversations } from '../conversations/conversations.service';
import { type Actor, isWithin, SYSTEM } from '../core/actor';
import { AppError } from '../core/app-error';
import type { DomainEventName, TicketHint } from '../database/domain-events';
import { changes, type Tx } from '../database/unit-of-work';
import { TicketPromises, type Told } from '../sla/ticket-promises.service';
import { Ticket } from './ticket.entity';
import { TicketDecline } from './ticket-decline.entity';
import { changeable, snapshotOf, type TicketSnapshot } from './ticket-snapshot';

export type TicketEvent = Extract<DomainEventName, `ticket.${string}`>;

/** A ticket locked until the end of the transaction, with what it was before. */
export interface ChangingTicket {
  ticket: Ticket;
  was: TicketSnapshot;
}

/** What happened, for the trail and for those who read the conversation. */
interface Happened {
  event: TicketEvent;
  entries?: (SystemEntry & { visibility?: Visibility })[];
  /** What the trail should know besides the fields of the ticket. */
  after?: Record<string, unknown>;
  hiddenFrom?: string[];
}

/** How every change of a ticket begins and ends, whoever makes it. */
@Injectable()
export class TicketTransitions {
  constructor(
    private readonly conversations: Conversations,
    private readonly promises: TicketPromises,
  ) {}

  /** Another shop's ticket, another customer's, or one that the agent gave back for good, is not there. */
  async lock(tx: Tx, actor: Actor, ticketId: string): Promise<ChangingTicket> {
    const ticket = await tx.lock(Ticket, { id: ticketId });
    if (!ticket || !isWithin(actor, ticket.shopId) || (actor.kind === 'customer' && actor.id !== ticket.customerId)) {
      throw AppError.notFound('ticket');
    }
    if (actor.kind === 'employee' && (await this.isDeclinedBy(tx, ticketId, actor.id)))
      throw AppError.notFound('ticket');
    return begin(ticket);
  }

  isDeclinedBy(tx: Tx, ticketId: string, agentId: string): Promise<boolean> {
    return tx.manager.existsBy(TicketDecline, { ticketId, agentId });
  }

  /** Saves the change, tells the conversation who may answer now, and records the event. */
  async finish(tx: Tx, actor: Actor, { ticket, was }: ChangingTicket, happened: Happened): Promise<Ticket> {
    const { event, entries = [], after, hiddenFrom } = happened;
    const told = await this.promises.follow(tx, ticket, was);
    ticket.version += 1;
    ticket.updatedAt = tx.now;
    await tx.manager.update(Ticket, { id: ticket.id }, changeable(ticket));

    const place: Assignment = { ...assignmentOf(ticket), ...(hiddenFrom ? { hiddenFrom } : {}) };
    const tellings = entries.map((entry) => ({ visibility: 'public' as const, ...entry }));
    await this.conversations.assign(tx, ticket.conversationId, place, tellings);

    this.record(tx, actor, { ticket, was }, event, after);
    this.recordAlarms(tx, ticket, told);
    return ticket;
  }

  /** What was promised is at risk, or was not kept: by the service, whoever made it come to light. */
  recordAlarms(tx: Tx, ticket: Ticket, told: readonly Told[], was = snapshotOf(ticket)): void {
    for (const [index, { promise, alarm }] of told.entries()) {
      const change = { ticket, was: index === 0 ? was : snapshotOf(ticket) };
      this.record(tx, SYSTEM, change, alarm === 'atRisk' ? 'ticket.slaAtRisk' : 'ticket.slaBreached', { promise });
    }
  }

  /** The event alone: for what leaves the conversation as it is. */
  record(
    tx: Tx,
    actor: Actor,
    { ticket, was }: ChangingTicket,
    event: TicketEvent,
    after: Record<string, unknown> = {},
  ): void {
    const changed = changes(was, snapshotOf(ticket));
    tx.record(event, {
      actor,
      subject: subjectOf(ticket),
      from: String(was.status),
      to: ticket.status,
      before: changed.before,
      after: { ...changed.after, ...after },
      data: ticketHintOf(ticket, was),
    });
  }
}

export function begin(ticket: Ticket): ChangingTicket {
  return { ticket, was: snapshotOf(ticket) };
}

/** Who may answer in its conversation. */
export function assignmentOf({ status, assigneeId, teamId, pausedSince }: Ticket): Assignment {
  const isClosed = status === 'closed';
  return { holderId: isClosed ? null : assigneeId, teamId, isClosed, sleepingSince: isClosed ? null : pausedSince };
}

export function subjectOf({ id, shopId }: Pick<Ticket, 'id' | 'shopId'>) {
  return { kind: 'ticket', id, shopId };
}

export function ticketHintOf(ticket: Ticket, was: TicketSnapshot = snapshotOf(ticket)): TicketHint {
  const { id, conversationId, customerId, teamId, assigneeId, version } = ticket;
  const before = (now: string | null, then: unknown) => (then === now || typeof then !== 'string' ? null : then);
  return {
    ticketId: id,
    conversationId,
    customerId,
    teamId,
    assigneeId,
    previousAssigneeId: before(assigneeId, was.assigneeId),
    previousTeamId: before(teamId, was.teamId),
    version,
  };
}
