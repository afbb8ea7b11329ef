import { Injectable } from '@nestjs/common';
import { Conversations } from '../conversations/conversations.service';
import { SYSTEM } from '../core/actor';
import type { Customer } from '../customers/customer.entity';
import { CustomerAccounts } from '../customers/customer-accounts.service';
import type { Tx } from '../database/unit-of-work';
import { Reviews } from '../reviews/reviews.service';
import { Chat } from './chat.entity';
import { chatSearchText } from './chat-search.service';
import { type ChangingChat, ChatTransitions } from './chat-transitions.service';

/** More than anybody starts before they say who they are. */
const MAX_CHATS = 100;

/** What a visitor began belongs to the customer they turn out to be: the chat goes on, under another name. */
@Injectable()
export class CustomerMerges {
  constructor(
    private readonly transitions: ChatTransitions,
    private readonly conversations: Conversations,
    private readonly reviews: Reviews,
    accounts: CustomerAccounts,
  ) {
    accounts.onMerged((tx, visitor, customer) => this.move(tx, visitor, customer));
  }

  private async move(tx: Tx, visitor: Customer, customer: Customer): Promise<void> {
    const begun = await tx.manager.find(Chat, {
      select: { id: true, clientId: true },
      where: { customerId: visitor.id },
      order: { startedAt: 'ASC', id: 'ASC' },
      take: MAX_CHATS,
    });
    for (const { id, clientId } of begun) {
      // Two starts of one customer under the same name of their own cannot be: this one stays where it is.
      if (await tx.manager.existsBy(Chat, { customerId: customer.id, clientId })) continue;
      await this.moveOne(tx, await this.transitions.lock(tx, SYSTEM, id), customer);
    }
    await this.reviews.handOver(tx, visitor.id, customer.id);
  }

  private async moveOne(tx: Tx, change: ChangingChat, customer: Customer): Promise<void> {
    const { chat } = change;
    const visitorId = chat.customerId;
    const isOpen = chat.status !== 'closed';
    const other = isOpen ? await tx.manager.findOneBy(Chat, { openCustomerId: customer.id }) : null;
    // Nobody has two open chats, and they are in the other one already, perhaps on another device.
    if (other) chat.close(SYSTEM, `→ #${other.number}`, tx.now);
    chat.belongTo(customer, await tx.manager.countBy(Chat, { customerId: customer.id }));
    chat.searchText = chatSearchText(customer, chat.number, chat.topic);
    await this.conversations.handOver(tx, chat.conversationId, visitorId, customer.id);

    const closed = { type: 'chat.closed', data: { by: customer.name, byKind: 'customer' } } as const;
    await this.transitions.finish(tx, SYSTEM, change, {
      event: other ? 'chat.closed' : 'chat.customerChanged',
      entries: other ? [closed] : [],
    });
  }
}
