import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Page } from '../contract/common.dto';
import type { CreateCustomer, CustomerListQuery, CustomerView, UpdateCustomer } from '../contract/customers.dto';
import { type Actor, covers, isWithin, requirePermission, shopOf } from '../core/actor';
import { AppError } from '../core/app-error';
import { GatheredById } from '../core/gathered';
import { listedShop, onlyOfShop, searchIn } from '../core/lists';
import { pageBy } from '../core/paging';
import { writtenPhone } from '../core/phone';
import { marks } from '../core/plain-rows';
import { requireVersion, revise } from '../core/versioned';
import { SearchPages } from '../database/search-pages';
import { saveUnique } from '../database/unique';
import { changes, type Tx, UnitOfWork } from '../database/unit-of-work';
import type { Shop } from '../shops/shop.entity';
import { ShopsService } from '../shops/shops.service';
import { Customer } from './customer.entity';
import { customerPolicy } from './customer.policy';
import { presentCustomer, snapshotOfCustomer, subjectOfCustomer } from './customer.presenter';
import { editCustomer, newCustomer, UNIQUE } from './customer-edit';

const NEWEST_FIRST = [{ column: 'customer.id', direction: 'DESC' }] as const;

/** What lists show of a customer. */
export interface SeenCustomer {
  id: string;
  name: string;
  email: string | null;
  isVerified: boolean;
  isPriority: boolean;
}

type SeenRow = Omit<SeenCustomer, 'isVerified' | 'isPriority'> & { isVerified: number; isPriority: number };

