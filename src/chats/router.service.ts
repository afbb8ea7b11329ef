import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../core/actor';
import { ENV, type Env } from '../core/env';
import { log } from '../core/log';
import { Clock } from '../database/clock';
import { type DomainEvent, DomainEvents } from '../database/domain-events';
import { isUniqueViolation } from '../database/driver-errors';
import { Leases } from '../database/leases';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { TeamsService } from '../teams/teams.service';
import { AgentFitness } from './agent-fitness.service';
import { Chat } from './chat.entity';
import { ChatTransitions } from './chat-transitions.service';
import { Colleagues } from './colleagues.service';
import { OfferBook } from './offer-book.service';
import { RoutingFacts } from './routing-facts.service';
import { type Match, plan } from './routing-plan';
import { TeamRounds } from './team-rounds';

/** What nobody's event has routed, for instance because a server died in between, is found after so many sweeps. */
const SWEEPS_BETWEEN_SEARCHES = 10;

/**
 * Offers waiting chats to agents, in teams that want that. Whatever frees a seat or brings a chat leads here at once;
 * on every server one run a team at a time. Servers that run at the same moment are kept apart by the locks of agent
 * and chat, and by the one offer that a chat can have.
 */
@Injectable()
export class Router implements OnModuleDestroy {
  private readonly rounds = new TeamRounds((teamId) => this.isSettled(teamId));
  private readonly hearing = new Set<Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly teams: TeamsService,
    private readonly colleagues: Colleagues,
    private readonly facts: RoutingFacts,
    private readonly fitness: AgentFitness,
    private readonly transitions: ChatTransitions,
    private readonly offers: OfferBook,
    events: DomainEvents,
    leases: Leases,
    @Inject(ENV) private readonly env: Env,
  ) {
    events.subscribe((event) => this.hear(event));
    leases.every({
      name: 'route-waiting',
      everyMs: env.SWEEP_MILLISECONDS * SWEEPS_BETWEEN_SEARCHES,
      run: () => this.routeForgotten(),
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.rounds.stop();
    await Promise.all(this.hearing);
  }

  /** Offers what the team's queue holds to whoever can be asked. Resolves when there is nothing left to offer. */
  route(teamId: string): Promise<void> {
    return this.rounds.route(teamId);
  }

  /** One round: a plan from what is known, each match of it checked again under its locks. */
  private async isSettled(teamId: string): Promise<boolean> {
    const [team] = [...(await this.teams.byIds([teamId])).values()];
    if (!team || team.routing === 'manual') return true;
    const chats = await this.facts.ofWaiting(team.shopId, teamId);
    if (chats.length === 0) return true;
    const agents = await this.facts.ofAgents(await this.colleagues.ofTeam(teamId), { shopId: team.shopId, teamId });

    const matches = plan(team.routing, agents, chats, this.clock.now());
    for (const match of matches) await this.offer(match);
    return matches.length === 0;
  }

  private async offer({ chatId, agentId }: Match): Promise<void> {
    try {
      await this.unitOfWork.run((tx) => this.make(tx, chatId, agentId));
    } catch (error) {
      // Another server has offered this chat at the same moment.
      if (!isUniqueViolation(error)) throw error;
    }
  }

  private async make(tx: Tx, chatId: string, agentId: string): Promise<void> {
    const obstaclesTo = await this.fitness.lock(tx, agentId);
    const { chat } = await this.transitions.lock(tx, SYSTEM, chatId);
    if (chat.status !== 'waiting' || (await this.offers.pendingOf(tx, chatId))) return;
    if ((await obstaclesTo(chat)).length > 0) return;

    await this.offers.make(tx, chat, agentId, this.env.OFFER_SECONDS);
  }

  private hear(event: DomainEvent): void {
    const heard = this.follow(event)
      .catch((error: unknown) => log.error({ err: error, event: event.name }, 'routing failed'))
      .finally(() => this.hearing.delete(heard));
    this.hearing.add(heard);
  }

  private async follow(event: DomainEvent): Promise<void> {
    const teamIds = new Set(await this.queuesConcernedBy(event));
    await Promise.all([...teamIds].map((teamId) => this.route(teamId)));
  }

  /** Which queues an event may have brought something to offer, or somebody to offer it to. */
  private async queuesConcernedBy(event: DomainEvent): Promise<string[]> {
    switch (event.name) {
      case 'chat.started':
        return present([event.data.teamId]);
      case 'chat.transferred':
      case 'chat.released':
      case 'chat.declined':
      case 'chat.agentLost':
      case 'chat.closed':
      case 'chat.reopened':
        return [
          ...present([event.data.teamId]),
          ...(await this.teamsOf(event.data.previousAgentId ?? event.data.agentId)),
        ];
      case 'offer.declined':
      case 'offer.expired':
      case 'offer.withdrawn':
        return [...(await this.teamOfChat(event.data.chatId)), ...(await this.teamsOf(event.data.agentId))];
      case 'agent.presenceChanged':
        return this.teamsOf(event.data.employeeId);
      case 'employee.updated':
      case 'employee.reactivated':
      case 'team.memberAdded':
        return this.teamsOf(event.data.accountId);
      case 'team.updated':
        return [event.subject.id];
      default:
        return [];
    }
  }

  private async teamsOf(employeeId: string | null): Promise<string[]> {
    if (!employeeId) return [];
    const [agent] = await this.colleagues.of([employeeId]);
    return agent?.teamIds ?? [];
  }

  private async teamOfChat(chatId: string): Promise<string[]> {
    const chat = await this.dataSource.getRepository(Chat).findOneBy({ id: chatId });
    return present([chat?.teamId ?? null]);
  }

  private async routeForgotten(): Promise<void> {
    for (const teamId of await this.facts.teamsWithUnofferedChats()) await this.route(teamId);
  }
}

function present(ids: (string | null)[]): string[] {
  return ids.filter((id) => id !== null);
}
