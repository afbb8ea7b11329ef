import { Injectable } from '@nestjs/common';
import { LIMITS } from '../contract/limits';
import type { MergeTicket } from '../contract/ticket-requests.dto';
import type { TicketDetail } from '../contract/tickets.dto';
import { ConversationMerging } from '../conversations/conversation-merging.service';
import { Conversations } from '../conversations/conversations.service';
import type { StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { CustomersService } from '../customers/customers.service';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import type { Ticket } from './ticket.entity';
import { authorizeTicket, authorizeTicketForHolder } from './ticket.policy';
import { TicketDecline } from './ticket-decline.entity';
import { tagsOf, ticketSearchText } from './ticket-fields';
import { TicketReader } from './ticket-reader.service';
import { type ChangingTicket, TicketTransitions } from './ticket-transitions.service';

/** Makes two tickets about the same thing one: the one goes, the other stays with the conversations of both. */
@Injectable()
export class TicketMerging {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: TicketTransitions,
    private readonly merging: ConversationMerging,
    private readonly conversations: Conversations,
    private readonly customers: CustomersService,
    private readonly reader: TicketReader,
  ) {}

  async merge(actor: StaffActor, ticketId: string, { intoId }: MergeTicket): Promise<TicketDetail> {
    if (ticketId === intoId) throw refusal('A ticket cannot be merged with itself.');
    const stayed = await this.unitOfWork.run((tx) => this.mergeIn(tx, actor, ticketId, intoId));
    return this.reader.detailOf(actor, stayed);
  }

  private async mergeIn(tx: Tx, actor: StaffActor, ticketId: string, intoId: string): Promise<Ticket> {
    const [gone, staying] = await this.lockBoth(tx, actor, ticketId, intoId);
    authorizeTicketForHolder(actor, 'merge', gone.ticket);
    authorizeTicket(actor, 'update', staying.ticket);
    // Asked again, for instance because the first answer was lost.
    if (gone.ticket.mergedIntoId === intoId) return staying.ticket;
    requireFitting(gone.ticket, staying.ticket);

    const old = [gone.ticket.conversationId, staying.ticket.conversationId] as const;
    const { shopId, customerId } = staying.ticket;
    const conversationId = await this.merging.merge(tx, old, { shopId, customerId, kind: 'ticket' });
    const hiddenFrom = await this.uniteDeclines(tx, gone.ticket, staying.ticket);
    await this.conversations.assign(tx, staying.ticket.conversationId, { hiddenFrom });

    await this.end(tx, actor, gone, staying.ticket, hiddenFrom);
    return this.goOn(tx, actor, staying, gone.ticket, { conversationId, hiddenFrom });
  }

  /** In the order of their ids, so that of two merges at once one waits for the other. */
  private async lockBoth(
    tx: Tx,
    actor: StaffActor,
    ticketId: string,
    intoId: string,
  ): Promise<[ChangingTicket, ChangingTicket]> {
    if (ticketId < intoId) {
      const gone = await this.transitions.lock(tx, actor, ticketId);
      return [gone, await this.transitions.lock(tx, actor, intoId)];
    }
    const staying = await this.transitions.lock(tx, actor, intoId);
    return [await this.transitions.lock(tx, actor, ticketId), staying];
  }

  /** Who gave one of them back for good does not meet it in the other, unless that is theirs. */
  private async uniteDeclines(tx: Tx, gone: Ticket, staying: Ticket): Promise<string[]> {
    const ours = await tx.manager.findBy(TicketDecline, { ticketId: staying.id });
    const theirs = await tx.manager.findBy(TicketDecline, { ticketId: gone.id });
    const known = new Set(ours.map(({ agentId }) => agentId));
    const added = theirs.filter(({ agentId }) => !known.has(agentId) && agentId !== staying.assigneeId);
    for (const { agentId, reason } of added)
      await tx.manager.insert(TicketDecline, { ticketId: staying.id, agentId, reason, at: tx.now });
    return [...known, ...added.map(({ agentId }) => agentId)];
  }

  private async end(
    tx: Tx,
    actor: StaffActor,
    change: ChangingTicket,
    { id, number }: Ticket,
    declinedBy: readonly string[],
  ): Promise<void> {
    const { ticket } = change;
    if (ticket.status !== 'closed') ticket.close(actor, null, tx.now);
    ticket.closeReason = `Part of #${number}`;
    ticket.mergedIntoId = id;
    const own = await tx.manager.findBy(TicketDecline, { ticketId: ticket.id });
    const hiddenFrom = [...new Set([...own.map(({ agentId }) => agentId), ...declinedBy])];

    const after = { mergedNumber: number };
    await this.transitions.finish(tx, actor, change, { event: 'ticket.merged', after, hiddenFrom });
  }

  private async goOn(
    tx: Tx,
    actor: StaffActor,
    change: ChangingTicket,
    { number, tags }: Ticket,
    { conversationId, hiddenFrom }: { conversationId: string; hiddenFrom: string[] },
  ): Promise<Ticket> {
    const { ticket } = change;
    ticket.conversationId = conversationId;
    ticket.tags = tagsOf([...ticket.tags, ...tags]).slice(0, Math.max(LIMITS.tagsPerTicket, ticket.tags.length));
    ticket.searchText = ticketSearchText(ticket, await this.customers.require(tx, ticket.customerId));

    const entries = [{ type: 'ticket.merged', data: { by: actor.name, number } } as const];
    const after = { mergedNumber: number };
    return this.transitions.finish(tx, actor, change, { event: 'ticket.merged', entries, after, hiddenFrom });
  }
}

/** Nobody's conversation is ever shown to another customer. */
function requireFitting(gone: Ticket, staying: Ticket): void {
  for (const { mergedIntoId, number } of [gone, staying])
    if (mergedIntoId) throw refusal(`#${number} is part of another ticket already.`);
  if (gone.shopId !== staying.shopId) throw refusal('The tickets are of different shops.');
  if (gone.customerId !== staying.customerId) throw refusal('The tickets are of different customers.');
  if (staying.status === 'closed' && gone.status !== 'closed')
    throw refusal(`#${staying.number} is closed: open it again first.`);
}

function refusal(why: string): AppError {
  return new AppError('STATE_CONFLICT', why);
}
