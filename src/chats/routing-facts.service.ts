import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { Clock } from '../database/clock';
import { canServe } from './agent-fitness.service';
import { AgentSeats, untouched } from './agent-seats.service';
import { Chat } from './chat.entity';
import { ChatDecline } from './chat-decline.entity';
import { QUEUE_ORDER } from './chat-scope';
import type { Colleague } from './colleagues.service';
import { Offer } from './offer.entity';
import type { AgentFacts, ChatFacts } from './routing-plan';

const MAX_CHATS = 200;

const UNOFFERED = 'NOT EXISTS (SELECT 1 FROM offers offer WHERE offer.pendingChatId = chat.id)';

/** What routing goes by, read without locks: whoever acts on it checks again. */
@Injectable()
export class RoutingFacts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly seats: AgentSeats,
  ) {}

  /** The chats of a queue that nobody is being asked about, in its order. */
  async ofWaiting(shopId: string, teamId: string): Promise<ChatFacts[]> {
    const query = this.dataSource
      .getRepository(Chat)
      .createQueryBuilder('chat')
      .select(['chat.id'])
      .where("chat.shopId = :shopId AND chat.status = 'waiting' AND chat.teamId = :teamId", { shopId, teamId })
      .andWhere(UNOFFERED);
    for (const { column, direction } of QUEUE_ORDER) query.addOrderBy(column, direction);
    const chats = await query.limit(MAX_CHATS).getMany();
    return this.ofChats(chats.map(({ id }) => id));
  }

  async ofChats(ids: string[]): Promise<ChatFacts[]> {
    if (ids.length === 0) return [];
    const declines = await this.dataSource.getRepository(ChatDecline).findBy({ chatId: In(ids) });
    const offers = await this.dataSource.getRepository(Offer).findBy({ chatId: In(ids) });
    const agentsIn = (rows: { chatId: string; agentId: string }[], id: string) =>
      new Set(rows.filter(({ chatId }) => chatId === id).map(({ agentId }) => agentId));
    return ids.map((id) => ({ id, declinedBy: agentsIn(declines, id), offeredTo: agentsIn(offers, id) }));
  }

  async ofAgents(
    agents: readonly Colleague[],
    { shopId, teamId }: { shopId: string; teamId: string | null },
  ): Promise<AgentFacts[]> {
    const ids = agents.map(({ id }) => id);
    const states = await this.seats.statesOf(ids);
    const loads = await this.seats.loadsOf(ids);
    const now = this.clock.now();
    return agents.map((agent) => {
      const state = states.get(agent.id) ?? untouched(agent.id, now);
      return {
        id: agent.id,
        isMember: !teamId || agent.teamIds.includes(teamId),
        isActive: canServe(agent, shopId),
        isConnected: state.isConnected(now),
        isAvailable: state.presence === 'available',
        load: loads.get(agent.id) ?? 0,
        capacity: agent.chatCapacity,
        lastOfferedAt: state.lastOfferedAt,
      };
    });
  }

  async teamsWithUnofferedChats(): Promise<string[]> {
    const rows: { teamId: string }[] = await this.dataSource
      .getRepository(Chat)
      .createQueryBuilder('chat')
      .select('DISTINCT chat.teamId', 'teamId')
      // The open ones are few and have an index of their own.
      .where("chat.openCustomerId IS NOT NULL AND chat.status = 'waiting' AND chat.teamId IS NOT NULL")
      .andWhere(UNOFFERED)
      .getRawMany();
    return rows.map(({ teamId }) => teamId);
  }
}
