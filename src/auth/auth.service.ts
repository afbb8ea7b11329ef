import { Injectable } from '@nestjs/common';
import type { ChangePassword, SetPassword, SignIn, SignOut, WhoAmI } from '../contract/auth.dto';
import type { RegisterCustomer } from '../contract/customers.dto';
import type { Locale } from '../contract/shops.dto';
import { type Actor, requirePermission, SYSTEM } from '../core/actor';
import { AppError } from '../core/app-error';
import { normalKey } from '../core/normal';
import { Passwords } from '../core/passwords';
import { CustomerAccounts } from '../customers/customer-accounts.service';
import { CustomersService } from '../customers/customers.service';
import { RateLimits } from '../database/rate-limits';
import { UnitOfWork } from '../database/unit-of-work';
import { EmployeeChanges } from '../employees/employee-changes.service';
import { EmployeesService } from '../employees/employees.service';
import { ShopsService } from '../shops/shops.service';
import type { SignedIn } from './actor-loader';
import { EmailVerification } from './email-verification.service';
import { LoginAttempts } from './login-attempts.service';
import type { AccountKind } from './sign-in.entity';
import { type IssuedTokens, SignIns } from './sign-ins.service';

/** Where a request comes from. */
export interface Origin {
  address: string;
  userAgent: string;
}

/** What signing in needs to know of an account, of whichever kind. */
interface Candidate {
  kind: AccountKind;
  id: string;
  shopId: string | null;
  passwordHash: string | null;
  isActive: boolean;
  /** What `role` may be, when it is given. */
  roles: string[];
}

