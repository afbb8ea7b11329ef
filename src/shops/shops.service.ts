import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Page } from '../contract/common.dto';
import type { CreateShop, ShopListQuery, ShopSecretView, ShopView, UpdateShop } from '../contract/shops.dto';
import { type Actor, isWithin, requirePermission } from '../core/actor';
import { AppError } from '../core/app-error';
import { listedShop, searchIn } from '../core/lists';
import { pageBy } from '../core/paging';
import { requireVersion, revise } from '../core/versioned';
import { Customer } from '../customers/customer.entity';
import { refuseWhileUsed } from '../database/references';
import { saveUnique } from '../database/unique';
import { changes, type Tx, UnitOfWork } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { Team } from '../teams/team.entity';
import { newIdentitySecret, newShop, reopenDaysOf, slugOf } from './new-shop';
import { Shop } from './shop.entity';
import { shopPolicy } from './shop.policy';
import { presentShop, snapshotOfShop } from './shop.presenter';
import { editShop } from './shop-edit';

const UNIQUE = { slug: 'slug' };

@Injectable()
export class ShopsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async list(actor: Actor, { isActive, search, ...paging }: ShopListQuery): Promise<Page<ShopView>> {
    requirePermission(actor, 'shops:read');
    const query = this.shops.createQueryBuilder('shop');

    const shopId = listedShop(actor, undefined);
    if (shopId) query.andWhere('shop.id = :shopId', { shopId });
    if (isActive) query.andWhere('shop.isActive = :isActive', { isActive: isActive === 'true' });
    searchIn(query, 'shop.searchText', search);

