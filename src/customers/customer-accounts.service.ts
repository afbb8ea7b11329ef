import { Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsWhere, In, IsNull, Not } from 'typeorm';
import type { Actor } from '../core/actor';
import { SYSTEM } from '../core/actor';
import { dialled, type Login, loginOf, meant, usernameOf } from '../core/login';
import { tidy } from '../core/text';
import { revise } from '../core/versioned';
import { saveUnique } from '../database/unique';
import { changes, type Tx } from '../database/unit-of-work';
import type { Shop } from '../shops/shop.entity';
import { Customer } from './customer.entity';
import { snapshotOfCustomer, subjectOfCustomer } from './customer.presenter';
import { type CustomerAccess, readCustomerAccess } from './customer-access';
import { customerSearchText, editCustomer, newCustomer, UNIQUE } from './customer-edit';

export interface Visiting {
  name?: string | null;
  email?: string | null;
  locale?: string | null;
}

/** Who the shop's own server says its visitor is. */
export interface Vouched extends Visiting {
  externalId: string;
}

export interface Registration {
  username: string;
  email: string;
  phone?: string | null;
  name: string;
  passwordHash: string;
  /** Whether the e-mail has still to be shown to be theirs; until then it is nobody's to sign in with for sure. */
  isEmailOpen?: boolean;
}

/** Makes what is the visitor's the customer's. */
type MergeHandler = (tx: Tx, visitor: Customer, customer: Customer) => Promise<void>;

/** How customers come in: as visitors, vouched for by their shop, or with an account of their own. */
@Injectable()
export class CustomerAccounts {
  private readonly mergeHandlers: MergeHandler[] = [];

  constructor(private readonly dataSource: DataSource) {}

  async createVisitor(tx: Tx, shop: Shop, visiting: Visiting): Promise<Customer> {
    const customer = newCustomer(shop.id, tx.now);
    introduce(customer, visiting);
    customer.lastSeenAt = tx.now;
    await tx.manager.insert(Customer, customer);

    recordNew(tx, customer);
    return customer;
  }

  byExternalId(tx: Tx, shopId: string, externalId: string): Promise<Customer | null> {
    return tx.manager.findOneBy(Customer, { shopId, externalId });
  }

  /** Asked when a visitor turns out to be a customer who is known already, under the locks of both. */
  onMerged(handler: MergeHandler): void {
    this.mergeHandlers.push(handler);
  }

  /**
   * The customer that the shop calls by this id. `visitorId` is who they were in this browser before the shop vouched
   * for them: they keep what they began. If they are known already, what the visitor began becomes theirs, never the
   * other way around.
   */
  async vouchedFor(tx: Tx, shop: Shop, vouched: Vouched, visitorId: string | null): Promise<Customer> {
    const visitor = visitorId ? await tx.lock(Customer, { id: visitorId, shopId: shop.id }) : null;
    const known = await tx.lock(Customer, { shopId: shop.id, externalId: vouched.externalId });
    if (known) {
      const acquainted = await this.acquaint(tx, known, vouched);
      if (visitor && isNobody(visitor) && known.isActive) await this.merge(tx, visitor, acquainted);
      return acquainted;
    }
    if (visitor && isNobody(visitor)) return this.acquaint(tx, visitor, vouched);

    const customer = newCustomer(shop.id, tx.now);
    introduce(customer, vouched);
    Object.assign(customer, { externalId: vouched.externalId, isVerified: true, lastSeenAt: tx.now });
    // Two tabs may do this at once; whoever comes second finds the first one's row.
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Customer)
      .values(customer)
      .orIgnore()
      .updateEntity(false)
      .execute();
    const stored = await this.byExternalId(tx, shop.id, vouched.externalId);

