import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { type Answered, Conversations } from '../conversations/conversations.service';
import type { Tx } from '../database/unit-of-work';
import { TicketPromises } from '../sla/ticket-promises.service';
import { Ticket } from './ticket.entity';
import { changeable, snapshotOf } from './ticket-snapshot';
import { TicketTransitions } from './ticket-transitions.service';

/** Notes when a person first answered a ticket's customer, in the very transaction that stores the answer. */
@Injectable()
export class TicketAnswers {
  constructor(
    private readonly transitions: TicketTransitions,
    private readonly promises: TicketPromises,
    conversations: Conversations,
  ) {
    conversations.onAnswered((tx, answers) => this.note(tx, answers));
  }

  /** Most answers are not the first, so the rows are locked only where there was none. */
  private async note(tx: Tx, answers: readonly Answered[]): Promise<void> {
    const first = new Map([...answers].reverse().map((answer) => [answer.conversationId, answer]));
    const waiting = await tx.manager.find(Ticket, {
      select: { id: true, conversationId: true },
      where: { conversationId: In([...first.keys()]), firstResponseAt: IsNull() },
      order: { id: 'ASC' },
    });
    for (const { id, conversationId } of waiting) {
      const answer = first.get(conversationId);
      if (answer) await this.answer(tx, id, answer);
    }
  }

  private async answer(tx: Tx, ticketId: string, { actor }: Answered): Promise<void> {
    const ticket = await tx.lock(Ticket, { id: ticketId });
    if (!ticket || ticket.firstResponseAt) return;
    const was = snapshotOf(ticket);
    ticket.firstResponseAt = tx.now;
    const told = await this.promises.follow(tx, ticket, was);

    ticket.version += 1;
    ticket.updatedAt = tx.now;
    await tx.manager.update(Ticket, { id: ticketId }, changeable(ticket));

    this.transitions.record(tx, actor, { ticket, was }, 'ticket.answered');
    this.transitions.recordAlarms(tx, ticket, told);
  }
}
