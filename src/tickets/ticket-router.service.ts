import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { AgentSeats } from '../chats/agent-seats.service';
import { type Colleague, Colleagues } from '../chats/colleagues.service';
import { TeamRounds } from '../chats/team-rounds';
import { SYSTEM } from '../core/actor';
import { ENV, type Env } from '../core/env';
import { log } from '../core/log';
import { Clock } from '../database/clock';
import { type DomainEvent, DomainEvents } from '../database/domain-events';
import { Leases } from '../database/leases';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { TeamsService } from '../teams/teams.service';
import { Ticket } from './ticket.entity';
import { TicketDecline } from './ticket-decline.entity';
import { TicketLoads } from './ticket-loads.service';
import { type Burden, type Gift, gifts } from './ticket-plan';
import { TicketTransitions } from './ticket-transitions.service';

/** Tickets a round. */
const AT_ONCE = 100;
/** What nobody's event has assigned, for instance because a server died in between, is found after so many sweeps. */
const SWEEPS_BETWEEN_SEARCHES = 10;

/**
 * Gives the tickets of a team's pool to its agents, in teams that want that: to who is there and has the least on their
 * desk. Whatever brings a ticket or frees a desk leads here at once; servers that run at the same moment are kept apart
 * by the locks of agent and ticket.
 */
@Injectable()
export class TicketRouter implements OnModuleDestroy {
  private readonly rounds = new TeamRounds((teamId) => this.isSettled(teamId));
  private readonly hearing = new Set<Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly teams: TeamsService,
    private readonly colleagues: Colleagues,
    private readonly seats: AgentSeats,
    private readonly loads: TicketLoads,
    private readonly transitions: TicketTransitions,
    events: DomainEvents,
    leases: Leases,
    @Inject(ENV) env: Env,
  ) {
    events.subscribe((event) => this.hear(event));
    leases.every({
      name: 'route-tickets',
      everyMs: env.SWEEP_MILLISECONDS * SWEEPS_BETWEEN_SEARCHES,
      run: () => this.routeForgotten(),
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.rounds.stop();
    await Promise.all(this.hearing);
  }

  /** One round: a plan from what is known, each part of it checked again under its locks. */
  private async isSettled(teamId: string): Promise<boolean> {
    const [team] = [...(await this.teams.byIds([teamId])).values()];
    if (!team || team.ticketRouting === 'manual') return true;
    const tickets = await this.waitingIn(teamId);
    if (tickets.length === 0) return true;
    const agents = await this.present(await this.colleagues.ofTeam(teamId), team.shopId);
    const loads = await this.loads.of(agents.map(({ id }) => id));

    const plan = gifts(
      tickets,
      agents.map(({ id, ticketCapacity }) => ({ id, load: loads.get(id) ?? 0, capacity: ticketCapacity })),
    );
    for (const gift of plan) await this.unitOfWork.run((tx) => this.give(tx, gift, teamId));
    return plan.length === 0;
  }

  private async waitingIn(teamId: string): Promise<Burden[]> {
    const tickets = await this.dataSource.getRepository(Ticket).find({
      select: { id: true },
      where: { teamId, status: 'open' },
      order: { createdAt: 'ASC', id: 'ASC' },
      take: AT_ONCE,
    });
    const ids = tickets.map(({ id }) => id);
    const declines = await this.dataSource.getRepository(TicketDecline).findBy({ ticketId: In(ids) });
    const declinersOf = (id: string) =>
      declines.filter(({ ticketId }) => ticketId === id).map(({ agentId }) => agentId);
    return ids.map((id) => ({ id, declinedBy: new Set(declinersOf(id)) }));
  }

  /** Who is there now, and takes tickets. */
  private async present(agents: readonly Colleague[], shopId: string): Promise<Colleague[]> {
    const states = await this.seats.statesOf(agents.map(({ id }) => id));
    const now = this.clock.now();
    return agents.filter(({ id, isActive, takesTickets, shopId: own }) => {
      const state = states.get(id);
      const isThere = state?.presence === 'available' && state.isConnected(now);
      return isActive && takesTickets && isThere && (own === null || own === shopId);
    });
  }

  /** The agent's lock comes first: tickets given at the same moment by different servers are counted one by one. */
  private async give(tx: Tx, { ticketId, agentId }: Gift, teamId: string): Promise<void> {
    await this.seats.lock(tx, agentId);
    const change = await this.transitions.lock(tx, SYSTEM, ticketId);
    const { ticket } = change;
    const agent = await this.colleagues.find(tx, agentId);
    if (ticket.status !== 'open' || ticket.teamId !== teamId || !agent?.isActive || !agent.takesTickets) return;
    if (await this.transitions.isDeclinedBy(tx, ticketId, agentId)) return;
    const load = (await this.loads.of([agentId], tx.manager)).get(agentId) ?? 0;
    if (load >= agent.ticketCapacity) return;

    ticket.giveTo('assign', agentId, tx.now);

    const entries = [{ type: 'ticket.claimed', data: { by: agent.name } } as const];
    await this.transitions.finish(tx, SYSTEM, change, { event: 'ticket.assigned', entries });
  }

  private hear(event: DomainEvent): void {
    const heard = this.follow(event)
      .catch((error: unknown) => log.error({ err: error, event: event.name }, 'assigning tickets failed'))
      .finally(() => this.hearing.delete(heard));
    this.hearing.add(heard);
  }

  private async follow(event: DomainEvent): Promise<void> {
    const teamIds = new Set(await this.teamsConcernedBy(event));
    await Promise.all([...teamIds].map((teamId) => this.rounds.route(teamId)));
  }

  /** In which teams an event may have brought a ticket to give, or somebody to give it to. */
  private async teamsConcernedBy(event: DomainEvent): Promise<string[]> {
    switch (event.name) {
      case 'ticket.created':
        return event.data.teamId ? [event.data.teamId] : [];
      case 'ticket.released':
      case 'ticket.declined':
      case 'ticket.transferred':
      case 'ticket.closed':
      case 'ticket.reopened': {
        const { teamId, previousAssigneeId, assigneeId } = event.data;
        return [...(teamId ? [teamId] : []), ...(await this.teamsOf(previousAssigneeId ?? assigneeId))];
      }
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

  private async routeForgotten(): Promise<void> {
    for (const teamId of await this.teams.withTicketRouting()) await this.rounds.route(teamId);
  }
}