    if (stored?.id === customer.id) recordNew(tx, customer);
    return stored ?? customer;
  }

  async register(
    tx: Tx,
    shop: Shop,
    { username, email, phone, name, passwordHash, isEmailOpen }: Registration,
  ): Promise<Customer> {
    const customer = newCustomer(shop.id, tx.now);
    Object.assign(customer, { ...usernameOf(username), passwordHash, lastSeenAt: tx.now });
    editCustomer(customer, { name, email, phone }, shop.settings.country);
    if (isEmailOpen) customer.loginEmailKey = null;
    await saveUnique(tx, customer, UNIQUE);

    recordNew(tx, customer);
    return customer;
  }

  /** The account that this username, e-mail or phone number means, active or not; without a shop only if no two do. */
  async findForSignIn(text: string, shopId: string | null): Promise<Customer | null> {
    const login = loginOf(text);
    const found = await this.matching(whereOf(login), shopId);
    if (found.length > 0 || login.kind !== 'email') return meant(found, login, ({ loginPhone }) => loginPhone);
    // Nobody has shown that the address is theirs, so several may have named it.
    const unproved = await this.matching([{ emailKey: login.key, passwordHash: Not(IsNull()) }], shopId);
    return meant(unproved, login, ({ loginPhone }) => loginPhone);
  }

  /** What the customer may do now; null when nothing, since they or their shop are not active. */
  async access(id: string): Promise<CustomerAccess | null> {
    return (await readCustomerAccess(this.dataSource.manager, { ids: [id] })).get(id) ?? null;
  }

  /** To compare with what somebody says is their present password. */
  async passwordHash(id: string): Promise<string | null> {
    const customer = await this.customers.findOne({ select: { id: true, passwordHash: true }, where: { id } });
    return customer?.passwordHash ?? null;
  }

  async setPassword(tx: Tx, actor: Actor, id: string, passwordHash: string): Promise<void> {
    await tx.manager.update(Customer, { id }, { passwordHash });
    await tx.manager.increment(Customer, { id }, 'accessVersion', 1);
    const customer = await tx.manager.findOneByOrFail(Customer, { id });

    tx.record('customer.passwordChanged', { actor, subject: subjectOfCustomer(customer), data: { accountId: id } });
  }

  /** For staff to see who has been here lately; no change of the customer, so no event. */
  async touch(tx: Tx, id: string): Promise<void> {
    await tx.manager.update(Customer, { id }, { lastSeenAt: tx.now });
  }

  private matching(any: FindOptionsWhere<Customer>[], shopId: string | null): Promise<Customer[]> {
    const where = any.map((each) => (shopId ? { ...each, shopId } : each));
    return this.customers.find({ where, relations: { shop: true }, order: { id: 'ASC' }, take: 3 });
  }

  private get customers() {
    return this.dataSource.getRepository(Customer);
  }

  /** The visitor's row stays, for the trail, but nobody comes in with it any more. */
  async merge(tx: Tx, visitor: Customer, customer: Customer): Promise<void> {
    for (const handler of this.mergeHandlers) await handler(tx, visitor, customer);
    Object.assign(visitor, { isActive: false, mergedIntoId: customer.id });
    visitor.accessVersion += 1;
    revise(visitor, tx.now);
    await tx.manager.save(visitor);

    tx.record('customer.merged', {
      actor: SYSTEM,
      subject: subjectOfCustomer(visitor),
      before: { isActive: true },
      after: { isActive: false, mergedInto: customer.id },
      data: { accountId: visitor.id },
    });
  }

  /** Takes over what the shop's server says now. */
  private async acquaint(tx: Tx, customer: Customer, vouched: Vouched): Promise<Customer> {
    const before = snapshotOfCustomer(customer);
    introduce(customer, vouched);
    Object.assign(customer, { externalId: vouched.externalId, isVerified: true, lastSeenAt: tx.now });
    const changed = changes(before, snapshotOfCustomer(customer));
    const isChanged = Object.keys(changed.after ?? {}).length > 0;
    if (isChanged) {
      customer.accessVersion += 1;
      revise(customer, tx.now);
    }
    await saveUnique(tx, customer, UNIQUE);

    const data = { accountId: customer.id };
    if (isChanged)
      tx.record('customer.updated', { actor: SYSTEM, subject: subjectOfCustomer(customer), ...changed, data });
    return customer;
  }
}

/** A visitor of whom the service knows no more than what they said themselves. */
function isNobody({ isActive, isVerified, isRegistered }: Customer): boolean {
  return isActive && !isVerified && !isRegistered;
}

function introduce(customer: Customer, { name, email, locale }: Visiting): void {
  customer.name = tidy(name ?? customer.name);
  if (email) customer.setEmail(tidy(email));
  customer.locale = locale ?? customer.locale;
  customer.searchText = customerSearchText(customer);
}

/** Who comes in makes themselves known, so they are their own actor. */
function recordNew(tx: Tx, customer: Customer): void {
  const { id, shopId, name, isRegistered, isVerified, accessVersion } = customer;
  const actor: Actor = { kind: 'customer', id, shopId, name, isRegistered, isVerified, accessVersion, signInId: '' };
  tx.record('customer.created', {
    actor,
    subject: subjectOfCustomer(customer),
    after: snapshotOfCustomer(customer),
    data: null,
  });
}

function whereOf(login: Login) {
  if (login.kind === 'username') return [{ usernameKey: login.key }];
  if (login.kind === 'email') return [{ loginEmailKey: login.key }];
  const byLocal = { loginLocalPhone: In(dialled(login.local)) };
  return login.e164 ? [{ loginPhone: login.e164 }, byLocal] : [byLocal];
}
