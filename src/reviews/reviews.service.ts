import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { RateChat, ReviewView } from '../contract/chats.dto';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import type { Tx } from '../database/unit-of-work';
import { Review } from './review.entity';
import { isEditable, presentReview } from './review.presenter';

/** What is being reviewed, and by whom. */
interface Reviewed {
  chatId: string;
  conversationId: string;
  customerId: string;
  agentId: string | null;
}

@Injectable()
export class Reviews {
  constructor(private readonly dataSource: DataSource) {}

  /** The one review of a chat, new or changed. The caller holds the chat's lock, so there is never a second one. */
  async rate(
    tx: Tx,
    about: Reviewed,
    { rating, comment = '' }: RateChat,
  ): Promise<{ review: ReviewView; isNew: boolean }> {
    const earlier = await tx.manager.findOneBy(Review, { chatId: about.chatId });
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

  /** By chat. */
  async ofChats(chatIds: readonly string[]): Promise<Map<string, ReviewView>> {
    if (chatIds.length === 0) return new Map();
    const reviews = await this.dataSource.getRepository(Review).findBy({ chatId: In([...chatIds]) });
    return new Map(reviews.map((review) => [review.chatId, presentReview(review)]));
  }
}
