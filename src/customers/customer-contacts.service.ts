import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { newId } from '../core/ids';
import { normalKey } from '../core/normal';
import { shortened } from '../core/text';
import { insertRows } from '../database/insert-rows';
import { StoredEvent } from '../database/stored-event.entity';
import type { Tx } from '../database/unit-of-work';
import { Customer } from './customer.entity';
import { snapshotOfCustomer } from './customer.presenter';
import { CustomerContact } from './customer-contact.entity';
import { customerSearchText, newCustomer } from './customer-edit';

/** Whom one row of the shop's own files is about. */
export interface Contact {
  /** A valid address. */
  email: string | null;
  /** E.164. */
  phone: string | null;
  name: string | null;
  /** What tells customers apart of whom neither is known: what was written instead, or the row itself. */
  otherwise: string;
}

/** As much of a customer as what refers to them needs. */
export type KnownCustomer = Pick<Customer, 'id' | 'name' | 'email'>;

const KNOWN = { id: true, name: true, email: true, mergedIntoId: true } as const;
/** More than there are, unless somebody vouches for one address again and again. */
const MOST_VERIFIED = 5000;

interface Author {
  kind: StoredEvent['actorKind'];
  id: string | null;
}

/** Finds the customers that the shop's own files speak of, and makes those it has not heard of, without accounts. */
@Injectable()
export class CustomerContacts {
  /** Each contact's customer, in the same order. The caller has locked the shop, so nobody makes them twice. */
  async resolve(tx: Tx, actor: Author, shopId: string, contacts: readonly Contact[]): Promise<KnownCustomer[]> {
    const keys = contacts.map(keyOf);
    const found = await this.known(tx, shopId, [...new Set(keys)]);
    await this.addVerified(tx, shopId, contacts, found);

    const made: Customer[] = [];
    for (const [index, contact] of contacts.entries()) {
      const key = keys[index] ?? '';
      if (found.has(key)) continue;
      const customer = customerOf(shopId, contact, tx.now);
      found.set(key, customer);
      made.push(customer);
    }
    if (made.length > 0) await this.store(tx, actor, shopId, found, made);
    return keys.flatMap((key) => found.get(key) ?? []);
  }

  private async known(tx: Tx, shopId: string, keys: string[]): Promise<Map<string, KnownCustomer>> {
    const contacts = await tx.manager.findBy(CustomerContact, { shopId, contactKey: In(keys) });
    const named = await customersOf(
      tx,
      contacts.map(({ customerId }) => customerId),
    );
    // Whoever showed to be the same person has taken over what was theirs.
    const stayed = await customersOf(
      tx,
      [...named.values()].flatMap(({ mergedIntoId }) => mergedIntoId ?? []),
    );
    return new Map(
      contacts.flatMap(({ contactKey, customerId }) => {
        const customer = named.get(customerId);
        return customer ? [[contactKey, stayed.get(customer.mergedIntoId ?? '') ?? customer] as const] : [];
      }),
    );
  }

  /** Customers who showed that the address is theirs, or for whom the shop has; anybody could have typed it. */
  private async addVerified(
    tx: Tx,
    shopId: string,
    contacts: readonly Contact[],
    found: Map<string, KnownCustomer>,
  ): Promise<void> {
    const unknown = contacts.filter((contact) => contact.email !== null && !found.has(keyOf(contact)));
    const emails = [...new Set(unknown.map(({ email }) => normalKey(email ?? '')))];
    if (emails.length === 0) return;
    const theirs = { shopId, emailKey: In(emails), mergedIntoId: IsNull() };
    const verified = await tx.manager.find(Customer, {
      where: [
        { ...theirs, emailVerifiedAt: Not(IsNull()) },
        { ...theirs, isVerified: true },
      ],
      order: { id: 'DESC' },
      take: MOST_VERIFIED,
    });
    // Of several the first, who comes last here.
    for (const customer of verified) found.set(hashed(`email ${customer.emailKey}`), customer);
  }

  private async store(
    tx: Tx,
    actor: Author,
    shopId: string,
    found: ReadonlyMap<string, KnownCustomer>,
    made: Customer[],
  ): Promise<void> {
    const isMade = new Set(made.map(({ id }) => id));
    const contacts = [...found].filter(([, { id }]) => isMade.has(id));
    await insertRows(tx.manager, Customer, made);
    await insertRows(
      tx.manager,
      CustomerContact,
      contacts.map(([contactKey, { id }]) => ({ shopId, contactKey, customerId: id })),
    );
    // Stored without being published: nobody's screen waits for hundreds at a time.
    await insertRows(
      tx.manager,
      StoredEvent,
      made.map((customer) => createdEvent(tx, actor, customer)),
    );
  }
}

async function customersOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Customer>> {
  if (ids.length === 0) return new Map();
  const found = await tx.manager.find(Customer, { select: KNOWN, where: { id: In([...ids]) } });
  return new Map(found.map((customer) => [customer.id, customer]));
}

function customerOf(shopId: string, { email, phone, name }: Contact, now: Date): Customer {
  const customer = newCustomer(shopId, now);
  customer.setEmail(email);
  const mailbox = email === null ? null : shortened(email.replace(/@.*/s, ''), 120);
  Object.assign(customer, { phone, name: name ?? mailbox ?? phone ?? 'Unknown' });
  return Object.assign(customer, { searchText: customerSearchText(customer) });
}

function createdEvent(tx: Tx, actor: Author, customer: Customer): StoredEvent {
  const { id, shopId } = customer;
  return {
    ...{ id: newId(), shopId, name: 'customer.created', actorKind: actor.kind, actorId: actor.id },
    ...{ subjectKind: 'customer', subjectId: id, fromStatus: null, toStatus: null, before: null },
    after: snapshotOfCustomer(customer),
    at: tx.now,
  };
}

function keyOf({ email, phone, otherwise }: Contact): string {
  if (email) return hashed(`email ${normalKey(email)}`);
  return hashed(phone ? `phone ${phone}` : `text ${normalKey(otherwise)}`);
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
