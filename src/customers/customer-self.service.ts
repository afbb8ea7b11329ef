import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import type { OwnProfile, UpdateProfile } from '../contract/accounts.dto';
import type { Actor, CustomerActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { revise } from '../core/versioned';
import { saveUnique } from '../database/unique';
import { changes, type Tx, UnitOfWork } from '../database/unit-of-work';
import { ShopsService } from '../shops/shops.service';
import { Customer } from './customer.entity';
import { presentProfile, snapshotOfCustomer, subjectOfCustomer } from './customer.presenter';
import { CustomerAccounts } from './customer-accounts.service';
import { editCustomer, UNIQUE } from './customer-edit';

/** More than anybody visits under one address. */
const MOST_VISITS = 200;

/** What customers do with their own account. */
@Injectable()
export class CustomerSelf {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly accounts: CustomerAccounts,
  ) {}

  async profile(actor: CustomerActor): Promise<OwnProfile> {
    return presentProfile(await this.dataSource.getRepository(Customer).findOneByOrFail({ id: actor.id }));
  }

  async updateProfile(actor: CustomerActor, { locale, ...input }: UpdateProfile): Promise<OwnProfile> {
    return this.unitOfWork
      .run((tx) =>
        this.change(tx, actor, actor.id, 'customer.updated', async (customer) => {
          const { settings } = await this.shops.ofId(tx, customer.shopId);
          editCustomer(customer, input, settings.country);
          customer.locale = locale ?? customer.locale;
        }),
      )
      .then(presentProfile);
  }

  /** Shown by who is signed in to the account and reads the address's mail: only both together prove anything. */
  async verifyEmail(tx: Tx, actor: Actor, id: string): Promise<Customer> {
    const customer = await this.change(tx, actor, id, 'customer.emailVerified', async (found) => {
      found.emailVerifiedAt = tx.now;
      found.mailAllowedAt ??= tx.now;
      if (found.isRegistered) found.loginEmailKey = found.emailKey;
    });
    await this.absorbVisitors(tx, customer);
    return customer;
  }

  /** Whoever reads the address wants mail about this customer's requests. The address must still be the one asked. */
  async allowMail(tx: Tx, actor: Actor, id: string, isThatAddress: (email: string) => boolean): Promise<void> {
    await this.change(tx, actor, id, 'customer.updated', async (found) => {
      if (!found.email || !isThatAddress(found.email)) throw AppError.notFound('link');
      found.mailAllowedAt ??= tx.now;
    });
  }

  /** Ends at once what the account may do; its owner can take that back. */
  async deactivate(tx: Tx, actor: CustomerActor): Promise<void> {
    await this.change(tx, actor, actor.id, 'customer.deactivated', async (customer) => {
      Object.assign(customer, { isActive: false, deactivatedThemselvesAt: tx.now });
      customer.accessVersion += 1;
    });
  }

  /** Only what the owner ended themselves: whom staff have turned away stays away. */
  async reactivate(tx: Tx, actor: Actor, id: string): Promise<Customer> {
    return this.change(tx, actor, id, 'customer.reactivated', async (customer) => {
      if (customer.isActive || !customer.deactivatedThemselvesAt)
        throw new AppError('STATE_CONFLICT', 'This account was not ended by its owner.');
      Object.assign(customer, { isActive: true, deactivatedThemselvesAt: null });
      customer.accessVersion += 1;
    });
  }

  /** Who this customer was before it turned out that they are the same person. */
  async formerIds(id: string): Promise<string[]> {
    const former = await this.dataSource
      .getRepository(Customer)
      .find({ select: { id: true }, where: { mergedIntoId: id }, order: { id: 'ASC' }, take: MOST_VISITS });
    return former.map((customer) => customer.id);
  }

  /** The account of the shop that has shown that the address is its own. */
  verifiedByEmail(tx: Tx, shopId: string, emailKey: string): Promise<Customer | null> {
    return tx.manager.findOneBy(Customer, {
      shopId,
      emailKey,
      loginEmailKey: emailKey,
      emailVerifiedAt: Not(IsNull()),
    });
  }

  /**
   * What somebody wrote as a visitor under the same address, in the same shop, is theirs. Visitors that the shop
   * vouches for keep their own records: the shop knows them by another name.
   */
  private async absorbVisitors(tx: Tx, customer: Customer): Promise<void> {
    const { id: own, shopId, emailKey } = customer;
    if (!emailKey) return;
    const same = { shopId, emailKey, isActive: true, isVerified: false, passwordHash: IsNull() };
    const visitors = await tx.manager.find(Customer, {
      select: { id: true },
      where: { ...same, id: Not(own) },
      order: { id: 'ASC' },
      take: MOST_VISITS,
    });
    for (const { id } of visitors) {
      const visitor = await tx.lock(Customer, { ...same, id });
      if (visitor) await this.accounts.merge(tx, visitor, customer);
    }
  }

  private async change(
    tx: Tx,
    actor: Actor,
    id: string,
    event: 'customer.updated' | 'customer.emailVerified' | 'customer.deactivated' | 'customer.reactivated',
    edit: (customer: Customer) => Promise<void>,
  ): Promise<Customer> {
    const customer = await tx.lock(Customer, { id });
    if (!customer) throw AppError.notFound('customer');

    const before = snapshotOfCustomer(customer);
    await edit(customer);
    const changed = changes(before, snapshotOfCustomer(customer));
    if (Object.keys(changed.after ?? {}).length === 0) return customer;
    revise(customer, tx.now);
    await saveUnique(tx, customer, UNIQUE);

    tx.record(event, { actor, subject: subjectOfCustomer(customer), ...changed, data: { accountId: id } });
    return customer;
  }
}
