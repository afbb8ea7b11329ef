import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SetSla, SlaPolicy, SlaView } from '../contract/sla.dto';
import { type Actor, isWithin } from '../core/actor';
import { AppError } from '../core/app-error';
import { requireVersion, revise } from '../core/versioned';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { Shop } from '../shops/shop.entity';
import { shopPolicy } from '../shops/shop.policy';
import { ShopsService } from '../shops/shops.service';
import { Team } from '../teams/team.entity';
import { teamPolicy } from '../teams/team.policy';
import { effectiveSla, plainSla } from './sla-policy';

/** What a shop and its teams promise. */
@Injectable()
export class SlaPolicies {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
  ) {}

  async ofShop(actor: Actor, id: string): Promise<SlaView> {
    const shop = within(actor, await this.dataSource.getRepository(Shop).findOneBy({ id }), 'shop');
    shopPolicy.authorize(actor, 'read', shop);
    return presentShopSla(shop);
  }

  /** Open tickets get their new due times soon after. */
  async setForShop(actor: Actor, id: string, { policy, version }: SetSla): Promise<SlaView> {
    return this.unitOfWork.run(async (tx) => {
      const shop = within(actor, await tx.lock(Shop, { id }), 'shop');
      shopPolicy.authorize(actor, 'update', shop);
      requireVersion(shop, version);

      const before = shop.sla;
      shop.sla = policy ? plainSla(policy) : null;
      shop.slaStaleAt = tx.now;
      revise(shop, tx.now);
      await tx.manager.save(shop);

      const subject = { kind: 'shop', id, shopId: id };
      tx.record('shop.slaChanged', { actor, subject, ...change(before, shop.sla), data: null });
      return presentShopSla(shop);
    });
  }

  async ofTeam(actor: Actor, id: string): Promise<SlaView> {
    const team = within(actor, await this.dataSource.getRepository(Team).findOneBy({ id }), 'team');
    teamPolicy.authorize(actor, 'read', team);
    return presentTeamSla(team, await this.shops.byId(team.shopId));
  }

  async setForTeam(actor: Actor, id: string, { policy, version }: SetSla): Promise<SlaView> {
    return this.unitOfWork.run(async (tx) => {
      const team = within(actor, await tx.lock(Team, { id }), 'team');
      teamPolicy.authorize(actor, 'update', team);
      requireVersion(team, version);

      const before = team.sla;
      team.sla = policy ? plainSla(policy) : null;
      revise(team, tx.now);
      await tx.manager.save(team);
      const shop = await this.markStale(tx, team.shopId);

      const subject = { kind: 'team', id, shopId: team.shopId };
      tx.record('team.slaChanged', { actor, subject, ...change(before, team.sla), data: null });
      return presentTeamSla(team, shop);
    });
  }

  private async markStale(tx: Tx, shopId: string): Promise<Shop> {
    await tx.manager.update(Shop, { id: shopId }, { slaStaleAt: tx.now });
    return this.shops.ofId(tx, shopId);
  }
}

function within<T extends Shop | Team>(actor: Actor, found: T | null, what: string): T {
  if (!found || !isWithin(actor, 'shopId' in found ? found.shopId : found.id)) throw AppError.notFound(what);
  return found;
}

function change(before: SlaPolicy | null, after: SlaPolicy | null) {
  return { before: { sla: before }, after: { sla: after } };
}

function presentShopSla(shop: Shop): SlaView {
  return { policy: shop.sla, effective: effectiveSla(shop, null), version: shop.version };
}

function presentTeamSla(team: Team, shop: Shop): SlaView {
  return { policy: team.sla, effective: effectiveSla(shop, team), version: team.version };
}
