import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Conversation } from '../conversations/conversation.entity';
import { Message } from '../conversations/message.entity';
import type { Actor } from '../core/actor';
import { newId } from '../core/ids';
import { normalKey } from '../core/normal';
import { wellFormed } from '../core/well-formed';
import { type Contact, CustomerContacts, type KnownCustomer } from '../customers/customer-contacts.service';
import { insertRows } from '../database/insert-rows';
import { StoredEvent } from '../database/stored-event.entity';
import type { Tx } from '../database/unit-of-work';
import { EmployeesService } from '../employees/employees.service';
import { Shop } from '../shops/shop.entity';
import { rulesOf } from '../sla/ticket-promises.service';
import { Ticket } from '../tickets/ticket.entity';
import type { ImportedTicket } from './imported-ticket';
import { conversationOf, eventOf, type Filed, messagesOf, promise, ticketOf } from './ticket-records';

interface Row {
  line: number;
  ticket: ImportedTicket;
}

/** What became of the rows, by their lines. */
export interface Stored {
  created: number[];
  /** The shop has the very ticket already. */
  existing: number[];
  /** The shop has another ticket under that id. */
  taken: number[];
}

type Known = Pick<Ticket, 'id' | 'externalId' | 'title' | 'description' | 'contactEmail' | 'createdAt'>;

/** Whoever brings the tickets in: a person, or the service on the command line. */
type Importer = Pick<Actor, 'kind' | 'id'>;

/** Makes tickets of rows, a few hundred at a time: one statement for each table, whatever their number. */
@Injectable()
export class ImportedTickets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly contacts: CustomerContacts,
    private readonly employees: EmployeesService,
  ) {}

  /** Which of these ids the shop has tickets for. */
  async known(shopId: string, externalIds: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await findKnown(this.dataSource.manager, shopId, externalIds)).keys());
  }

  /** A row whose id the shop has is never stored, whatever else it says; so storing it again adds nothing. */
  async store(tx: Tx, importer: Importer, shopId: string, rows: readonly Row[]): Promise<Stored> {
    const stored: Stored = { created: [], existing: [], taken: [] };
    const shop = rows.length > 0 ? await tx.lock(Shop, { id: shopId }) : null;
    if (!shop) return stored;
    const known = await findKnown(
      tx.manager,
      shopId,
      rows.map(({ ticket }) => ticket.externalId),
    );
    const fresh: ImportedTicket[] = [];
    for (const { line, ticket } of rows) {
      const other = known.get(ticket.externalId);
      if (!other) {
        known.set(ticket.externalId, asKnown(ticket));
        fresh.push(ticket);
        stored.created.push(line);
      } else if (isSame(other, ticket)) stored.existing.push(line);
      else stored.taken.push(line);
    }
    if (fresh.length > 0) await this.insert(tx, importer, shop, fresh);
    return stored;
  }

  private async insert(tx: Tx, importer: Importer, shop: Shop, tickets: readonly ImportedTicket[]): Promise<void> {
    const customers = await this.contacts.resolve(tx, importer, shop.id, tickets.map(contactOf));
    const assignees = await this.assignees(shop.id, tickets);
    const first = shop.lastTicketNumber + 1;
    const filed = tickets.map((told, index) => {
      const customer = customers[index] as KnownCustomer;
      const assigneeId = told.assignee ? (assignees.get(normalKey(told.assignee)) ?? null) : null;
      const place = { shop, customer, assigneeId, importer, number: first + index, conversationId: newId() };
      return { told, ticket: ticketOf(told, place, tx.now) } satisfies Filed;
    });

    const rules = await rulesOf(tx, shop.id);
    for (const { ticket } of filed) promise(ticket, rules, tx.now);

    await tx.manager.update(Shop, { id: shop.id }, { lastTicketNumber: shop.lastTicketNumber + filed.length });
    const logs = filed.map((one) => messagesOf(one));
    const conversations = filed.map((one, index) => conversationOf(one, logs[index] ?? []));
    const messages = logs.flat().map((message) => ({ ...message, body: wellFormed(message.body) }));
    await insertRows(tx.manager, Conversation, conversations);
    await insertRows(tx.manager, Message, messages);
    await insertRows(
      tx.manager,
      Ticket,
      filed.map(({ ticket }) => ticket),
    );
    // Stored without being published: nobody's screen waits for hundreds at a time.
    await insertRows(
      tx.manager,
      StoredEvent,
      filed.map(({ ticket }) => eventOf(ticket, tx.now)),
    );
  }

  /** Employees of the shop whom the file names by username, e-mail or name, where that is only one. */
  private assignees(shopId: string, tickets: readonly ImportedTicket[]): Promise<ReadonlyMap<string, string>> {
    const names = tickets.flatMap(({ assignee }) => (assignee ? [normalKey(assignee)] : []));
    return this.employees.calledThus(shopId, [...new Set(names)]);
  }
}

/** By the id that the file would give them: the one they were imported with, or their own, as exports write it. */
async function findKnown(
  manager: EntityManager,
  shopId: string,
  externalIds: readonly string[],
): Promise<Map<string, Known>> {
  if (externalIds.length === 0) return new Map();
  const select = { id: true, externalId: true, title: true, description: true, contactEmail: true, createdAt: true };
  const ids = externalIds.filter(isId);
  const found = await manager.find(Ticket, { select, where: { shopId, externalId: In([...externalIds]) } });
  if (ids.length > 0) found.push(...(await manager.find(Ticket, { select, where: { shopId, id: In(ids) } })));
  // Databases may take Q1 and q1 for the same, so the spelling of the file finds it, too.
  const bySpelling = new Map(externalIds.map((id) => [id.toLowerCase(), id]));
  return new Map(
    found.flatMap((ticket) => [
      ...(ticket.externalId
        ? [[bySpelling.get(ticket.externalId.toLowerCase()) ?? ticket.externalId, ticket] as const]
        : []),
      [ticket.id, ticket] as const,
    ]),
  );
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

function asKnown({ externalId, title, description, email, createdAt }: ImportedTicket): Known {
  return { id: '', externalId, title, description, contactEmail: email, createdAt };
}

/** What nobody can have changed since, and what the file alone says. */
function isSame(known: Known, { title, description, email, createdAt }: ImportedTicket): boolean {
  const isSameText = known.title === title || known.description === description || known.contactEmail === email;
  return isSameText && known.createdAt.getTime() === createdAt.getTime();
}

function contactOf({ email, isEmailValid, phone, phoneE164, customerName, externalId }: ImportedTicket): Contact {
  return {
    email: isEmailValid ? email : null,
    phone: phoneE164,
    name: customerName,
    otherwise: email ?? phone ?? `row ${externalId}`,
  };
}
