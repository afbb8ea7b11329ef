import { Injectable } from '@nestjs/common';
import type { ErrorBody } from '../contract/errors';
import type { ChangedTicket, ChangedTickets, ChangeTickets } from '../contract/ticket-bulk.dto';
import { requirePermission, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { toErrorBody } from '../core/error-body';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import type { Ticket } from './ticket.entity';
import { TicketEdits } from './ticket-edits.service';
import { TicketHandovers } from './ticket-handovers.service';
import { TicketReader } from './ticket-reader.service';
import { TicketSteps } from './ticket-steps.service';

type Change = (tx: Tx, ticketId: string) => Promise<Ticket>;

type Outcome = { number: number } | { refusal: ErrorBody };

/**
 * Does one thing to many tickets, each in a transaction of its own by the rules of that one thing: what one of them
 * refuses is no matter to the others.
 */
@Injectable()
export class TicketBulk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly handovers: TicketHandovers,
    private readonly steps: TicketSteps,
    private readonly edits: TicketEdits,
    private readonly reader: TicketReader,
  ) {}

  async change(actor: StaffActor, input: ChangeTickets): Promise<ChangedTickets> {
    requirePermission(actor, 'tickets:read');
    const change = this.changeOf(actor, input);

    const outcomes = new Map<string, Outcome>();
    for (const ticketId of input.ticketIds) outcomes.set(ticketId, await this.outcomeOf(ticketId, change));

    const refused = input.ticketIds.filter((ticketId) => 'refusal' in (outcomes.get(ticketId) ?? {}));
    const numbers = await this.reader.numbersOf(actor, refused);
    const results = [...outcomes].map(([ticketId, outcome]) => present(ticketId, outcome, numbers));
    return { results };
  }

  private changeOf(actor: StaffActor, { assign, close, priority, addTags, removeTags }: ChangeTickets): Change {
    const changes: Change[] = [];
    if (assign) changes.push((tx, id) => this.handovers.assignIn(tx, actor, id, assign.agentId));
    if (close) changes.push((tx, id) => this.steps.closeIn(tx, actor, id, close));
    if (priority) changes.push((tx, id) => this.edits.updateIn(tx, actor, id, { priority }));
    if (addTags) changes.push((tx, id) => this.edits.tagIn(tx, actor, id, { add: addTags }));
    if (removeTags) changes.push((tx, id) => this.edits.tagIn(tx, actor, id, { remove: removeTags }));
    const [change] = changes;
    if (!change || changes.length > 1)
      throw AppError.field('assign', 'One of assign, close, priority, addTags and removeTags, and only one.');
    return change;
  }

  private async outcomeOf(ticketId: string, change: Change): Promise<Outcome> {
    try {
      const { number } = await this.unitOfWork.run((tx) => change(tx, ticketId));
      return { number };
    } catch (error) {
      return { refusal: toErrorBody(error) };
    }
  }
}

/** Of a refused ticket the number is told only to who may see the ticket at all. */
function present(ticketId: string, outcome: Outcome, numbers: ReadonlyMap<string, number>): ChangedTicket {
  if ('number' in outcome) return { ticketId, number: outcome.number, ok: true };
  const { code, message } = outcome.refusal;
  return { ticketId, number: numbers.get(ticketId) ?? null, ok: false, code, message };
}
