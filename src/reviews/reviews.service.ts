import { Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsWhere } from 'typeorm';
import type { RateChat, ReviewView } from '../contract/chats.dto';
import { AppError } from '../core/app-error';
import { GatheredById } from '../core/gathered';
import { newId } from '../core/ids';
import { marks, timeOf } from '../core/plain-rows';
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

interface Row {
  subjectId: string;
  rating: number;
  comment: string;
  createdAt: Date | string;
  updatedAt: Date | string;
}

@Injectable()
export class Reviews {
  private readonly byChat = new GatheredById((ids) => this.read('chatId', ids));
  private readonly byTicket = new GatheredById((ids) => this.read('ticketId', ids));

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
  ofChats(chatIds: readonly string[]): Promise<ReadonlyMap<string, ReviewView>> {
    return this.byChat.of(chatIds);
  }

  /** By ticket. */
  ofTickets(ticketIds: readonly string[]): Promise<ReadonlyMap<string, ReviewView>> {
    return this.byTicket.of(ticketIds);
  }

  private async read(subject: 'chatId' | 'ticketId', ids: readonly string[]): Promise<Map<string, ReviewView>> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT ${subject} AS subjectId, rating, comment, createdAt, updatedAt FROM reviews
       WHERE ${subject} IN (${marks(ids.length)})`,
      [...ids],
    );
    return new Map(
      rows.map(({ subjectId, rating, comment, createdAt, updatedAt }) => [
        subjectId,
        presentReview({ rating, comment, createdAt: timeOf(createdAt), updatedAt: timeOf(updatedAt) }),
      ]),
    );
  }
}

function subjectOf({ chatId, ticketId }: Reviewed): FindOptionsWhere<Review> {
  return chatId ? { chatId } : { ticketId: ticketId ?? '' };
}
