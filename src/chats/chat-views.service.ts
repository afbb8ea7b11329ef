import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { ChatView, CustomerChatView } from '../contract/chats.dto';
import { ConversationSummaries } from '../conversations/conversation-summaries';
import { AppError } from '../core/app-error';
import { databaseTime } from '../core/paging';
import { plainRows } from '../core/plain-rows';
import { CustomersService } from '../customers/customers.service';
import { Clock } from '../database/clock';
import type { ChatHint } from '../database/domain-events';
import { Reviews } from '../reviews/reviews.service';
import { TeamsService } from '../teams/teams.service';
import { Chat } from './chat.entity';
import { type ChatContext, presentChat, presentChatForCustomer } from './chat.presenter';
import { ChatDecline } from './chat-decline.entity';
import { hintOf } from './chat-transitions.service';
import { Colleagues } from './colleagues.service';

/** Who may hear of a chat, and who gave it back for good and may not. */
export interface ChatAudience {
  shopId: string;
  teamId: string | null;
  agentId: string | null;
  customerId: string;
  conversationId: string;
  version: number;
  declinedBy: string[];
}

/** Chats as they are shown, a whole page at once with a fixed number of queries. Rights are the caller's matter. */
@Injectable()
export class ChatViews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly teams: TeamsService,
    private readonly colleagues: Colleagues,
    private readonly summaries: ConversationSummaries,
    private readonly reviews: Reviews,
  ) {}

  async present(chats: readonly Chat[]): Promise<ChatView[]> {
    const context = await this.context(chats);
    return chats.map((chat) => presentChat(chat, context));
  }

  async presentForCustomer(chats: readonly Chat[]): Promise<CustomerChatView[]> {
    const context = await this.context(chats);
    const now = this.clock.now();
    return chats.map((chat) => presentChatForCustomer(chat, context, now));
  }

  /** In any order; those that do not exist are left out. */
  async views(ids: readonly string[]): Promise<ChatView[]> {
    return this.present(await this.find(ids));
  }

  async view(id: string): Promise<ChatView> {
    const [view] = await this.views([id]);
    if (!view) throw AppError.notFound('chat');
    return view;
  }

  async customerView(id: string): Promise<CustomerChatView> {
    const [view] = await this.presentForCustomer(await this.find([id]));
    if (!view) throw AppError.notFound('chat');
    return view;
  }

  /** Those of them that exist, in any order. */
  async find(ids: readonly string[]): Promise<Chat[]> {
    const query = this.dataSource.getRepository(Chat).createQueryBuilder('chat');
    return ids.length === 0 ? [] : plainRows(query.where('chat.id IN (:...ids)', { ids }));
  }

  async audienceOf(chats: readonly Chat[]): Promise<Map<string, ChatAudience>> {
    const declines = await this.dataSource.getRepository(ChatDecline).findBy({ chatId: In(chats.map(({ id }) => id)) });
    const audience = chats.map(({ id, shopId, teamId, agentId, customerId, conversationId, version }) => {
      const declinedBy = declines.filter(({ chatId }) => chatId === id).map((decline) => decline.agentId);
      return [id, { shopId, teamId, agentId, customerId, conversationId, version, declinedBy }] as const;
    });
    return new Map(audience);
  }

  /** What has changed from then on, in order: for servers that may have missed a hint. */
  async changedSince(since: Date, limit: number): Promise<(ChatHint & { changedAt: Date })[]> {
    const chats = await this.dataSource
      .getRepository(Chat)
      .createQueryBuilder('chat')
      .where('chat.changedAt >= :since', { since: databaseTime(since) })
      .orderBy('chat.changedAt', 'ASC')
      .addOrderBy('chat.id', 'ASC')
      .take(limit)
      .getMany();
    return chats.map((chat) => ({ ...hintOf(chat), changedAt: chat.changedAt }));
  }

  private async context(chats: readonly Chat[]): Promise<ChatContext> {
    const [customers, agents, teams, logs, reviews] = await Promise.all([
      this.customers.seen(distinct(chats.map(({ customerId }) => customerId))),
      this.colleagues.named(distinct(chats.map(({ agentId }) => agentId))),
      this.teams.refs(distinct(chats.map(({ teamId }) => teamId))),
      this.summaries.of(distinct(chats.map(({ conversationId }) => conversationId))),
      this.reviews.ofChats(chats.map(({ id }) => id)),
    ]);
    return { customers, agents, teams, logs, reviews };
  }
}

function distinct(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