/** Signing in and out with a password, and what people see of their own account. */
@Injectable()
export class AuthService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly employees: EmployeesService,
    private readonly employeeChanges: EmployeeChanges,
    private readonly customers: CustomersService,
    private readonly accounts: CustomerAccounts,
    private readonly shops: ShopsService,
    private readonly signIns: SignIns,
    private readonly attempts: LoginAttempts,
    private readonly rateLimits: RateLimits,
    private readonly emails: EmailVerification,
  ) {}

  /** One refusal, after the same time, whether account, password, role or shop is wrong. */
  async signIn({ username, password, role, shop }: SignIn, { address, userAgent }: Origin): Promise<IssuedTokens> {
    await this.rateLimits.consume('signIn', address);
    await this.attempts.count(username, address);

    const shopId = shop ? ((await this.shops.findNamed(shop))?.id ?? 'none') : null;
    const account = await this.find(username, role ? normalKey(role) : null, shopId);
    const isPassword = await this.passwords.verify(account?.passwordHash ?? null, password);
    if (!account?.isActive || !isPassword) {
      throw new AppError('INVALID_CREDENTIALS', 'That does not match any account. Check what you typed and try again.');
    }

    await this.attempts.forgive(username, address);
    return this.unitOfWork.run((tx) => this.signIns.start(tx, account, userAgent));
  }

  /** Whether the e-mail address is known here is told to nobody but to who reads its mail. */
  async register(
    { shop: publicKey, password, ...input }: RegisterCustomer,
    { address, userAgent }: Origin,
  ): Promise<IssuedTokens> {
    await this.rateLimits.consume('visits', address);
    const shop = await this.shops.byPublicKey(publicKey);
    const passwordHash = await this.passwords.hash(password);

    return this.unitOfWork.run(async (tx) => {
      const isEmailOpen = this.emails.canVerify;
      const customer = await this.accounts.register(tx, shop, { ...input, passwordHash, isEmailOpen });
      if (isEmailOpen) await this.emails.introduce(tx, shop, customer);
      return this.signIns.start(tx, { kind: 'customer', id: customer.id, shopId: shop.id }, userAgent);
    });
  }

  async signOut(actor: SignedIn, { everywhere }: SignOut): Promise<void> {
    if (!everywhere) return this.signIns.end(actor, 'signedOut');
    await this.unitOfWork.run((tx) => this.signIns.endAll(tx, actor, 'signedOutEverywhere'));
  }

  /** Ends all other sign-ins: whoever knew the old password is out. */
  async changePassword(
    actor: SignedIn,
    { currentPassword, newPassword }: ChangePassword,
    { address }: Origin,
  ): Promise<void> {
    await this.attempts.count(actor.id, address);
    const known =
      actor.kind === 'employee'
        ? await this.employees.passwordHash(actor.id)
        : await this.accounts.passwordHash(actor.id);
    if (!(await this.passwords.verify(known, currentPassword))) {
      throw AppError.field('currentPassword', 'That is not your present password.');
    }
    await this.attempts.forgive(actor.id, address);
    const passwordHash = await this.passwords.hash(newPassword, 'newPassword');

    await this.unitOfWork.run(async (tx) => {
      const owner = actor.kind === 'employee' ? this.employeeChanges : this.accounts;
      await owner.setPassword(tx, actor, actor.id, passwordHash);
      await this.signIns.endAll(tx, actor, 'passwordChanged', actor.signInId);
    });
  }

  /** By whoever may manage the employee: of those above oneself no more than of oneself. Ends all their sign-ins. */
  async resetPassword(actor: Actor, employeeId: string, { newPassword }: SetPassword): Promise<void> {
    requirePermission(actor, 'employees:update');
    const passwordHash = await this.passwords.hash(newPassword, 'newPassword');

    await this.unitOfWork.run(async (tx) => {
      const { shopId } = await this.employeeChanges.resetPassword(tx, actor, employeeId, passwordHash);
      await this.signIns.endAllOf(tx, actor, { id: employeeId, shopId }, 'passwordReset');
    });
  }

  async whoAmI(actor: SignedIn): Promise<WhoAmI> {
    if (actor.kind === 'customer') {
      const customer = (await this.customers.byIds([actor.id])).get(actor.id);
      const { username = null, email = null, locale = null } = customer ?? {};
      const nothing = { role: null, teams: [], grants: [], chatCapacity: null };
      return {
        kind: 'customer',
        id: actor.id,
        shopId: actor.shopId,
        username,
        name: actor.name,
        email,
        locale: locale as Locale | null,
        ...nothing,
      };
    }
    const { username, email, locale, role, teams, chatCapacity } = await this.employees.get(SYSTEM, actor.id);
    const grants = [...actor.grants].map(([permission, scope]) => ({ permission, scope }));
    return {
      kind: 'employee',
      id: actor.id,
      shopId: actor.shopId,
      username,
      name: actor.name,
      email,
      locale,
      role,
      teams,
      grants,
      chatCapacity,
    };
  }

  /** The account that is meant: of those that fit role and shop, staff first. */
  private async find(username: string, role: string | null, shopId: string | null): Promise<Candidate | null> {
    const employee = await this.findEmployee(username);
    if (employee && fits(employee, role, shopId)) return employee;
    const customer = await this.findCustomer(username, shopId);
    return customer && fits(customer, role, shopId) ? customer : null;
  }

  private async findEmployee(username: string): Promise<Candidate | null> {
    const employee = await this.employees.findForSignIn(username);
    if (!employee) return null;
    const { id, shopId, passwordHash, isActive, role, shop } = employee;
    const roles = ['employee', role?.name, role?.builtIn].filter((name): name is string => Boolean(name));
    return { kind: 'employee', id, shopId, passwordHash, isActive: isActive && shop?.isActive !== false, roles };
  }

  private async findCustomer(username: string, ofShop: string | null): Promise<Candidate | null> {
    const customer = await this.accounts.findForSignIn(username, ofShop);
    if (!customer) return null;
    const { id, shopId, passwordHash, isActive, shop } = customer;
    return {
      kind: 'customer',
      id,
      shopId,
      passwordHash,
      isActive: isActive && shop?.isActive !== false,
      roles: ['customer'],
    };
  }
}

function fits(account: Candidate, role: string | null, shopId: string | null): boolean {
  const isRole = role === null || account.roles.some((name) => normalKey(name) === role);
  return isRole && (shopId === null || account.shopId === shopId);
}
