import type { ReviewView } from '../contract/chats.dto';
import { LIMITS } from '../contract/limits';
import type { Review } from './review.entity';

type Shown = Pick<Review, 'rating' | 'comment' | 'createdAt' | 'updatedAt'>;

export function presentReview({ rating, comment, createdAt, updatedAt }: Shown): ReviewView {
  return { rating, comment, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** Whether the customer may still change their mind. */
export function isEditable(review: Pick<ReviewView, 'createdAt'>, now: Date): boolean {
  return now.getTime() - Date.parse(review.createdAt) < LIMITS.reviewHours * 3_600_000;
}
