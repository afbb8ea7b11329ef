import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Alert } from '../alerts/alert.entity';
import { type Added, AlertWriter } from '../alerts/alert-writer';
import { Customer } from '../customers/customer.entity';
import type { Tx } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { Deliveries, type Recipient } from '../mail/deliveries.service';
import { recipientOf } from '../mail/mail-confirmations.service';
import { MailLinks } from '../mail/mail-links';
import { Shop } from '../shops/shop.entity';
import { Ticket } from '../tickets/ticket.entity';
import { factsFor } from './ticket-facts';

/** What the mails of one batch of alerts are about and whom they go to. */
interface Context {
  shops: Map<string, Shop>;
  tickets: Map<string, Ticket>;
  employees: Map<string, Employee>;
  customers: Map<string, Customer>;
}

/** Mails to those who are told of something, where they want them. An alert is written once, and so is its mail. */
@Injectable()
export class AlertMails {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly links: MailLinks,
    alerts: AlertWriter,
  ) {
    alerts.onAdded((tx, added) => this.send(tx, added));
  }

  private async send(tx: Tx, added: readonly Added[]): Promise<void> {
    const mailed = this.deliveries.isOn ? added.filter(isMailed) : [];
    if (mailed.length === 0) return;
    const context = await contextOf(tx, mailed);
    const news = mailed.filter(({ alert }) => alert.kind === 'announcement');
    await this.announce(tx, news, context);
    for (const one of mailed) if (!news.includes(one)) await this.sendOne(tx, one, context);
  }

  /** One announcement is all that its transaction tells of. */
  private async announce(tx: Tx, news: readonly Added[], context: Context): Promise<void> {
    const [first] = news;
    const shop = first && context.shops.get(first.alert.shopId);
    if (!shop) return;
    const { title = '', body: text = '' } = first.alert.data;
    const to = news.flatMap(({ alert }) => readerOf(alert, shop, context) ?? []);
    const data = { shop: shop.name, title, text, link: this.links.page('/support') };
    await this.deliveries.addForAll(tx, { kind: 'announcement', shopId: shop.id, to, data });
  }

  private async sendOne(tx: Tx, { alert, told }: Added, context: Context): Promise<void> {
    const { id, shopId, ticketId } = alert;
    const shop = context.shops.get(shopId);
    const to = shop && readerOf(alert, shop, context);
    const ticket = ticketId ? context.tickets.get(ticketId) : undefined;
    if (!to || !ticket) return;
    const about = { shopId, to, onceKey: `alert:${id}` };
    const facts = factsFor(to.kind, shop, ticket, this.links);
    const kind = to.kind === 'customer' ? kindForCustomer(alert, ticket) : kindForEmployee(alert, ticket);
    if (!kind) return;
    const data = { ...facts, conversationId: ticket.conversationId, seq: told.seq ?? 0 };
    await this.deliveries.add(tx, { kind, ...about, data });
  }
}

function kindForCustomer({ kind, data }: Alert, { mergedIntoId }: Ticket): 'ticketClosed' | 'ticketReopened' | null {
  // One that became part of another goes on there, and cannot be rated.
  if (kind === 'ticketClosed') return mergedIntoId ? null : kind;
  return data.from === 'closed' ? 'ticketReopened' : null;
}

function kindForEmployee({ kind, data, recipientId }: Alert, { assigneeId }: Ticket) {
  if (kind === 'ticketAssigned') return kind;
  if (kind === 'ticketReplied') return 'ticketAnswered';
  // Those who run the shop see every ticket that is late; by mail it is for who has it.
  if (kind === 'slaAtRisk') return assigneeId === recipientId ? kind : null;
  return data.from === 'closed' ? 'ticketReturned' : null;
}

/** Customers get every answer by mail, not only the first that is unread; that is sent elsewhere. */
function isMailed({ alert: { kind, recipientKind, data } }: Added): boolean {
  const kinds = {
    customer: ['ticketClosed'],
    employee: ['ticketAssigned', 'ticketReplied', 'slaAtRisk', 'announcement'],
  };
  return kinds[recipientKind].includes(kind) || (kind === 'ticketStatusChanged' && data.from === 'closed');
}

function readerOf({ recipientKind, recipientId }: Added['alert'], shop: Shop, context: Context): Recipient | null {
  if (recipientKind === 'customer') {
    const customer = context.customers.get(recipientId);
    return customer ? recipientOf(customer, shop) : null;
  }
  const employee = context.employees.get(recipientId);
  if (!employee?.isActive) return null;
  return { kind: 'employee', id: recipientId, address: employee.email, locale: employee.locale, isConfirmed: true };
}

async function contextOf({ manager }: Tx, added: readonly Added[]): Promise<Context> {
  const ids = (name: 'shopId' | 'ticketId') => [...new Set(added.flatMap(({ alert }) => alert[name] ?? []))];
  const readers = (kind: 'customer' | 'employee') => [
    ...new Set(added.flatMap(({ alert }) => (alert.recipientKind === kind ? [alert.recipientId] : []))),
  ];
  const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]));
  return {
    shops: byId(await manager.findBy(Shop, { id: In(ids('shopId')) })),
    tickets: byId(await manager.findBy(Ticket, { id: In(ids('ticketId')) })),
    employees: byId(await manager.findBy(Employee, { id: In(readers('employee')) })),
    customers: byId(await manager.findBy(Customer, { id: In(readers('customer')) })),
  };
}
