import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../core/actor';
import { AppError } from '../core/app-error';
import type { Customer } from '../customers/customer.entity';
import { CustomerSelf } from '../customers/customer-self.service';
import { Clock } from '../database/clock';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import type { Shop } from '../shops/shop.entity';
import { type Added, Deliveries, type Recipient } from './deliveries.service';
import { MailLinks } from './mail-links';

/** Asks the reader of an address, once a day at most, whether what somebody does under it may be sent there. */
@Injectable()
export class MailConfirmations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly deliveries: Deliveries,
    private readonly links: MailLinks,
    private readonly customers: CustomerSelf,
  ) {}

  async ask(tx: Tx, shop: Shop, customer: Customer): Promise<Added> {
    const to = recipientOf(customer, shop);
    if (!to) return 'unconfirmed';
    const link = this.links.confirm(customer.id, this.deliveries.addressKey(to.address), tx.now);
    return this.deliveries.add(tx, { kind: 'confirmAddress', shopId: shop.id, to, data: { shop: shop.name, link } });
  }

  async confirm(token: string): Promise<void> {
    const asked = this.links.readConfirm(token, this.clock.now());
    if (!asked) throw AppError.notFound('link');
    await this.unitOfWork.run((tx) =>
      this.customers.allowMail(
        tx,
        SYSTEM,
        asked.customerId,
        (email) => this.deliveries.addressKey(email) === asked.addressKey,
      ),
    );
  }
}

/** Null for a customer whose address nobody knows, or who is to hear nothing. */
export function recipientOf(customer: Customer, shop: Pick<Shop, 'locale'>): Recipient | null {
  const { id, email, locale, isMailWelcome, isActive } = customer;
  if (!email || !isActive) return null;
  const spoken = locale?.startsWith('de') ? 'de' : locale ? 'en' : shop.locale;
  return { kind: 'customer', id, address: email, locale: spoken, isConfirmed: isMailWelcome };
}
