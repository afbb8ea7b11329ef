import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SlaPolicy, SlaTargets } from '../contract/sla.dto';
import type { Tx } from '../database/unit-of-work';
import { Shop } from '../shops/shop.entity';
import { Team } from '../teams/team.entity';
import { effectiveSla } from './sla-policy';
import { ShopTime } from './ticket-clock';
import { type Alarm, type PauseReason, type Promised, type PromiseName, tell, wind } from './ticket-sla';

/** A ticket, as far as its promises are concerned. */
export interface PromisedTicket extends Promised {
  shopId: string;
  teamId: string | null;
  priority: keyof SlaPolicy;
}

export interface Told {
  promise: PromiseName;
  alarm: Alarm;
}

type Shown = Record<string, unknown>;

/** Keeps the due times of tickets true to what happens to them. */
@Injectable()
export class TicketPromises {
  /** Of a ticket that is being made. */
  async begin(tx: Tx, ticket: PromisedTicket): Promise<void> {
    const rules = await rulesOf(tx, ticket.shopId);
    wind(ticket, rules.targetsOf(ticket), rules.time, tx.now);
  }

  /** After a change, before it is stored; answers with what now has to be told. `was` is the snapshot before. */
  async follow(tx: Tx, ticket: PromisedTicket, was: Shown): Promise<Told[]> {
    endPause(ticket, 'onHold', was.pausedSince, ticket.pausedSince, tx.now);
    endPause(ticket, 'closed', was.closedAt, ticket.closedAt, tx.now);
    if (isMoved(ticket, was)) await this.begin(tx, ticket);
    return tell(ticket, tx.now);
  }
}

/** What a shop promises, and how its time counts: asked once for many tickets. */
export async function rulesOf({ manager }: { manager: EntityManager }, shopId: string): Promise<ShopRules> {
  const shop = await manager.findOneByOrFail(Shop, { id: shopId });
  const teams = await manager.find(Team, { select: { id: true, sla: true }, where: { shopId } });
  return new ShopRules(shop, new Map(teams.map((team) => [team.id, team])));
}

export class ShopRules {
  readonly time: ShopTime;

  constructor(
    readonly shop: Shop,
    private readonly teams: ReadonlyMap<string, Pick<Team, 'sla'>>,
  ) {
    this.time = new ShopTime(shop);
  }

  targetsOf({ teamId, priority }: Pick<PromisedTicket, 'teamId' | 'priority'>): SlaTargets {
    return effectiveSla(this.shop, (teamId && this.teams.get(teamId)) || null)[priority];
  }
}

/** What stopped the clock and does so no longer is kept, so that due times can always be worked out again. */
function endPause(ticket: Promised, reason: PauseReason, was: unknown, is: Date | null, now: Date): void {
  if (typeof was === 'string' && !is) ticket.pauses = [...(ticket.pauses ?? []), [was, now.toISOString(), reason]];
}

function isMoved(ticket: PromisedTicket, was: Shown): boolean {
  return (
    ticket.priority !== was.priority ||
    ticket.teamId !== was.teamId ||
    (ticket.pausedSince?.toISOString() ?? null) !== was.pausedSince ||
    (was.closedAt !== null && !ticket.closedAt)
  );
}
