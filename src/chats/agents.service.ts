import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { AgentListQuery, AgentView } from '../contract/chats.dto';
import { requirePermission, type StaffActor, SYSTEM, shopOf } from '../core/actor';
import { ENV, type Env } from '../core/env';
import { Clock } from '../database/clock';
import { DomainEvents } from '../database/domain-events';
import { isUniqueViolation } from '../database/driver-errors';
import { AgentSeats, untouched } from './agent-seats.service';
import { AgentState } from './agent-state.entity';
import { type Colleague, Colleagues } from './colleagues.service';

/** An agent, with what is told to nobody but them: whether the server has set their presence. */
type ToldAgent = AgentView & Pick<AgentState, 'isAutomatic'>;

/** Which agents are there. Servers keep the leases of those connected to them; nobody has to notice a server's death. */
@Injectable()
export class Agents {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly events: DomainEvents,
    private readonly seats: AgentSeats,
    private readonly colleagues: Colleagues,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** The agent's first connection to this server. */
  async connected(employeeId: string): Promise<void> {
    const isKnown = await this.extend([employeeId]);
    if (!isKnown) await this.enter(employeeId);
    await this.announce(employeeId);
  }

  /** For all agents connected to this server, well before their leases end. */
  async renew(employeeIds: readonly string[]): Promise<void> {
    if (employeeIds.length > 0) await this.extend(employeeIds);
  }

  /** The agent's last connection to this server has ended. Another server that still has one renews the lease. */
  async gone(employeeId: string): Promise<void> {
    await this.states.update({ employeeId }, { connectedUntil: this.graceEnd(), goneAt: this.clock.now() });
    await this.announce(employeeId);
  }

  /** Colleagues of a shop, as those who transfer chats see them. */
  async list(actor: StaffActor, { shopId }: AgentListQuery): Promise<AgentView[]> {
    requirePermission(actor, 'employees:read');
    return this.present(await this.colleagues.ofShop(shopOf(actor, shopId)));
  }

  /** Those of the shop who are there for customers now. */
  async available(shopId: string): Promise<AgentView[]> {
    const agents = await this.present(await this.colleagues.ofShop(shopId));
    return agents.filter(({ presence, isConnected }) => presence === 'available' && isConnected);
  }

  /** For pushes, also to themselves; rights are the caller's matter. */
  async told(employeeIds: readonly string[]): Promise<ToldAgent[]> {
    return this.standings(await this.colleagues.of(employeeIds));
  }

  private async present(agents: readonly Colleague[]): Promise<AgentView[]> {
    const standings = await this.standings(agents);
    return standings.map(({ isAutomatic, ...view }) => view);
  }

  private async standings(agents: readonly Colleague[]): Promise<ToldAgent[]> {
    const ids = agents.map(({ id }) => id);
    const [states, loads] = await Promise.all([this.seats.statesOf(ids), this.seats.loadsOf(ids)]);
    const now = this.clock.now();
    return agents.map(({ id, name, shopId, chatCapacity, teamIds }) => {
      const state = states.get(id) ?? untouched(id, now);
      return {
        id,
        name,
        shopId,
        presence: state.presence,
        isAutomatic: state.isAutomatic,
        isConnected: state.isConnected(now),
        load: loads.get(id) ?? 0,
        capacity: chatCapacity,
        teamIds,
      };
    });
  }

  private async extend(employeeIds: readonly string[]): Promise<boolean> {
    const { affected } = await this.states.update(
      { employeeId: In([...employeeIds]) },
      { connectedUntil: this.graceEnd(), goneAt: null },
    );
    return Boolean(affected);
  }

  private async enter(employeeId: string): Promise<void> {
    try {
      await this.states.insert({ ...untouched(employeeId, this.clock.now()), connectedUntil: this.graceEnd() });
    } catch (error) {
      // Connected to two servers at the same moment: the row is there now.
      if (!isUniqueViolation(error)) throw error;
      await this.extend([employeeId]);
    }
  }

  /** Connections come and go; that they do is told to whoever listens now and is not part of anybody's history. */
  private async announce(employeeId: string): Promise<void> {
    const [agent] = await this.colleagues.of([employeeId]);
    const state = (await this.seats.statesOf([employeeId])).get(employeeId);
    if (!agent || !state) return;
    const { presence, isAutomatic } = state;
    this.events.publish([
      {
        name: 'agent.presenceChanged',
        subject: { kind: 'employee', id: employeeId, shopId: agent.shopId },
        actor: SYSTEM,
        data: { employeeId, presence, isAutomatic },
      },
    ]);
  }

  private graceEnd(): Date {
    return new Date(this.clock.now().getTime() + this.env.AGENT_GRACE_SECONDS * 1000);
  }

  private get states() {
    return this.dataSource.getRepository(AgentState);
  }
}
