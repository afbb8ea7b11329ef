import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { type Colleague, Colleagues } from '../chats/colleagues.service';
import type {
  AgreedMove,
  ApplyBalance,
  BalanceResult,
  BalanceResults,
  TicketBalance,
} from '../contract/ticket-balance.dto';
import { covers, isWithin, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import type { Team } from '../teams/team.entity';
import { TeamsService } from '../teams/teams.service';
import { Ticket } from './ticket.entity';
import { TicketDecline } from './ticket-decline.entity';
import { TicketHandovers } from './ticket-handovers.service';
import { TicketLoads } from './ticket-loads.service';
import { type Burden, moves } from './ticket-plan';

/** More than a plan moves at once; the next one moves the rest. */
const MOST_MOVABLE = 500;

/** Evens out the desks of a team: shown first, done when those in charge agree. */
@Injectable()
export class TicketBalancing {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly teams: TeamsService,
    private readonly colleagues: Colleagues,
    private readonly loads: TicketLoads,
    private readonly handovers: TicketHandovers,
  ) {}

  async preview(actor: StaffActor, teamId: string): Promise<TicketBalance> {
    const team = await this.teamOf(actor, teamId);
    const agents = await this.agentsOf(team);
    const loads = await this.loads.of(agents.map(({ id }) => id));
    const tickets = await this.movable(team, agents);

    const bearers = agents.map(({ id, ticketCapacity }) => ({
      id,
      load: loads.get(id) ?? 0,
      capacity: ticketCapacity,
    }));
    const plan = moves(bearers, await this.burdensOf(tickets));

    const refs = new Map(agents.map(({ id, name }) => [id, { id, name }]));
    const refOf = (id: string) => refs.get(id) ?? { id, name: '' };
    const known = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    return {
      average: bearers.reduce((sum, { load }) => sum + load, 0) / Math.max(1, bearers.length),
      desks: bearers.map(({ id, load, capacity }) => ({
        agent: refOf(id),
        load,
        after: load + plan.filter((it) => it.agentId === id).length - plan.filter((it) => it.fromId === id).length,
        capacity,
      })),
      moves: plan.map(({ ticketId, fromId, agentId }) => ({
        ...{ ticketId, from: refOf(fromId), to: refOf(agentId) },
        ...{ number: known.get(ticketId)?.number ?? 0, title: known.get(ticketId)?.title ?? '' },
      })),
    };
  }

  /** Each by itself: what somebody has changed since it was shown stays where it is. */
  async apply(actor: StaffActor, teamId: string, input: ApplyBalance): Promise<BalanceResults> {
    const team = await this.teamOf(actor, teamId);
    const results: BalanceResult[] = [];
    for (const move of input.moves) results.push(await this.move(actor, team, move));
    return { results };
  }

  private async move(actor: StaffActor, team: Team, { ticketId, fromId, toId }: AgreedMove): Promise<BalanceResult> {
    try {
      await this.unitOfWork.run((tx) => this.moveIn(tx, actor, team, { ticketId, fromId, toId }));
      return { ticketId, ok: true, message: null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { ticketId, ok: false, message: error.message };
    }
  }

  private async moveIn(tx: Tx, actor: StaffActor, team: Team, { ticketId, fromId, toId }: AgreedMove): Promise<void> {
    const ticket = await tx.lock(Ticket, { id: ticketId });
    if (ticket?.teamId !== team.id) throw AppError.notFound('ticket');
    if (ticket.assigneeId !== fromId || ticket.status !== 'in_progress')
      throw new AppError('STATE_CONFLICT', 'It has changed since it was shown.');
    await this.handovers.assignIn(tx, actor, ticketId, toId);
  }

  /** Of this actor's side of the wall, and theirs to run. */
  private async teamOf(actor: StaffActor, teamId: string): Promise<Team> {
    const team = (await this.teams.byIds([teamId])).get(teamId);
    if (!team || !isWithin(actor, team.shopId)) throw AppError.notFound('team');
    // Somebody else's ticket of the shop: whoever may transfer that is in charge.
    if (!covers(actor, 'tickets:transfer', { shopId: team.shopId, teamId: NOBODYS, holderId: NOBODYS }))
      throw new AppError('FORBIDDEN', 'This is for those in charge of the shop.');
    return team;
  }

  private async agentsOf({ id, shopId }: Team): Promise<Colleague[]> {
    const agents = await this.colleagues.ofTeam(id);
    return agents.filter(
      ({ isActive, takesTickets, shopId: own }) => isActive && takesTickets && (!own || own === shopId),
    );
  }

  /** What is in progress; the least has been done for what was claimed last. */
  private movable({ id }: Team, agents: readonly Colleague[]): Promise<Ticket[]> {
    return this.dataSource.getRepository(Ticket).find({
      where: { assigneeId: In(agents.map((agent) => agent.id)), status: 'in_progress', teamId: id },
      order: { claimedAt: 'DESC', id: 'DESC' },
      take: MOST_MOVABLE,
    });
  }

  private async burdensOf(tickets: readonly Ticket[]): Promise<Map<string, Burden[]>> {
    const ids = tickets.map(({ id }) => id);
    const declines = await this.dataSource.getRepository(TicketDecline).findBy({ ticketId: In(ids) });
    const burdens = new Map<string, Burden[]>();
    for (const { id, assigneeId } of tickets) {
      const declinedBy = new Set(declines.filter(({ ticketId }) => ticketId === id).map(({ agentId }) => agentId));
      burdens.set(assigneeId ?? '', [...(burdens.get(assigneeId ?? '') ?? []), { id, declinedBy }]);
    }
    return burdens;
  }
}

const NOBODYS = '-';