/** What staff do about customers, and what other features ask about them; `CustomerAccounts` has what they do themselves. */
@Injectable()
export class CustomersService {
  private readonly seenOnes = new GatheredById((ids) => this.readSeen(ids));

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly searches: SearchPages,
  ) {}

  async list(
    actor: Actor,
    { shopId, isActive, isRegistered, search, ...paging }: CustomerListQuery,
  ): Promise<Page<CustomerView>> {
    if (requirePermission(actor, 'customers:read') === 'own')
      throw new AppError('FORBIDDEN', 'Customers are the whole shop’s.');
    const query = this.customers.createQueryBuilder('customer');

    const ofShop = listedShop(actor, shopId);
    const isLong = [isActive, isRegistered, search].some((asked) => asked !== undefined);
    if (ofShop) onlyOfShop(query, 'customer.shopId', ofShop, !isLong);
    if (isActive) query.andWhere('customer.isActive = :isActive', { isActive: isActive === 'true' });
    if (isRegistered) query.andWhere(`customer.passwordHash IS ${isRegistered === 'true' ? 'NOT NULL' : 'NULL'}`);
    searchIn(query, 'customer.searchText', search);

    const { items, nextCursor } = await (isLong
      ? this.searches.page({ wanted: query, shopId: ofShop, keys: NEWEST_FIRST }, paging)
      : pageBy(query, NEWEST_FIRST, paging));
    return { items: items.map(presentCustomer), nextCursor };
  }

  async get(actor: Actor, id: string): Promise<CustomerView> {
    const customer = visibleTo(actor, await this.customers.findOneBy({ id }));
    customerPolicy.authorize(actor, 'read', customer);
    return presentCustomer(customer);
  }

  async create(actor: Actor, { shopId: wanted, ...input }: CreateCustomer): Promise<CustomerView> {
    requirePermission(actor, 'customers:create');
    const shopId = shopOf(actor, wanted);
    return this.unitOfWork.run(async (tx) => {
      const { settings } = await this.shops.ofId(tx, shopId);
      if (!covers(actor, 'customers:create', { shopId }))
        throw new AppError('FORBIDDEN', 'You may not add customers here.');

      const customer = newCustomer(shopId, tx.now);
      editCustomer(customer, input, settings.country);
      await saveUnique(tx, customer, UNIQUE);

      tx.record('customer.created', {
        actor,
        subject: subjectOfCustomer(customer),
        after: snapshotOfCustomer(customer),
        data: null,
      });
      return presentCustomer(customer);
    });
  }

  async update(actor: Actor, id: string, { version, ...input }: UpdateCustomer): Promise<CustomerView> {
    return this.unitOfWork.run(async (tx) => {
      const customer = await this.lock(tx, actor, id);
      requireVersion(customer, version);

      const before = snapshotOfCustomer(customer);
      const { settings } = await this.shops.ofId(tx, customer.shopId);
      editCustomer(customer, input, settings.country);
      revise(customer, tx.now);
      await saveUnique(tx, customer, UNIQUE);

      const changed = changes(before, snapshotOfCustomer(customer));
      tx.record('customer.updated', {
        actor,
        subject: subjectOfCustomer(customer),
        ...changed,
        data: { accountId: id },
      });
      return presentCustomer(customer);
    });
  }

  /** Ends at once what the customer may do; what they wrote stays. */
  deactivate(actor: Actor, id: string): Promise<CustomerView> {
    return this.setActive(actor, id, false);
  }

  reactivate(actor: Actor, id: string): Promise<CustomerView> {
    return this.setActive(actor, id, true);
  }

  /** Somebody who may still ask for something, when this is committed as well. */
  async lockActive(tx: Tx, id: string): Promise<Customer> {
    const customer = await tx.lock(Customer, { id });
    if (!customer?.isActive) throw new AppError('UNAUTHENTICATED', 'This visit has ended.');
    return customer;
  }

  async require(tx: Tx, id: string): Promise<Customer> {
    const customer = await tx.manager.findOneBy(Customer, { id });
    if (!customer) throw AppError.notFound('customer');
    return customer;
  }

  /** Somebody whom staff write something down for. A phone that cannot be right is not taken over. */
  async createFor(
    tx: Tx,
    actor: Actor,
    shop: Pick<Shop, 'id' | 'settings'>,
    { name, email, phone }: { name: string; email?: string; phone?: string },
  ): Promise<Customer> {
    const customer = newCustomer(shop.id, tx.now);
    const isPhone = phone && writtenPhone(phone, shop.settings.country).isValid;
    editCustomer(customer, { name, email, phone: isPhone ? phone : undefined }, shop.settings.country);
    await tx.manager.insert(Customer, customer);

    const after = snapshotOfCustomer(customer);
    tx.record('customer.created', { actor, subject: subjectOfCustomer(customer), after, data: null });
    return customer;
  }

  /** Those that exist, by id. */
  async byIds(ids: readonly string[]): Promise<Map<string, Customer>> {
    const customers = ids.length === 0 ? [] : await this.customers.findBy({ id: In([...ids]) });
    return new Map(customers.map((customer) => [customer.id, customer]));
  }

  /** What lists show of them, by id. */
  seen(ids: readonly string[]): Promise<ReadonlyMap<string, SeenCustomer>> {
    return this.seenOnes.of(ids);
  }

  /** What staff see, by id. */
  async displayNames(ids: readonly string[]): Promise<Map<string, string>> {
    return new Map([...(await this.seen(ids))].map(([id, { name }]) => [id, name]));
  }

  private async readSeen(ids: readonly string[]): Promise<Map<string, SeenCustomer>> {
    const rows: SeenRow[] = await this.dataSource.query(
      `SELECT id, name, email, isVerified, isPriority FROM customers WHERE id IN (${marks(ids.length)})`,
      [...ids],
    );
    return new Map(
      rows.map(({ isVerified, isPriority, ...row }) => [
        row.id,
        { ...row, isVerified: Boolean(isVerified), isPriority: Boolean(isPriority) },
      ]),
    );
  }

  private get customers() {
    return this.dataSource.getRepository(Customer);
  }

  private async setActive(actor: Actor, id: string, isActive: boolean): Promise<CustomerView> {
    return this.unitOfWork.run(async (tx) => {
      const customer = await this.lock(tx, actor, id);
      if (customer.isActive === isActive && !customer.deactivatedThemselvesAt) return presentCustomer(customer);

      const wasActive = customer.isActive;
      // From now on it is staff's decision, whoever made it before.
      Object.assign(customer, { isActive, deactivatedThemselvesAt: null });
      customer.accessVersion += 1;
      revise(customer, tx.now);
      await tx.manager.save(customer);

      const name = isActive ? 'customer.reactivated' : 'customer.deactivated';
      const changed = { before: { isActive: wasActive }, after: { isActive } };
      tx.record(name, { actor, subject: subjectOfCustomer(customer), ...changed, data: { accountId: id } });
      return presentCustomer(customer);
    });
  }

  private async lock(tx: Tx, actor: Actor, id: string): Promise<Customer> {
    const customer = visibleTo(actor, await tx.lock(Customer, { id }));
    customerPolicy.authorize(actor, 'update', customer);
    return customer;
  }
}

function visibleTo(actor: Actor, customer: Customer | null): Customer {
  if (!customer || !isWithin(actor, customer.shopId)) throw AppError.notFound('customer');
  return customer;
}
