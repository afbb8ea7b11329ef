import { Injectable } from '@nestjs/common';
import type { Customer } from '../customers/customer.entity';
import { CustomerAccounts } from '../customers/customer-accounts.service';
import type { DomainEvent, TicketHint } from '../database/domain-events';
import type { StoredEvent } from '../database/stored-event.entity';
import { type Recorded, type Tx, UnitOfWork } from '../database/unit-of-work';
import { Alert } from './alert.entity';
import { AlertWriter, type NewAlert } from './alert-writer';
import { ticketManagersOf } from './shop-people';
import { newsOf } from './ticket-news';

type TicketEvent = Extract<DomainEvent, { name: `ticket.${string}` }>;

/** Tells those concerned of what happens to tickets, in the very transaction in which it happens. */
@Injectable()
export class TicketAlerts {
  constructor(
    private readonly alerts: AlertWriter,
    unitOfWork: UnitOfWork,
    accounts: CustomerAccounts,
  ) {
    unitOfWork.alongside((tx, recorded) => this.tell(tx, recorded));
    accounts.onMerged((tx, visitor, customer) => this.handOver(tx, visitor, customer));
  }

  private async tell(tx: Tx, recorded: readonly Recorded[]): Promise<void> {
    const alerts: NewAlert[] = [];
    for (const { event, stored } of recorded) {
      if (!isOfTicket(event)) continue;
      if (event.name === 'ticket.declined') await this.forget(tx, event);
      alerts.push(...(await alertsOf(tx, event, stored)));
    }
    await this.alerts.add(tx, alerts);
  }

  private async forget(tx: Tx, { actor, subject }: TicketEvent): Promise<void> {
    if (actor.id && subject.shopId) await this.alerts.forget(tx, actor.id, subject.shopId, subject.id);
  }

  private async handOver(tx: Tx, visitor: Customer, customer: Customer): Promise<void> {
    await tx.manager.update(Alert, { recipientId: visitor.id }, { recipientId: customer.id });
  }
}

async function alertsOf(tx: Tx, { data: ticket, actor, subject }: TicketEvent, stored: StoredEvent) {
  const shopId = subject.shopId ?? '';
  const news = newsOf(stored, ticket);
  const managers = news.some(({ to }) => to === 'managers') ? await ticketManagersOf(tx, shopId) : [];
  return news.flatMap(({ to, kind, data, isAnonymous }): NewAlert[] => {
    const about = { shopId, kind, by: actor, isAnonymous, data };
    const readers = to === 'managers' ? managers : readersOf(to, ticket);
    return readers.map((id) => ({
      ...about,
      to: { kind: to === 'customer' ? 'customer' : 'employee', id },
      ticketId: ticket.ticketId,
      conversationId: ticket.conversationId,
    }));
  });
}

function readersOf(to: 'holder' | 'lastHolder' | 'customer', ticket: TicketHint): string[] {
  const { assigneeId, previousAssigneeId, customerId } = ticket;
  const id = { holder: assigneeId, lastHolder: assigneeId ?? previousAssigneeId, customer: customerId }[to];
  return id ? [id] : [];
}

function isOfTicket(event: DomainEvent): event is TicketEvent {
  return event.name.startsWith('ticket.');
}
