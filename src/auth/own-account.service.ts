import { Injectable } from '@nestjs/common';
import type { Reactivate } from '../contract/accounts.dto';
import type { CustomerActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { Passwords } from '../core/passwords';
import { CustomerAccounts } from '../customers/customer-accounts.service';
import { CustomerSelf } from '../customers/customer-self.service';
import { RateLimits } from '../database/rate-limits';
import { UnitOfWork } from '../database/unit-of-work';
import { ShopsService } from '../shops/shops.service';
import type { Origin } from './auth.service';
import { LoginAttempts } from './login-attempts.service';
import { type IssuedTokens, SignIns } from './sign-ins.service';

/** Ending one's own account, and taking that back. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly accounts: CustomerAccounts,
    private readonly customers: CustomerSelf,
    private readonly shops: ShopsService,
    private readonly signIns: SignIns,
    private readonly attempts: LoginAttempts,
    private readonly rateLimits: RateLimits,
  ) {}

  /** Asks for the password again: an unlocked phone is not enough. */
  async deactivate(actor: CustomerActor, password: string, { address }: Origin): Promise<void> {
    await this.attempts.count(actor.id, address);
    if (!(await this.passwords.verify(await this.accounts.passwordHash(actor.id), password)))
      throw AppError.field('password', 'That is not your password.');
    await this.attempts.forgive(actor.id, address);
    await this.unitOfWork.run(async (tx) => {
      await this.customers.deactivate(tx, actor);
      await this.signIns.endAll(tx, actor, 'deactivated');
    });
  }

  /** One refusal, after the same time, whatever is wrong; also where staff have ended the account. */
  async reactivate(
    { shop: named, username, password }: Reactivate,
    { address, userAgent }: Origin,
  ): Promise<IssuedTokens> {
    await this.rateLimits.consume('signIn', address);
    await this.attempts.count(username, address);
    const shop = await this.shops.findNamed(named);
    const customer = await this.accounts.findForSignIn(username, shop?.id ?? 'none');
    const isPassword = await this.passwords.verify(customer?.passwordHash ?? null, password);
    if (!shop?.isActive || !customer?.deactivatedThemselvesAt || !isPassword) {
      throw new AppError('INVALID_CREDENTIALS', 'That does not match any account that its owner has ended.');
    }

    await this.attempts.forgive(username, address);
    const { id, shopId } = customer;
    return this.unitOfWork.run(async (tx) => {
      const { name, isRegistered, isVerified, accessVersion } = customer;
      const actor = {
        kind: 'customer',
        id,
        shopId,
        name,
        isRegistered,
        isVerified,
        accessVersion,
        signInId: '',
      } as const;
      await this.customers.reactivate(tx, actor, id);
      return this.signIns.start(tx, { kind: 'customer', id, shopId }, userAgent);
    });
  }
}
