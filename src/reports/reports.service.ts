import { setImmediate as othersTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ReportDimension, ReportQuery, ReportRow, ReportView } from '../contract/reports.dto';
import type { StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { Clock } from '../database/clock';
import { EmployeesService } from '../employees/employees.service';
import { Shop } from '../shops/shop.entity';
import { TeamsService } from '../teams/teams.service';
import { count } from './count';
import type { Label, ReportKind } from './fact-sources';
import { FactStore } from './fact-store';
import type { Facts } from './facts';
import { ByLabel, ByShop, ByTime, type Grouping, Whole } from './grouping';
import { type ReportRequest, reportRequest } from './report-request';
import { rowsBehind, whereOf } from './report-rows';
import { STRETCHES, type Stretch, startsOf } from './stretches';
import { Tally } from './tally';

const MOST_SHOPS = 500;
/** Rows of a report over time. */
const MOST_STRETCHES = 800;
/** Facts counted in one go, in about ten milliseconds. */
const AT_ONCE = 50_000;

interface Counted {
  kind: ReportKind;
  request: ReportRequest;
  query: ReportQuery;
  shops: Map<Facts, Shop>;
}

interface Split {
  items: ReportRow[];
  tallies: Tally[];
}

const LABEL_OF = {
  category: 'category',
  agent: 'agentId',
  team: 'teamId',
  priority: 'priority',
  source: 'source',
} as const satisfies Partial<Record<ReportDimension, Label>>;

/** The figures of tickets and of chats: one way of counting, whatever they are split by. */
@Injectable()
export class Reports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly store: FactStore,
    private readonly employees: EmployeesService,
    private readonly teams: TeamsService,
  ) {}

  /** Everything in one row. */
  async summary(actor: StaffActor, kind: ReportKind, query: ReportQuery): Promise<ReportView> {
    const counted = await this.gather(actor, kind, query);
    const { tally } = await countAll(counted, new Whole(counted.request.selection.end));
    return view(counted, [], tally);
  }

  /** The same numbers, split. */
  async by(actor: StaffActor, kind: ReportKind, dimension: ReportDimension, query: ReportQuery): Promise<ReportView> {
    const counted = await this.gather(actor, kind, query);
    const { items, tallies } = await this.split(counted, dimension);
    return view(counted, items, Tally.sum(tallies, { isOverTime: isStretch(dimension) }));
  }

  private async gather(actor: StaffActor, kind: ReportKind, query: ReportQuery): Promise<Counted> {
    const request = reportRequest(actor, query, this.clock.now());
    const shops = new Map<Facts, Shop>();
    for (const shop of await this.shopsOf(request.shopId)) shops.set(await this.store.upToDate(kind, shop.id), shop);
    return { kind, request, query, shops };
  }

  private async shopsOf(id: string | undefined): Promise<Shop[]> {
    const shops = await this.dataSource.getRepository(Shop).find({
      select: { id: true, name: true, timeZone: true },
      where: id ? { id } : {},
      order: { slug: 'ASC' },
      take: MOST_SHOPS,
    });
    if (id && shops.length === 0) throw AppError.notFound('shop');
    return shops;
  }

  private split(counted: Counted, dimension: ReportDimension): Promise<Split> {
    if (dimension === 'shop') return this.byShop(counted);
    if (isStretch(dimension)) return this.byTime(counted, dimension);
    return this.byLabel(counted, dimension);
  }

  private async byShop(counted: Counted): Promise<Split> {
    const { tallies } = await countAll(counted, new ByShop(counted.request.selection.end));
    const items = [...tallies].map(([facts, tally]) => {
      const shop = counted.shops.get(facts);
      return rowOf(counted, tally, { key: shop?.id ?? null, name: shop?.name ?? null }, { shopId: shop?.id });
    });
    return { items, tallies: [...tallies.values()] };
  }

  private async byTime(counted: Counted, stretch: Stretch): Promise<Split> {
    const { selection } = counted.request;
    const { end } = selection;
    const first = [...counted.shops.keys()].map((facts) => facts.earliest() ?? end);
    const from = Math.max(selection.from, Math.min(end, ...first));
    if (!(from < end)) return { items: [], tallies: [] };
    const starts = startsOf(stretch, from, end, timeZoneOf(counted), MOST_STRETCHES);
    if (!starts) throw AppError.field('from', `More than ${MOST_STRETCHES} rows: choose weeks, months or less time.`);
    const grouping = await countAll(
      counted,
      new ByTime(
        starts.map(({ at }) => at),
        end,
      ),
    );
    const tallies = grouping.finish();
    const items = tallies.map((tally, place) => {
      const at = Math.max(starts[place]?.at ?? from, selection.from);
      const until = Math.min(starts[place + 1]?.at ?? end, end);
      const date = starts[place]?.date ?? null;
      return rowOf(counted, tally, { key: date, name: date }, {}, { from: new Date(at), end: new Date(until) });
    });
    return { items, tallies };
  }

  private async byLabel(counted: Counted, dimension: keyof typeof LABEL_OF): Promise<Split> {
    const { selection } = counted.request;
    const { tallies } = await countAll(counted, new ByLabel(LABEL_OF[dimension], selection.end));
    const found = [...tallies].filter(([, tally]) => !tally.isEmpty);
    const names = await this.namesOf(
      dimension,
      found.flatMap(([key]) => key ?? []),
    );
    const field = dimension === 'agent' ? 'agentId' : dimension === 'team' ? 'teamId' : dimension;
    const items = found
      .map(([key, tally]) => {
        const name = key === null ? null : (names?.get(key) ?? key);
        return rowOf(counted, tally, { key, name }, { [field]: key ?? 'none' });
      })
      .sort((a, b) => Number(a.name === null) - Number(b.name === null) || (a.name ?? '').localeCompare(b.name ?? ''));
    return { items, tallies: [...tallies.values()] };
  }

  private async namesOf(dimension: ReportDimension, ids: string[]): Promise<ReadonlyMap<string, string> | undefined> {
    if (dimension === 'agent') return this.employees.displayNames(ids);
    if (dimension !== 'team') return undefined;
    return new Map([...(await this.teams.byIds(ids))].map(([id, { name }]) => [id, name]));
  }
}