    const { items, nextCursor } = await pageBy(query, [{ column: 'shop.slug', direction: 'ASC' }], paging);
    return { items: items.map(presentShop), nextCursor };
  }

  async get(actor: Actor, id: string): Promise<ShopView> {
    const shop = visibleTo(actor, await this.shops.findOneBy({ id }));
    shopPolicy.authorize(actor, 'read', shop);
    return presentShop(shop);
  }

  async create(actor: Actor, input: CreateShop): Promise<ShopView> {
    requirePermission(actor, 'shops:create');
    return this.unitOfWork.run(async (tx) => {
      if (!isWithin(actor, null)) throw new AppError('FORBIDDEN', 'Only who works for all shops may open one.');

      const shop = newShop(input, input.slug ?? (await freeSlug(tx, slugOf(input.name))), tx.now);
      await requireDefaultTeam(tx, shop);
      await saveUnique(tx, shop, UNIQUE);

      tx.record('shop.created', { actor, subject: subjectOf(shop), after: snapshotOfShop(shop), data: null });
      return presentShop(shop);
    });
  }

  async update(actor: Actor, id: string, { version, ...input }: UpdateShop): Promise<ShopView> {
    return this.unitOfWork.run(async (tx) => {
      const shop = await this.lock(tx, actor, id);
      shopPolicy.authorize(actor, 'update', shop);
      requireVersion(shop, version);

      const before = snapshotOfShop(shop);
      editShop(shop, input);
      if (input.timeZone || input.businessHours || input.holidays) shop.slaStaleAt = tx.now;
      if (input.settings) await requireDefaultTeam(tx, shop);
      revise(shop, tx.now);
      await saveUnique(tx, shop, UNIQUE);

      tx.record('shop.updated', {
        actor,
        subject: subjectOf(shop),
        ...changes(before, snapshotOfShop(shop)),
        data: null,
      });
      return presentShop(shop);
    });
  }

  /** Closes the widget, and ends what its staff and customers may do, until it is reactivated. */
  deactivate(actor: Actor, id: string): Promise<ShopView> {
    return this.setActive(actor, id, false);
  }

  reactivate(actor: Actor, id: string): Promise<ShopView> {
    return this.setActive(actor, id, true);
  }

  /** What the shop's server has signed so far stays valid until the next rotation. */
  async rotateSecret(actor: Actor, id: string): Promise<ShopSecretView> {
    return this.unitOfWork.run(async (tx) => {
      const shop = await this.lock(tx, actor, id);
      shopPolicy.authorize(actor, 'update', shop);

      shop.previousIdentitySecret = shop.identitySecret;
      shop.identitySecret = newIdentitySecret();
      await tx.manager.save(shop);

      tx.record('shop.secretRotated', { actor, subject: subjectOf(shop), data: null });
      return { identitySecret: shop.identitySecret };
    });
  }

  async delete(actor: Actor, id: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const shop = await this.lock(tx, actor, id);
      shopPolicy.authorize(actor, 'delete', shop);

      await refuseWhileUsed(tx, Shop, shop.id);
      await tx.manager.delete(Shop, shop.id);

      tx.record('shop.deleted', { actor, subject: subjectOf(shop), before: snapshotOfShop(shop), data: null });
    });
  }

  /** The open shop whose widget has this key. */
  async byPublicKey(publicKey: string): Promise<Shop> {
    const shop = await this.shops.findOneBy({ publicKey, isActive: true });
    if (!shop) throw AppError.notFound('shop');
    return shop;
  }

  /** The open shop that has this slug, public key or id. */
  async openNamed(text: string): Promise<Shop> {
    const shop = await this.findNamed(text);
    if (!shop?.isActive) throw AppError.notFound('shop');
    return shop;
  }

  /** Every open shop, by its slug. */
  allOpen(): Promise<Shop[]> {
    return this.shops.find({ where: { isActive: true }, order: { slug: 'ASC' }, take: 100 });
  }

  async byId(id: string): Promise<Shop> {
    const shop = await this.shops.findOneBy({ id });
    if (!shop) throw AppError.notFound('shop');
    return shop;
  }

  /** The shop that somebody calls by its slug, public key or id. */
  findNamed(text: string): Promise<Shop | null> {
    return this.shops.findOne({ where: [{ slug: text }, { publicKey: text }, { id: text }] });
  }

  async ofId(tx: Tx, id: string): Promise<Shop> {
    const shop = await tx.manager.findOneBy(Shop, { id });
    if (!shop) throw AppError.notFound('shop');
    return shop;
  }

  /** Days in which customers reopen tickets, by shop. */
  async reopenDaysOf(ids: readonly string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const shops = await this.shops.find({ select: { id: true, settings: true }, where: { id: In([...ids]) } });
    return new Map(shops.map(({ id, settings }) => [id, reopenDaysOf(settings)]));
  }

  /** Counts up under the row's lock, which lasts until the chat with this number is stored. */
  async nextChatNumber(tx: Tx, shopId: string): Promise<number> {
    await tx.manager.increment(Shop, { id: shopId }, 'lastChatNumber', 1);
    const { lastChatNumber } = await tx.manager.findOneOrFail(Shop, {
      select: { id: true, lastChatNumber: true },
      where: { id: shopId },
    });
    return lastChatNumber;
  }

  /** The same for tickets. */
  async nextTicketNumber(tx: Tx, shopId: string): Promise<number> {
    await tx.manager.increment(Shop, { id: shopId }, 'lastTicketNumber', 1);
    const { lastTicketNumber } = await tx.manager.findOneOrFail(Shop, {
      select: { id: true, lastTicketNumber: true },
      where: { id: shopId },
    });
    return lastTicketNumber;
  }

  private get shops() {
    return this.dataSource.getRepository(Shop);
  }

  private async setActive(actor: Actor, id: string, isActive: boolean): Promise<ShopView> {
    return this.unitOfWork.run(async (tx) => {
      const shop = await this.lock(tx, actor, id);
      shopPolicy.authorize(actor, 'deactivate', shop);
      if (shop.isActive === isActive) return presentShop(shop);

      shop.isActive = isActive;
      revise(shop, tx.now);
      await tx.manager.save(shop);
      await tx.manager.increment(Employee, { shopId: id }, 'accessVersion', 1);
      await tx.manager.increment(Customer, { shopId: id }, 'accessVersion', 1);

      const name = isActive ? 'shop.reactivated' : 'shop.deactivated';
      tx.record(name, {
        actor,
        subject: subjectOf(shop),
        before: { isActive: !isActive },
        after: { isActive },
        data: null,
      });
      return presentShop(shop);
    });
  }

  private async lock(tx: Tx, actor: Actor, id: string): Promise<Shop> {
    return visibleTo(actor, await tx.lock(Shop, { id }));
  }
}

function visibleTo(actor: Actor, shop: Shop | null): Shop {
  if (!shop || !isWithin(actor, shop.id)) throw AppError.notFound('shop');
  return shop;
}

function subjectOf({ id }: Shop) {
  return { kind: 'shop', id, shopId: id };
}

async function requireDefaultTeam(tx: Tx, { id, settings: { defaultTeamId } }: Shop): Promise<void> {
  if (!defaultTeamId) return;
  if (!(await tx.manager.existsBy(Team, { id: defaultTeamId, shopId: id }))) throw AppError.notFound('team');
}

/** The name's own slug, or with the first number that makes it free. */
async function freeSlug(tx: Tx, slug: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? slug : `${slug}-${number}`;
    if (!(await tx.manager.existsBy(Shop, { slug: candidate }))) return candidate;
  }
}
