import { Injectable } from '@nestjs/common';
import { DataSource, In, Not } from 'typeorm';
import type { NamedRef, Page } from '../contract/common.dto';
import type { CreateTeam, TeamListQuery, TeamView, UpdateTeam } from '../contract/teams.dto';
import { type Actor, covers, isWithin, requirePermission, shopOf } from '../core/actor';
import { AppError } from '../core/app-error';
import { GatheredById } from '../core/gathered';
import { given } from '../core/given';
import { newId } from '../core/ids';
import { listedShop, searchIn } from '../core/lists';
import { normalKey } from '../core/normal';
import { pageBy } from '../core/paging';
import { marks } from '../core/plain-rows';
import { nameOf, tidy } from '../core/text';
import { requireVersion, revise } from '../core/versioned';
import { refuseWhileUsed } from '../database/references';
import { saveUnique } from '../database/unique';
import { changes, type Tx, UnitOfWork } from '../database/unit-of-work';
import { ShopsService } from '../shops/shops.service';
import { Team } from './team.entity';
import { listedTeams, teamPolicy } from './team.policy';
import { presentTeam, snapshotOfTeam } from './team.presenter';
import { TeamMembers } from './team-members.service';

const UNIQUE = { nameKey: 'name' };

@Injectable()
export class TeamsService {
  private readonly names = new GatheredById((ids) => this.readNames(ids));

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly members: TeamMembers,
  ) {}

  async list(actor: Actor, { shopId, search, ...paging }: TeamListQuery): Promise<Page<TeamView>> {
    const scope = requirePermission(actor, 'teams:read');
    const query = this.teams.createQueryBuilder('team');

    const ofShop = listedShop(actor, shopId);
    if (ofShop) query.andWhere('team.shopId = :ofShop', { ofShop });
    const only = listedTeams(actor, scope);
    if (only) query.andWhere(only.length > 0 ? 'team.id IN (:...only)' : '1 = 0', { only });
    searchIn(query, 'team.nameKey', search);

    const { items, nextCursor } = await pageBy(query, ORDER, paging);
    return { items: await this.present(items), nextCursor };
  }

  async get(actor: Actor, id: string): Promise<TeamView> {
    const team = visibleTo(actor, await this.teams.findOneBy({ id }));
    teamPolicy.authorize(actor, 'read', team);
    return this.presentOne(team);
  }

  async create(actor: Actor, { shopId: wanted, memberIds, ...input }: CreateTeam): Promise<TeamView> {
    requirePermission(actor, 'teams:create');
    const shopId = shopOf(actor, wanted);
    const team = await this.unitOfWork.run(async (tx) => {
      await this.shops.ofId(tx, shopId);
      if (!covers(actor, 'teams:create', { shopId })) throw new AppError('FORBIDDEN', 'You may not make teams here.');

      const made = Object.assign(new Team(), {
        id: newId(),
        shopId,
        sla: null,
        createdAt: tx.now,
        updatedAt: tx.now,
        version: 1,
      });
      edit(made, { description: '', routing: 'manual', ticketRouting: 'manual', ...given(input) });
      await saveUnique(tx, made, UNIQUE);

      tx.record('team.created', { actor, subject: subjectOf(made), after: snapshotOfTeam(made), data: null });
      await this.members.addAll(tx, actor, made, memberIds ?? []);
      return made;
    });
    return this.presentOne(team);
  }

  async update(actor: Actor, id: string, { version, ...input }: UpdateTeam): Promise<TeamView> {
    const team = await this.unitOfWork.run(async (tx) => {
      const found = await this.lock(tx, actor, id);
      teamPolicy.authorize(actor, 'update', found);
      requireVersion(found, version);

      const before = snapshotOfTeam(found);
      edit(found, input);
      revise(found, tx.now);
      await saveUnique(tx, found, UNIQUE);

      tx.record('team.updated', {
        actor,
        subject: subjectOf(found),
        ...changes(before, snapshotOfTeam(found)),
        data: null,
      });
      return found;
    });
    return this.presentOne(team);
  }

  async delete(actor: Actor, id: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const team = await this.lock(tx, actor, id);
      teamPolicy.authorize(actor, 'delete', team);

      await refuseWhileUsed(tx, Team, team.id);
      await this.refuseAsDefault(tx, team);
      await tx.manager.delete(Team, team.id);

      tx.record('team.deleted', { actor, subject: subjectOf(team), before: snapshotOfTeam(team), data: null });
    });
  }

  /** The team, which must be one of this shop. */
  async ofShop(tx: Tx, shopId: string, teamId: string): Promise<Team> {
    const team = await tx.manager.findOneBy(Team, { id: teamId, shopId });
    if (!team) throw AppError.notFound('team');
    return team;
  }

  /** Every team of the shop, by name. */
  allOf(shopId: string): Promise<Team[]> {
    return this.teams.find({ where: { shopId }, order: { nameKey: 'ASC', id: 'ASC' }, take: 100 });
  }

  /** Those that exist, by id. */
  async byIds(ids: readonly string[]): Promise<Map<string, Team>> {
    const teams = ids.length === 0 ? [] : await this.teams.findBy({ id: In([...ids]) });
    return new Map(teams.map((team) => [team.id, team]));
  }

  /** What they are called, by id. */
  refs(ids: readonly string[]): Promise<ReadonlyMap<string, NamedRef>> {
    return this.names.of(ids);
  }

  /** Those whose tickets the service gives to agents. */
  async withTicketRouting(): Promise<string[]> {
    const teams = await this.teams.find({ select: { id: true }, where: { ticketRouting: Not('manual') } });
    return teams.map(({ id }) => id);
  }

  private async readNames(ids: readonly string[]): Promise<Map<string, NamedRef>> {
    const rows: NamedRef[] = await this.dataSource.query(
      `SELECT id, name FROM teams WHERE id IN (${marks(ids.length)})`,
      [...ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private get teams() {
    return this.dataSource.getRepository(Team);
  }

  private async lock(tx: Tx, actor: Actor, id: string): Promise<Team> {
    return visibleTo(actor, await tx.lock(Team, { id }));
  }

  /** The settings of a shop are no foreign key, so they are asked here. */
  private async refuseAsDefault(tx: Tx, { id, shopId }: Team): Promise<void> {
    const { settings } = await this.shops.ofId(tx, shopId);
    if (settings.defaultTeamId !== id) return;
    const usedBy = [{ by: 'shop_settings', count: 1 }];
    throw new AppError('IN_USE', 'New chats of the shop go to this team.', { details: { usedBy } });
  }

  private async present(teams: readonly Team[]): Promise<TeamView[]> {
    const people = await this.members.peopleOf(teams.map(({ id }) => id));
    return teams.map((team) => presentTeam(team, people.get(team.id) ?? []));
  }

  private async presentOne(team: Team): Promise<TeamView> {
    const people = await this.members.peopleOf([team.id]);
    return presentTeam(team, people.get(team.id) ?? []);
  }
}

const ORDER = [
  { column: 'team.nameKey', direction: 'ASC' },
  { column: 'team.id', direction: 'ASC' },
] as const;

function visibleTo(actor: Actor, team: Team | null): Team {
  if (!team || !isWithin(actor, team.shopId)) throw AppError.notFound('team');
  return team;
}

function subjectOf({ id, shopId }: Team) {
  return { kind: 'team', id, shopId };
}

function edit(team: Team, { name, description, routing, ticketRouting }: Omit<UpdateTeam, 'version'>): void {
  team.name = name ? nameOf(name) : team.name;
  team.nameKey = normalKey(team.name);
  team.description = tidy(description ?? team.description);
  team.routing = routing ?? team.routing;
  team.ticketRouting = ticketRouting ?? team.ticketRouting;
}
