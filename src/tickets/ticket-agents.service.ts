import { Injectable } from '@nestjs/common';
import { type Colleague, Colleagues } from '../chats/colleagues.service';
import { AppError } from '../core/app-error';
import type { Tx } from '../database/unit-of-work';
import type { Ticket } from './ticket.entity';
import { TicketTransitions } from './ticket-transitions.service';

type Obstacle = 'inactive' | 'noTickets' | 'declined';

const REFUSALS: Record<Obstacle, (name: string) => string> = {
  inactive: (name) => `${name} does not work here any more.`,
  noTickets: (name) => `${name} does not take tickets.`,
  declined: (name) => `${name} gave this ticket back for good.`,
};

/** Whom a ticket can be given to. */
@Injectable()
export class TicketAgents {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly transitions: TicketTransitions,
  ) {}

  /** The agent, or a refusal that says why not. Somebody of another shop is not there. */
  async require(tx: Tx, ticket: Ticket, agentId: string): Promise<Colleague> {
    const agent = await this.colleagues.find(tx, agentId);
    if (!agent || (agent.shopId !== null && agent.shopId !== ticket.shopId)) throw AppError.notFound('agent');
    const obstacle = await this.obstacleTo(tx, ticket, agent);
    if (obstacle) throw refusal(obstacle, agent.name);
    return agent;
  }

  /** Who had it last, if they can go on with it. */
  async lastOf(tx: Tx, ticket: Ticket): Promise<Colleague | null> {
    const agent = ticket.assigneeId ? await this.colleagues.find(tx, ticket.assigneeId) : null;
    return agent && !(await this.obstacleTo(tx, ticket, agent)) ? agent : null;
  }

  private async obstacleTo(tx: Tx, ticket: Ticket, agent: Colleague): Promise<Obstacle | null> {
    if (!agent.isActive) return 'inactive';
    if (!agent.takesTickets) return 'noTickets';
    return (await this.transitions.isDeclinedBy(tx, ticket.id, agent.id)) ? 'declined' : null;
  }
}

function refusal(obstacle: Obstacle, name: string): AppError {
  const code = obstacle === 'declined' ? 'DECLINED' : 'STATE_CONFLICT';
  return new AppError(code, REFUSALS[obstacle](name), { details: { reason: obstacle } });
}
