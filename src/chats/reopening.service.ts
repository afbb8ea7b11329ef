import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConversationPlaces } from '../conversations/conversation-places.service';
import type { CustomerActor } from '../core/actor';
import { isUniqueViolation } from '../database/driver-errors';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { AgentFitness } from './agent-fitness.service';
import { Chat } from './chat.entity';
import { ChatTransitions } from './chat-transitions.service';
import { Colleagues } from './colleagues.service';

/** What does not stand in the way of going on with the same agent. */
const FORGIVEN = new Set(['notInTeam', 'offeredBefore']);

/** A customer who writes again soon after the end goes on where they were: with the same agent, or first in the queue. */
@Injectable()
export class Reopening {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: ChatTransitions,
    private readonly fitness: AgentFitness,
    private readonly colleagues: Colleagues,
    places: ConversationPlaces,
  ) {
    places.onClosed('chat', async (customer, { conversationId, isAgain }) =>
      !isAgain && (await this.reopen(customer, conversationId)) ? conversationId : null,
    );
  }

  /** Whether the customer's message can go in now. */
  async reopen(customer: CustomerActor, conversationId: string): Promise<boolean> {
    const chat = await this.dataSource.getRepository(Chat).findOneBy({ conversationId, customerId: customer.id });
    if (!chat) return false;
    try {
      return await this.unitOfWork.run((tx) => this.goOn(tx, customer, chat));
    } catch (error) {
      // The customer has started another chat since; that one is where they write now.
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  private async goOn(tx: Tx, customer: CustomerActor, { id, agentId: lastAgentId }: Chat): Promise<boolean> {
    const obstaclesTo = lastAgentId ? await this.fitness.lock(tx, lastAgentId) : null;
    const change = await this.transitions.lock(tx, customer, id);
    const { chat } = change;
    if (chat.status !== 'closed') return true;
    if (!chat.canReopen(tx.now)) return false;

    const obstacles = obstaclesTo && chat.agentId === lastAgentId ? await obstaclesTo(chat) : null;
    const canGoOn = obstacles?.every((obstacle) => FORGIVEN.has(obstacle)) ?? false;
    chat.reopen(canGoOn ? lastAgentId : null, tx.now);

    const to = chat.agentId ? (await this.colleagues.require(tx, chat.agentId)).name : null;
    const entries = [{ type: 'chat.reopened', data: { by: customer.name, to } } as const];
    await this.transitions.finish(tx, customer, change, { event: 'chat.reopened', entries });
    return true;
  }
}
