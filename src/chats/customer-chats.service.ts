import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import type { CurrentChat } from '../contract/chat-answers.dto';
import type { CustomerChatView, RateChat, ReviewView } from '../contract/chats.dto';
import type { ListQuery, Page } from '../contract/common.dto';
import { LIMITS } from '../contract/limits';
import type { CustomerActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { pageBy } from '../core/paging';
import { Clock } from '../database/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { Reviews } from '../reviews/reviews.service';
import { Chat } from './chat.entity';
import { chatPolicy } from './chat.policy';
import { isPossible } from './chat.state';
import { NEWEST_FIRST } from './chat-scope';
import { ChatTransitions } from './chat-transitions.service';
import { ChatViews } from './chat-views.service';
import { QueuePositions } from './queue-positions.service';

/** What customers do with their chats once these have started. */
@Injectable()
export class CustomerChats {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly transitions: ChatTransitions,
    private readonly reviews: Reviews,
    private readonly views: ChatViews,
    private readonly positions: QueuePositions,
  ) {}

  /** The open chat, or the last one while writing would still reopen it. */
  async current(actor: CustomerActor): Promise<CurrentChat> {
    const since = new Date(this.clock.now().getTime() - LIMITS.reopenHours * 3_600_000);
    const chats = this.dataSource.getRepository(Chat);
    const chat =
      (await chats.findOneBy({ openCustomerId: actor.id })) ??
      (await chats.findOne({
        where: { customerId: actor.id, closedAt: MoreThan(since) },
        order: { startedAt: 'DESC', id: 'DESC' },
      }));
    if (!chat) return { chat: null, position: null };
    return { chat: await this.views.customerView(chat.id), position: await this.positions.of(chat.id) };
  }

  async history(actor: CustomerActor, query: ListQuery): Promise<Page<CustomerChatView>> {
    const chats = this.dataSource
      .getRepository(Chat)
      .createQueryBuilder('chat')
      .where('chat.customerId = :customerId', { customerId: actor.id });
    const page = await pageBy(chats, NEWEST_FIRST, query);
    return { items: await this.views.presentForCustomer(page.items), nextCursor: page.nextCursor };
  }

  /** Ending what has ended is no mistake. */
  async end(actor: CustomerActor, chatId: string): Promise<CustomerChatView> {
    await this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, chatId);
      chatPolicy.authorize(actor, 'close', change.chat);
      if (change.chat.status === 'closed') return;

      change.chat.close(actor, null, tx.now);

      const entries = [{ type: 'chat.closed', data: { by: actor.name, byKind: actor.kind } } as const];
      await this.transitions.finish(tx, actor, change, { event: 'chat.closed', entries });
    });
    return this.views.customerView(chatId);
  }

  async rate(actor: CustomerActor, chatId: string, input: RateChat): Promise<ReviewView> {
    return this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, chatId);
      const { chat } = change;
      chatPolicy.authorize(actor, 'rate', chat);
      if (!isPossible('rate', chat.status))
        throw new AppError('STATE_CONFLICT', 'A chat can be rated once it has ended.');

      const { conversationId, customerId, agentId } = chat;
      const about = { chatId, ticketId: null, conversationId, customerId, agentId };
      const { review, isNew } = await this.reviews.rate(tx, about, input);

      const entries = isNew ? [{ type: 'chat.rated', data: { by: actor.name, rating: review.rating } } as const] : [];
      const after = { rating: review.rating, comment: review.comment };
      await this.transitions.finish(tx, actor, change, { event: 'chat.rated', entries, after });
      return review;
    });
  }
}
