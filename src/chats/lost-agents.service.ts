import { Inject, Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { SYSTEM } from '../core/actor';
import { ENV, type Env } from '../core/env';
import { log } from '../core/log';
import { Clock } from '../database/clock';
import { DomainEvents } from '../database/domain-events';
import { Leases } from '../database/leases';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { AgentSeats } from './agent-seats.service';
import { AgentState } from './agent-state.entity';
import { Chat } from './chat.entity';
import { ChatTransitions } from './chat-transitions.service';
import { Colleagues } from './colleagues.service';

const MAX_AGENTS = 100;
const MAX_CHATS = 1000;

/**
 * Takes chats from agents who are gone: their browser closed, their server died, or their account ended. The chats go
 * back to where they were in the queue, and whatever the lost agent still sends is refused.
 */
@Injectable()
export class LostAgents {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seats: AgentSeats,
    private readonly transitions: ChatTransitions,
    private readonly colleagues: Colleagues,
    events: DomainEvents,
    leases: Leases,
    @Inject(ENV) env: Env,
  ) {
    leases.every({ name: 'lost-agents', everyMs: env.SWEEP_MILLISECONDS, run: () => this.sweep() });
    events.subscribe((event) => {
      if (event.name !== 'employee.deactivated') return;
      this.end(event.data.accountId).catch((error: unknown) =>
        log.error({ err: error }, 'could not free the chats of an account'),
      );
    });
  }

  private async sweep(): Promise<void> {
    const lost = await this.dataSource.getRepository(AgentState).find({
      where: { connectedUntil: LessThan(this.clock.now()) },
      order: { connectedUntil: 'ASC' },
      take: MAX_AGENTS,
    });
    for (const { employeeId } of lost) await this.free(employeeId);
  }

  /** Nobody waits for somebody who may not come back. */
  private async end(employeeId: string): Promise<void> {
    const past = new Date(this.clock.now().getTime() - 1);
    await this.dataSource.getRepository(AgentState).update({ employeeId }, { connectedUntil: past, goneAt: past });
    await this.free(employeeId);
  }

  /** One chat a transaction, and the lease cleared last, so that a crash in between leaves work rather than orphans. */
  private async free(employeeId: string): Promise<void> {
    const held = await this.dataSource.getRepository(Chat).find({
      select: { id: true },
      where: { agentId: employeeId, status: 'active' },
      order: { id: 'ASC' },
      take: MAX_CHATS,
    });
    for (const { id } of held) await this.unitOfWork.run((tx) => this.requeue(tx, employeeId, id));

    await this.unitOfWork.run(async (tx) => {
      const state = await this.seats.lock(tx, employeeId);
      if (!isLost(state, tx.now)) return;
      await tx.manager.update(AgentState, { employeeId }, { connectedUntil: null, goneAt: tx.now });
    });
  }

  /** The agent may be back, or the chat somebody else's, since it was found. */
  private async requeue(tx: Tx, employeeId: string, chatId: string): Promise<void> {
    const state = await this.seats.lock(tx, employeeId);
    const change = await this.transitions.lock(tx, SYSTEM, chatId);
    const { chat } = change;
    if (!isLost(state, tx.now) || chat.status !== 'active' || chat.agentId !== employeeId) return;

    const agent = await this.colleagues.require(tx, employeeId);
    chat.giveBack('return');

    const entries = [{ type: 'chat.agentLost', data: { by: agent.name } } as const];
    await this.transitions.finish(tx, SYSTEM, change, { event: 'chat.agentLost', entries });
  }
}

function isLost({ connectedUntil }: AgentState, now: Date): boolean {
  return connectedUntil !== null && connectedUntil < now;
}
