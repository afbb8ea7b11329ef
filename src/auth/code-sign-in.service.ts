import { Injectable } from '@nestjs/common';
import type { RequestCode, SignInByCode } from '../contract/accounts.dto';
import { AppError } from '../core/app-error';
import { normalKey } from '../core/normal';
import type { Customer } from '../customers/customer.entity';
import { CustomerSelf } from '../customers/customer-self.service';
import { RateLimits } from '../database/rate-limits';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { Deliveries } from '../mail/deliveries.service';
import { recipientOf } from '../mail/mail-confirmations.service';
import type { Shop } from '../shops/shop.entity';
import { ShopsService } from '../shops/shops.service';
import { AccountProofs, type Provable } from './account-proofs.service';
import type { Origin } from './auth.service';
import { LoginAttempts } from './login-attempts.service';
import { type IssuedTokens, SignIns } from './sign-ins.service';

/**
 * Signing in by six digits that are sent to an address. Only where the account's owner has shown that the address is
 * theirs: otherwise somebody could make an account with a stranger's address and wait for them inside.
 */
@Injectable()
export class CodeSignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly customers: CustomerSelf,
    private readonly shops: ShopsService,
    private readonly proofs: AccountProofs,
    private readonly deliveries: Deliveries,
    private readonly signIns: SignIns,
    private readonly attempts: LoginAttempts,
    private readonly rateLimits: RateLimits,
  ) {}

  /** The same answer, after the same work, whether there is such an account or not. */
  async request({ shop: named, email }: RequestCode, { address }: Origin): Promise<void> {
    if (!this.deliveries.isOn) throw new AppError('UNAVAILABLE', 'This service sends no e-mail.');
    await this.rateLimits.consume('signIn', address);
    const shop = await this.shops.findNamed(named);
    await this.unitOfWork.run(async (tx) => {
      const customer = await this.find(tx, shop, email);
      const code = await this.proofs.code(tx, customer && provable(customer));
      const to = customer && shop && recipientOf(customer, shop);
      if (!to || !code) return this.deliveries.addNobody(tx, 'signInCode');
      await this.deliveries.add(tx, { kind: 'signInCode', shopId: shop.id, to, data: { shop: shop.name, code } });
    });
  }

  /** One refusal, whether account, shop or code is wrong, or the code is too old or was tried too often. */
  async signIn({ shop: named, email, code }: SignInByCode, { address, userAgent }: Origin): Promise<IssuedTokens> {
    await this.rateLimits.consume('signIn', address);
    await this.attempts.count(email, address);
    const shop = await this.shops.findNamed(named);
    const customer = await this.unitOfWork.run((tx) => this.find(tx, shop, email));
    if (!(await this.proofs.isCode(customer && provable(customer), code)) || !customer) {
      throw new AppError('INVALID_CREDENTIALS', 'This code does not work, or no longer. Ask for another.');
    }

    await this.attempts.forgive(email, address);
    const { id, shopId } = customer;
    return this.unitOfWork.run((tx) => this.signIns.start(tx, { kind: 'customer', id, shopId }, userAgent));
  }

  private async find(tx: Tx, shop: Shop | null, email: string): Promise<Customer | null> {
    const customer = await this.customers.verifiedByEmail(tx, shop?.id ?? 'none', normalKey(email));
    return customer?.isActive && shop?.isActive ? customer : null;
  }
}

function provable({ id, emailKey, passwordHash }: Customer): Provable {
  return { kind: 'customer', id, traits: [emailKey, passwordHash] };
}
