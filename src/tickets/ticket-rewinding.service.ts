import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, MoreThan, Not } from 'typeorm';
import { SYSTEM } from '../core/actor';
import { ENV, type Env } from '../core/env';
import { databaseTime } from '../core/paging';
import { Leases } from '../database/leases';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { Shop } from '../shops/shop.entity';
import { rulesOf, type ShopRules } from '../sla/ticket-promises.service';
import { wind } from '../sla/ticket-sla';
import { Ticket } from './ticket.entity';
import { changeable, snapshotOf } from './ticket-snapshot';
import { TicketTransitions } from './ticket-transitions.service';

const BATCH = 100;
/** Batches a round, so that the lease is renewed in time. */
const MOST_BATCHES = 20;

/** After a shop has changed its hours, or what it promises, its open tickets get the due times that follow from it. */
@Injectable()
export class TicketRewinding {
  /** How far each shop is; after a crash it begins anew, and changes nothing that is right already. */
  private readonly reached = new Map<string, string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: TicketTransitions,
    leases: Leases,
    @Inject(ENV) env: Env,
  ) {
    leases.every({ name: 'ticket-rewinding', everyMs: env.SWEEP_MILLISECONDS, run: () => this.sweep() });
  }

  private async sweep(): Promise<void> {
    const shop = await this.dataSource.getRepository(Shop).findOne({
      where: { slaStaleAt: Not(IsNull()) },
      order: { slaStaleAt: 'ASC' },
    });
    if (shop?.slaStaleAt) await this.rewind(shop.id, shop.slaStaleAt);
  }

  private async rewind(shopId: string, staleAt: Date): Promise<void> {
    const key = `${shopId} ${staleAt.getTime()}`;
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const ids = await this.next(shopId, this.reached.get(key) ?? '');
      if (ids.length > 0) await this.unitOfWork.run((tx) => this.rewindAll(tx, shopId, ids));
      const last = ids.at(-1);
      if (ids.length < BATCH || !last) return this.finish(key, shopId, staleAt);
      this.reached.set(key, last);
    }
  }

  private async next(shopId: string, after: string): Promise<string[]> {
    const tickets = await this.dataSource.getRepository(Ticket).find({
      select: { id: true },
      where: { shopId, status: In(['open', 'in_progress', 'on_hold']), id: MoreThan(after) },
      order: { id: 'ASC' },
      take: BATCH,
    });
    return tickets.map(({ id }) => id);
  }

  private async rewindAll(tx: Tx, shopId: string, ids: readonly string[]): Promise<void> {
    const rules = await rulesOf(tx, shopId);
    for (const id of ids) await this.rewindOne(tx, rules, id);
  }

  private async rewindOne(tx: Tx, rules: ShopRules, id: string): Promise<void> {
    const ticket = await tx.lock(Ticket, { id });
    if (!ticket || ticket.status === 'closed') return;
    const was = snapshotOf(ticket);
    wind(ticket, rules.targetsOf(ticket), rules.time, tx.now);
    if (JSON.stringify(snapshotOf(ticket)) === JSON.stringify(was)) return;

    ticket.version += 1;
    ticket.updatedAt = tx.now;
    await tx.manager.update(Ticket, { id }, changeable(ticket));

    this.transitions.record(tx, SYSTEM, { ticket, was }, 'ticket.changed');
  }

  /** Only if nothing has been changed again in the meantime. */
  private async finish(key: string, shopId: string, staleAt: Date): Promise<void> {
    this.reached.delete(key);
    await this.dataSource
      .createQueryBuilder()
      .update(Shop)
      .set({ slaStaleAt: null })
      .where('id = :shopId AND slaStaleAt = :staleAt', { shopId, staleAt: databaseTime(staleAt) })
      .execute();
  }
}
