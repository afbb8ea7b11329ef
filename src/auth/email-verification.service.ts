import { Injectable } from '@nestjs/common';
import type { CustomerActor } from '../core/actor';
import { AppError } from '../core/app-error';
import type { Customer } from '../customers/customer.entity';
import { CustomerSelf } from '../customers/customer-self.service';
import { CustomersService } from '../customers/customers.service';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { Deliveries } from '../mail/deliveries.service';
import { recipientOf } from '../mail/mail-confirmations.service';
import { MailLinks } from '../mail/mail-links';
import type { Shop } from '../shops/shop.entity';
import { ShopsService } from '../shops/shops.service';
import { AccountProofs, type Provable } from './account-proofs.service';

/** How customers show that an address is theirs: signed in to their account, by a link that was sent to it. */
@Injectable()
export class EmailVerification {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deliveries: Deliveries,
    private readonly links: MailLinks,
    private readonly proofs: AccountProofs,
    private readonly customers: CustomersService,
    private readonly self: CustomerSelf,
    private readonly shops: ShopsService,
  ) {}

  /** Without mail nobody can show anything, and accounts are taken at their word. */
  get canVerify(): boolean {
    return this.deliveries.isOn;
  }

  /** Tells the reader of a new account's address: to confirm it, or that they have an account already. */
  async introduce(tx: Tx, shop: Shop, customer: Customer): Promise<void> {
    const owner = customer.emailKey ? await this.self.verifiedByEmail(tx, shop.id, customer.emailKey) : null;
    const to = owner && recipientOf(owner, shop);
    if (!to) return this.send(tx, shop, customer);
    const data = { shop: shop.name, link: this.links.page('/portal', { shop: shop.publicKey }) };
    const onceKey = `alreadyRegistered:${tx.now.toISOString().slice(0, 10)}`;
    await this.deliveries.add(tx, { kind: 'alreadyRegistered', shopId: shop.id, to, data, onceKey });
  }

  /** Once more; the limits for addresses that nobody has confirmed stay. */
  async resend(actor: CustomerActor): Promise<void> {
    if (!this.canVerify) throw new AppError('UNAVAILABLE', 'This service sends no e-mail.');
    await this.unitOfWork.run(async (tx) => {
      const customer = await this.customers.lockActive(tx, actor.id);
      if (!customer.emailVerifiedAt) await this.send(tx, await this.shops.ofId(tx, actor.shopId), customer);
    });
  }

  /** Who asks must be signed in to the account, or a stranger's click would give it somebody else's mail. */
  async verify(actor: CustomerActor, token: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const customer = await this.customers.lockActive(tx, actor.id);
      const isTheirs = await this.proofs.use(tx, 'verifyEmail', token, provable(customer));
      if (!isTheirs) throw AppError.field('token', 'This link does not work, or no longer. Ask for another.');
      await this.self.verifyEmail(tx, actor, actor.id);
    });
  }

  private async send(tx: Tx, shop: Shop, customer: Customer): Promise<void> {
    const to = recipientOf(customer, shop);
    const token = to && (await this.proofs.token(tx, 'verifyEmail', provable(customer)));
    if (!to || !token) return;
    const link = this.links.page('/portal/verify', { token, shop: shop.publicKey });
    await this.deliveries.add(tx, { kind: 'verifyEmail', shopId: shop.id, to, data: { shop: shop.name, link } });
  }
}

function provable({ id, emailKey }: Customer): Provable {
  return { kind: 'customer', id, traits: [emailKey] };
}