function view(counted: Counted, items: ReportRow[], total: Tally): ReportView {
  const { from, to, asOf } = counted.request;
  return {
    asOf: asOf.toISOString(),
    from: from?.toISOString() ?? null,
    to: to.toISOString(),
    timeZone: timeZoneOf(counted),
    total: rowOf(counted, total, { key: null, name: null }),
    items,
  };
}

/** In pieces, and others have their turn in between. */
async function countAll<T extends Grouping>({ shops, request }: Counted, grouping: T): Promise<T> {
  for (const facts of shops.keys()) {
    const { length } = facts;
    for (let first = 0; first < length; first += AT_ONCE) {
      if (first > 0) await othersTurn();
      count(facts, request.selection, grouping, { first, last: Math.min(first + AT_ONCE, length) });
    }
  }
  return grouping;
}

function rowOf(
  { kind, request, query }: Counted,
  tally: Tally,
  row: Pick<ReportRow, 'key' | 'name'>,
  more: Record<string, string | undefined> = {},
  { from, end } = { from: request.from, end: new Date(request.selection.end) },
): ReportRow {
  return {
    ...row,
    figures: tally.figures(),
    rows: rowsBehind(kind, { ...whereOf(request, query), ...more }, from, end),
  };
}

function timeZoneOf({ request, shops }: Counted): string {
  if (request.timeZone) return request.timeZone;
  const [shop, another] = shops.values();
  return shop && !another ? shop.timeZone : 'UTC';
}

function isStretch(dimension: ReportDimension): dimension is Stretch {
  return (STRETCHES as readonly string[]).includes(dimension);
}
