import { Injectable } from '@nestjs/common';
import { Conversation } from '../conversations/conversation.entity';
import { ConversationMerging } from '../conversations/conversation-merging.service';
import { Conversations } from '../conversations/conversations.service';
import { SYSTEM } from '../core/actor';
import type { Customer } from '../customers/customer.entity';
import { CustomerAccounts } from '../customers/customer-accounts.service';
import type { Tx } from '../database/unit-of-work';
import { Ticket } from './ticket.entity';
import { ticketSearchText } from './ticket-fields';
import { TicketTransitions } from './ticket-transitions.service';

/** More than anybody files before they say who they are. */
const MAX_TICKETS = 100;

/** What a visitor filed belongs to the customer they turn out to be: the ticket goes on, under another name. */
@Injectable()
export class TicketMerges {
  constructor(
    private readonly transitions: TicketTransitions,
    private readonly conversations: Conversations,
    private readonly merging: ConversationMerging,
    accounts: CustomerAccounts,
  ) {
    accounts.onMerged((tx, visitor, customer) => this.move(tx, visitor, customer));
  }

  private async move(tx: Tx, visitor: Customer, customer: Customer): Promise<void> {
    const filed = await tx.manager.find(Ticket, {
      select: { id: true },
      where: { customerId: visitor.id },
      order: { createdAt: 'ASC', id: 'ASC' },
      take: MAX_TICKETS,
    });
    for (const { id } of filed) await this.moveOne(tx, id, visitor, customer);
    await this.merging.handOverContinued(tx, visitor.id, customer.id);
    await this.moveDraft(tx, visitor, customer);
  }

  private async moveOne(tx: Tx, id: string, visitor: Customer, customer: Customer): Promise<void> {
    const change = await this.transitions.lock(tx, SYSTEM, id);
    const { ticket } = change;
    const { createdById, clientId, conversationId } = ticket;
    ticket.customerId = customer.id;
    ticket.searchText = ticketSearchText(ticket, customer);
    // Whoever files it again, unsure whether it arrived, finds this one; unless they use that name of their own already.
    const isTheirs = createdById === visitor.id && clientId !== null;
    if (isTheirs && !(await tx.manager.existsBy(Ticket, { createdById: customer.id, clientId }))) {
      ticket.createdById = customer.id;
    }
    await this.conversations.handOver(tx, conversationId, visitor.id, customer.id);

    await this.transitions.finish(tx, SYSTEM, change, { event: 'ticket.changed' });
  }

  /** What they uploaded for a ticket that they are still writing. */
  private async moveDraft(tx: Tx, visitor: Customer, customer: Customer): Promise<void> {
    const draft = await tx.manager.findOneBy(Conversation, { customerId: visitor.id, kind: 'draft' });
    if (!draft || (await tx.manager.existsBy(Conversation, { customerId: customer.id, kind: 'draft' }))) return;
    await this.conversations.handOver(tx, draft.id, visitor.id, customer.id);
  }
}
