import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Actor, CustomerActor } from '../core/actor';
import { SYSTEM } from '../core/actor';
import { type Login, loginOf, meant, usernameOf } from '../core/login';
import { tidy } from '../core/text';
import { revise } from '../core/versioned';
import { saveUnique } from '../database/unique';
import { changes, type Tx } from '../database/unit-of-work';
import type { Shop } from '../shops/shop.entity';
import { Customer } from './customer.entity';
import { snapshotOfCustomer, subjectOfCustomer } from './customer.presenter';
import { customerSearchText, editCustomer, newCustomer, UNIQUE } from './customer-edit';

/** What is known about a customer who asks, but for the sign-in that they ask with. */
export type CustomerAccess = Omit<CustomerActor, 'signInId'>;

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
}

/** How customers come in: as visitors, vouched for by their shop, or with an account of their own. */
@Injectable()
export class CustomerAccounts {
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

  /**
   * The customer that the shop calls by this id. `visitorId` is who they were in this browser before the shop vouched
   * for them: they keep what they began, unless they are known already.
   */
  async vouchedFor(tx: Tx, shop: Shop, vouched: Vouched, visitorId: string | null): Promise<Customer> {
    const visitor = visitorId ? await tx.lock(Customer, { id: visitorId, shopId: shop.id }) : null;
    const known = await tx.lock(Customer, { shopId: shop.id, externalId: vouched.externalId });
    if (known) return this.acquaint(tx, known, vouched);
    if (visitor && !visitor.isVerified && !visitor.isRegistered) return this.acquaint(tx, visitor, vouched);

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

  async register(tx: Tx, shop: Shop, { username, email, phone, name, passwordHash }: Registration): Promise<Customer> {
    const customer = newCustomer(shop.id, tx.now);
    Object.assign(customer, { ...usernameOf(username), passwordHash, lastSeenAt: tx.now });
    editCustomer(customer, { name, email, phone }, shop.settings.country);
    await saveUnique(tx, customer, UNIQUE);

    recordNew(tx, customer);
    return customer;
  }

  /** The account that this username, e-mail or phone number means, active or not; without a shop only if no two do. */
  async findForSignIn(text: string, shopId: string | null): Promise<Customer | null> {
    const login = loginOf(text);
    const where = whereOf(login).map((each) => (shopId ? { ...each, shopId } : each));
    const found = await this.customers.find({ where, relations: { shop: true }, take: 3 });
    return meant(found, login, ({ loginPhone }) => loginPhone);
  }

  /** What the customer may do now; null when nothing, since they or their shop are not active. One query. */
  async access(id: string): Promise<CustomerAccess | null> {
    const [customer] = await this.customers.find({
      where: { id },
      relations: { shop: true },
      select: {
        id: true,
        shopId: true,
        name: true,
        passwordHash: true,
        isVerified: true,
        isActive: true,
        accessVersion: true,
        shop: { id: true, isActive: true },
      },
    });
    if (!customer?.isActive || customer.shop?.isActive === false) return null;
    const { shopId, name, isRegistered, isVerified, accessVersion } = customer;
    return { kind: 'customer', id, shopId, name, isRegistered, isVerified, accessVersion };
  }

  /** To compare with what somebody says is their present password. */
  async passwordHash(id: string): Promise<string | null> {
    const customer = await this.customers.findOne({ select: { id: true, passwordHash: true }, where: { id } });
    return customer?.passwordHash ?? null;
  }

  /** For open sockets: the versions of those who may do anything at all, by id. */
  async accessVersions(ids: readonly string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const customers = await this.customers.find({
      select: { id: true, accessVersion: true },
      where: { id: In([...ids]), isActive: true, shop: { isActive: true } },
    });
    return new Map(customers.map(({ id, accessVersion }) => [id, accessVersion]));
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

  private get customers() {
    return this.dataSource.getRepository(Customer);
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

function introduce(customer: Customer, { name, email, locale }: Visiting): void {
  customer.name = tidy(name ?? customer.name);
  customer.email = email ? tidy(email) : customer.email;
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
  const byLocal = { loginLocalPhone: login.local };
  return login.e164 ? [{ loginPhone: login.e164 }, byLocal] : [byLocal];
}
