import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RoutingCandidate, RoutingExplanation, RoutingStep } from '../contract/chats.dto';
import type { StaffActor } from '../core/actor';
import { TeamsService } from '../teams/teams.service';
import type { Chat } from './chat.entity';
import { ChatReader } from './chat-reader.service';
import { Colleagues } from './colleagues.service';
import { Offer } from './offer.entity';
import { RoutingFacts } from './routing-facts.service';
import { obstaclesTo } from './routing-plan';

const MAX_OFFERS = 200;

/** Why a chat went to whom, and why not to others. */
@Injectable()
export class RoutingExplanations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: ChatReader,
    private readonly teams: TeamsService,
    private readonly colleagues: Colleagues,
    private readonly facts: RoutingFacts,
  ) {}

  async of(actor: StaffActor, chatId: string): Promise<RoutingExplanation> {
    const chat = await this.reader.find(actor, chatId);
    const team = chat.teamId ? (await this.teams.byIds([chat.teamId])).get(chat.teamId) : undefined;
    return {
      chatId,
      mode: team?.routing ?? 'manual',
      offers: await this.steps(chatId),
      candidates: await this.candidates(chat),
    };
  }

  private async steps(chatId: string): Promise<RoutingStep[]> {
    const offers = await this.dataSource
      .getRepository(Offer)
      .find({ where: { chatId }, order: { offeredAt: 'ASC', id: 'ASC' }, take: MAX_OFFERS });
    const names = await this.colleagues.named(offers.map(({ agentId }) => agentId));
    return offers.map(({ agentId, status, reason, offeredAt, answeredAt }) => ({
      at: offeredAt.toISOString(),
      agent: names.get(agentId) ?? { id: agentId, name: '' },
      outcome: status,
      reason,
      answeredAt: answeredAt?.toISOString() ?? null,
    }));
  }

  /** Everybody in the shop, as they stand now. */
  private async candidates(chat: Chat): Promise<RoutingCandidate[]> {
    const agents = await this.colleagues.ofShop(chat.shopId);
    const names = new Map(agents.map(({ id, name }) => [id, name]));
    const [chatFacts] = await this.facts.ofChats([chat.id]);
    const agentFacts = await this.facts.ofAgents(agents, chat);
    return agentFacts.map((facts) => {
      const reasons = chatFacts ? obstaclesTo(facts, chatFacts) : [];
      const { id, load, capacity } = facts;
      return { agent: { id, name: names.get(id) ?? '' }, isEligible: reasons.length === 0, reasons, load, capacity };
    });
  }
}
