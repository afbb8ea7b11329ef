import { Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsWhere, In } from 'typeorm';
import type { RateChat, ReviewView } from '../contract/chats.dto';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import type { Tx } from '../database/unit-of-work';
import { Review } from './review.entity';
import { isEditable, presentReview } from './review.presenter';

/** What is being reviewed, and by whom. */
interface Reviewed {
  /** One of the two. */
  chatId: string | null;
  ticketId: string | null;
  conversationId: string;
  customerId: string;
  agentId: string | null;
}

@Injectable()
export class Reviews {
  constructor(private readonly dataSource: DataSource) {}

  /** The one review of a chat or ticket, new or changed. The caller holds its lock, so there is never a second one. */
  async rate(
    tx: Tx,
    about: Reviewed,
    { rating, comment = '' }: RateChat,
  ): Promise<{ review: ReviewView; isNew: boolean }> {
    const earlier = await tx.manager.findOneBy(Review, subjectOf(about));
    if (!earlier) {
      const review = Object.assign(new Review(), {
        id: newId(),
        ...about,
        rating,
        comment,
        createdAt: tx.now,
        updatedAt: tx.now,
      });
      await tx.manager.insert(Review, review);
      return { review: presentReview(review), isNew: true };
    }
    if (!isEditable(presentReview(earlier), tx.now))
      throw new AppError('STATE_CONFLICT', 'This review can no longer be changed.');
    await tx.manager.update(Review, { id: earlier.id }, { rating, comment, updatedAt: tx.now });
    return { review: presentReview(Object.assign(earlier, { rating, comment, updatedAt: tx.now })), isNew: false };
  }

  /** The customer who rated turned out to be another one. */
  async handOver(tx: Tx, fromCustomerId: string, toCustomerId: string): Promise<void> {
    await tx.manager.update(Review, { customerId: fromCustomerId }, { customerId: toCustomerId });
  }

  /** By chat. */
  async ofChats(chatIds: readonly string[]): Promise<Map<string, ReviewView>> {
    if (chatIds.length === 0) return new Map();
    const reviews = await this.dataSource.getRepository(Review).findBy({ chatId: In([...chatIds]) });
    return new Map(reviews.map((review) => [review.chatId ?? '', presentReview(review)]));
  }

  /** By ticket. */
  async ofTickets(ticketIds: readonly string[]): Promise<Map<string, ReviewView>> {
    if (ticketIds.length === 0) return new Map();
    const reviews = await this.dataSource.getRepository(Review).findBy({ ticketId: In([...ticketIds]) });
    return new Map(reviews.map((review) => [review.ticketId ?? '', presentReview(review)]));
  }
}

function subjectOf({ chatId, ticketId }: Reviewed): FindOptionsWhere<Review> {
  return chatId ? { chatId } : { ticketId: ticketId ?? '' };
}
