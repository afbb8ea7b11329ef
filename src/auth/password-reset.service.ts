import { Injectable } from '@nestjs/common';
import type { ForgotPassword, ResetPassword } from '../contract/accounts.dto';
import { AppError } from '../core/app-error';
import { Passwords } from '../core/passwords';
import type { Customer } from '../customers/customer.entity';
import { CustomerAccounts } from '../customers/customer-accounts.service';
import { CustomerSelf } from '../customers/customer-self.service';
import { CustomersService } from '../customers/customers.service';
import { RateLimits } from '../database/rate-limits';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import type { Employee } from '../employees/employee.entity';
import { EmployeeChanges } from '../employees/employee-changes.service';
import { EmployeesService } from '../employees/employees.service';
import { Deliveries, type Recipient } from '../mail/deliveries.service';
import { recipientOf } from '../mail/mail-confirmations.service';
import { MailLinks } from '../mail/mail-links';
import { ShopsService } from '../shops/shops.service';
import { AccountProofs, type Provable } from './account-proofs.service';
import { ActorLoader, type SignedIn } from './actor-loader';
import type { Origin } from './auth.service';
import type { AccountKind } from './sign-in.entity';
import { type IssuedTokens, SignIns } from './sign-ins.service';

/** An account whose owner may have forgotten its password. */
interface Forgetful extends Provable {
  shopId: string | null;
  to: Recipient;
  /** Where the link leads, without the token. */
  page: string;
  query: Record<string, string>;
}

/** A new password by a link that is sent by e-mail: works once, for half an hour, for this account as it is now. */
@Injectable()
export class PasswordReset {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly employees: EmployeesService,
    private readonly employeeChanges: EmployeeChanges,
    private readonly customers: CustomersService,
    private readonly accounts: CustomerAccounts,
    private readonly self: CustomerSelf,
    private readonly shops: ShopsService,
    private readonly proofs: AccountProofs,
    private readonly deliveries: Deliveries,
    private readonly links: MailLinks,
    private readonly actors: ActorLoader,
    private readonly signIns: SignIns,
    private readonly rateLimits: RateLimits,
  ) {}

  /** The same answer, after the same work, whether there is such an account or not. */
  async request({ shop: named, email }: ForgotPassword, { address }: Origin): Promise<void> {
    if (!this.deliveries.isOn) throw new AppError('UNAVAILABLE', 'This service sends no e-mail.');
    await this.rateLimits.consume('signIn', address);
    const account = named ? await this.customerOf(named, email) : await this.employeeOf(email);
    await this.unitOfWork.run(async (tx) => {
      const token = await this.proofs.token(tx, 'resetPassword', account);
      if (!account || !token) return this.deliveries.addNobody(tx, 'resetPassword');
      const { to, shopId, page, query } = account;
      const link = this.links.page(page, { ...query, token });
      await this.deliveries.add(tx, { kind: 'resetPassword', shopId, to, data: { link } });
    });
  }

  /** Whoever knew the old password, or was signed in by it, is out. */
  async reset({ token, password }: ResetPassword, { address, userAgent }: Origin): Promise<IssuedTokens> {
    await this.rateLimits.consume('signIn', address);
    const owner = await this.proofs.ownerOf('resetPassword', token);
    const access = owner && (await this.actors.access(owner.kind, owner.id));
    if (!access) throw worthless();
    const passwordHash = await this.passwords.hash(password);

    return this.unitOfWork.run(async (tx) => {
      const actor: SignedIn = { ...access, signInId: '' };
      const account = await this.forgetful(tx, owner.kind, owner.id);
      if (!account || !(await this.proofs.use(tx, 'resetPassword', token, account))) throw worthless();

      const accounts = owner.kind === 'employee' ? this.employeeChanges : this.accounts;
      await accounts.setPassword(tx, actor, owner.id, passwordHash);
      await this.signIns.endAll(tx, actor, 'passwordReset');
      // They read the address's mail, and nobody else is signed in to the account any more.
      if (owner.kind === 'customer') await this.self.verifyEmail(tx, actor, owner.id);
      const { id, kind, shopId, to, page, query } = account;
      const link = this.links.page(page.replace('reset', 'forgotten'), query);
      await this.deliveries.add(tx, {
        kind: 'passwordChanged',
        shopId,
        to: { ...to, isConfirmed: true },
        data: { link },
      });
      return this.signIns.start(tx, { kind, id, shopId }, userAgent);
    });
  }

  private async customerOf(named: string, email: string): Promise<Forgetful | null> {
    const shop = await this.shops.findNamed(named);
    const customer = email.includes('@') ? await this.accounts.findForSignIn(email, shop?.id ?? 'none') : null;
    return shop?.isActive && customer?.isActive ? this.customerAccount(customer, shop) : null;
  }

  private async employeeOf(email: string): Promise<Forgetful | null> {
    const employee = email.includes('@') ? await this.employees.findForSignIn(email) : null;
    return employee?.isActive && employee.shop?.isActive !== false ? employeeAccount(employee) : null;
  }

  /** As it is in this transaction. */
  private async forgetful(tx: Tx, kind: AccountKind, id: string): Promise<Forgetful | null> {
    if (kind === 'employee') {
      const employee = await this.employees.ofId(tx, id);
      return employee && employeeAccount(employee);
    }
    const customer = await this.customers.lockActive(tx, id);
    return this.customerAccount(customer, await this.shops.ofId(tx, customer.shopId));
  }

  private customerAccount(
    customer: Customer,
    shop: { id: string; publicKey: string; locale: 'en' | 'de' },
  ): Forgetful | null {
    const to = recipientOf(customer, shop);
    const { id, emailKey, passwordHash } = customer;
    return (
      to && {
        kind: 'customer',
        id,
        shopId: shop.id,
        traits: [emailKey, passwordHash],
        to,
        page: '/portal/reset',
        query: { shop: shop.publicKey },
      }
    );
  }
}

function employeeAccount({ id, shopId, email, emailKey, passwordHash, locale }: Employee): Forgetful {
  const to: Recipient = { kind: 'employee', id, address: email, locale, isConfirmed: true };
  return { kind: 'employee', id, shopId, traits: [emailKey, passwordHash], to, page: '/support/reset', query: {} };
}

function worthless(): AppError {
  return AppError.field('token', 'This link does not work, or no longer. Ask for another.');
}
