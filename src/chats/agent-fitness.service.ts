import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError } from '../core/app-error';
import type { Tx } from '../database/unit-of-work';
import { AgentSeats } from './agent-seats.service';
import type { Chat } from './chat.entity';
import { ChatDecline } from './chat-decline.entity';
import { type Colleague, Colleagues } from './colleagues.service';
import { Offer } from './offer.entity';
import { type AgentFacts, type ChatFacts, type Obstacle, obstaclesTo } from './routing-plan';

/** Whether an agent can be given a chat by somebody else: a colleague, the router, a customer who comes back. */
@Injectable()
export class AgentFitness {
  constructor(
    private readonly seats: AgentSeats,
    private readonly colleagues: Colleagues,
  ) {}

  /** Locks the agent, so that the answer stays true until the end; comes before the lock of the chat. */
  async lock(tx: Tx, agentId: string): Promise<(chat: Chat) => Promise<Obstacle[]>> {
    const state = await this.seats.lock(tx, agentId);
    const agent = await this.colleagues.require(tx, agentId);
    return async (chat) => {
      const load = (await this.seats.loadsIn(tx.manager, [agentId], chat.id)).get(agentId) ?? 0;
      const { declinedBy, offeredTo } = await chatFacts(tx.manager, chat.id);
      const facts: AgentFacts = {
        id: agentId,
        isMember: !chat.teamId || agent.teamIds.includes(chat.teamId),
        isActive: canServe(agent, chat.shopId),
        isConnected: state.isConnected(tx.now),
        isAvailable: state.presence === 'available',
        load,
        capacity: agent.chatCapacity,
        lastOfferedAt: state.lastOfferedAt,
      };
      return obstaclesTo(facts, { id: chat.id, declinedBy, offeredTo });
    };
  }
}

/** An account in use that takes chats in this shop. */
export function canServe(agent: Colleague, shopId: string): boolean {
  return agent.isActive && agent.takesChats && (agent.shopId === null || agent.shopId === shopId);
}

/** Who declined the chat, and whom it was offered to. */
export async function chatFacts(manager: EntityManager, chatId: string): Promise<ChatFacts> {
  const declines = await manager.findBy(ChatDecline, { chatId });
  const offers = await manager.findBy(Offer, { chatId });
  return {
    id: chatId,
    declinedBy: new Set(declines.map(({ agentId }) => agentId)),
    offeredTo: new Set(offers.map(({ agentId }) => agentId)),
  };
}

const REFUSALS: Record<Obstacle, (name: string) => string> = {
  notInTeam: (name) => `${name} is not in this team.`,
  inactive: (name) => `${name} takes no chats here.`,
  offline: (name) => `${name} is not connected.`,
  away: (name) => `${name} is away.`,
  full: (name) => `${name} has no room for another chat.`,
  declined: (name) => `${name} gave this chat back for good.`,
  offeredBefore: (name) => `${name} was asked before.`,
};

/** Why it cannot be handed to them; `details.reason` names it for programs. */
export function refusal(obstacle: Obstacle, name: string): AppError {
  const code = obstacle === 'full' ? 'CAPACITY_REACHED' : obstacle === 'declined' ? 'DECLINED' : 'STATE_CONFLICT';
  return new AppError(code, REFUSALS[obstacle](name), { details: { reason: obstacle } });
}
