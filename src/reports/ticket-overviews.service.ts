import { Injectable } from '@nestjs/common';
import type { OverviewNumbers, OverviewQuery, TicketOverview } from '../contract/reports.dto';
import type { CustomerActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { Clock } from '../database/clock';
import { ShopsService } from '../shops/shops.service';
import { count } from './count';
import { FactReader } from './fact-reader';
import { SOURCES } from './fact-sources';
import { Facts } from './facts';
import { ByLabel, ByTime, type Grouping, Whole } from './grouping';
import { startsOf } from './stretches';
import type { Tally } from './tally';

const MOST_STRETCHES = 400;

/** What customers see of their own tickets, in the numbers of the reports. */
@Injectable()
export class TicketOverviews {
  constructor(
    private readonly reader: FactReader,
    private readonly clock: Clock,
    private readonly shops: ShopsService,
  ) {}

  async of(actor: CustomerActor, query: OverviewQuery): Promise<TicketOverview> {
    const facts = await this.factsOf(actor);
    const end = query.to ? Date.parse(query.to) : this.clock.now().getTime() + 1;
    const from = query.from ? Date.parse(query.from) : (facts.earliest() ?? end - 1);
    if (from >= end) throw AppError.field('to', 'The period must end after it begins.');
    const timeZone = query.timeZone ?? (await this.shops.byId(actor.shopId)).timeZone;
    const starts = startsOf(query.by ?? 'month', from, end, timeZone, MOST_STRETCHES);
    if (!starts) throw AppError.field('by', 'So much time has to be divided into longer parts.');

    const counted = <T extends Grouping>(into: T): T => {
      count(facts, { from, end }, into);
      return into;
    };
    const categories = [...counted(new ByLabel('category', end)).tallies].filter(([, tally]) => !tally.isEmpty);
    const stretches = counted(
      new ByTime(
        starts.map(({ at }) => at),
        end,
      ),
    ).finish();
    return {
      timeZone,
      total: numbersOf(counted(new Whole(end)).tally),
      byCategory: categories
        .map(([key, tally]) => ({ key, ...numbersOf(tally) }))
        .sort((a, b) => b.created - a.created || (a.key ?? '').localeCompare(b.key ?? '')),
      overTime: stretches.map((tally, place) => ({ key: starts[place]?.date ?? null, ...numbersOf(tally) })),
    };
  }

  /** Their numbers within the shop say nothing here, and there are few. */
  private async factsOf({ shopId, id }: CustomerActor): Promise<Facts> {
    const facts = new Facts();
    for (const fact of await this.reader.ofCustomer(SOURCES.tickets, shopId, id)) facts.put(fact, facts.length);
    return facts;
  }
}

function numbersOf(tally: Tally): OverviewNumbers {
  const { created, closed, backlog, open, inProgress, onHold, resolution, firstResponse } = tally.figures();
  return { created, backlog, open, inProgress, onHold, closed, resolution, firstResponse };
}
