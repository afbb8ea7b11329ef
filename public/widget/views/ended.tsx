import { useState } from 'preact/hooks';
import type { CustomerChatView, ReviewView } from '../../../src/contract/chats.dto';
import { LIMITS } from '../../../src/contract/limits';
import { asApiError } from '../../core/api-error';
import { useWidget, useWords, type WidgetKey } from '../context';
import { failureKey } from '../failure-words';
import { wear } from '../styles';
import styles from '../styles/rating.css?inline';
import { Face } from './faces';
import { TranscriptButton } from './transcript-button';

wear(styles);

const RATINGS = [1, 2, 3, 4, 5] as const;
const NAMES: Record<(typeof RATINGS)[number], WidgetKey> = {
  1: 'rating.1',
  2: 'rating.2',
  3: 'rating.3',
  4: 'rating.4',
  5: 'rating.5',
};
const EDITABLE_MS = LIMITS.reviewHours * 3_600_000;

/** Asked once, never in the way: one tap is an answer, words may follow, and both can be changed for a day. */
export function Ended({ chat, onRated }: { chat: CustomerChatView; onRated?: (review: ReviewView) => void }) {
  const widget = useWidget();
  const { t } = useWords();
  const { review } = chat;
  const [rating, setRating] = useState(review?.rating ?? 0);
  const [comment, setComment] = useState(review?.comment ?? '');
  const [isThanked, setIsThanked] = useState(Boolean(review?.comment));
  const [problem, setProblem] = useState<WidgetKey | null>(null);

  const mayEdit = review ? widget.clock.now() - Date.parse(review.createdAt) < EDITABLE_MS : chat.canRate;
  const transcript = <TranscriptButton conversationId={chat.conversationId} look="link" />;
  if (!mayEdit && !review) return transcript;

  async function rate(chosen: number, words: string): Promise<void> {
    setRating(chosen);
    setProblem(null);
    try {
      const rated = await widget.line.rate(chat, chosen, words);
      onRated?.(rated);
      widget.host.tell('rating:submitted', { rating: chosen });
    } catch (thrown) {
      setProblem(failureKey(asApiError(thrown).code));
    }
  }

  return (
    <section class="rating" aria-labelledby="rating-title">
      <h2 id="rating-title">{t(rating ? 'rating.thanks' : 'rating.title')}</h2>
      <fieldset class="faces-choice" disabled={!mayEdit}>
        <legend class="visually-hidden">{t('rating.title')}</legend>
        {RATINGS.map((value) => (
          <label key={value} class={`face-choice${rating && rating !== value ? ' faded' : ''}`} title={t(NAMES[value])}>
            <input
              type="radio"
              name="rating"
              checked={rating === value}
              aria-label={t(NAMES[value])}
              onChange={() => void rate(value, comment)}
            />
            <Face rating={value} />
          </label>
        ))}
      </fieldset>
      {rating > 0 && mayEdit && !isThanked && (
        <form
          class="rating-words"
          onSubmit={(event) => {
            event.preventDefault();
            setIsThanked(true);
            void rate(rating, comment.trim());
          }}
        >
          <textarea
            rows={2}
            dir="auto"
            maxLength={2000}
            aria-label={t('rating.comment')}
            placeholder={t('rating.comment')}
            value={comment}
            onInput={({ currentTarget }) => setComment(currentTarget.value)}
          />
          <button type="submit" class="secondary" disabled={!comment.trim()}>
            {t('rating.send')}
          </button>
        </form>
      )}
      {isThanked && comment && (
        <p class="rating-said">
          <q dir="auto">{comment}</q>
          {mayEdit && (
            <button type="button" class="link" onClick={() => setIsThanked(false)}>
              {t('rating.change')}
            </button>
          )}
        </p>
      )}
      {problem && (
        <p class="problem" role="alert">
          {t(problem)}
        </p>
      )}
      <button type="button" class="link" onClick={() => widget.place.set('form')}>
        {t('chat.new')}
      </button>
      {transcript}
    </section>
  );
}
