import { Button, Textarea } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { useAction } from '../../../ui/use-action';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './facts.module.css';

const RATINGS = [1, 2, 3, 4, 5] as const;
const MOST = 1000;

/** How it went, from one to five: one tap is enough, words may follow. */
export function Review({ ticket }: { ticket: CustomerTicketView }) {
  const { api } = usePortal();
  const { t } = useWords();
  const { id, review, canRate } = ticket;
  const [rating, setRating] = useState(review?.rating ?? 0);
  const [comment, setComment] = useState(review?.comment ?? '');
  const [isThanked, setIsThanked] = useState(false);
  const { run, isRunning, failure } = useAction(async () => {
    await api.put(`/my/tickets/${id}/review`, { rating, comment: comment.trim() });
    setIsThanked(true);
  });
  const shown = canRate ? rating : (review?.rating ?? 0);
  return (
    <section className={`${styles.section} ${styles.review}`}>
      <h2 className={styles.title}>{t(canRate ? 'review.ask' : 'review.given')}</h2>
      <fieldset className={styles.stars} disabled={!canRate} aria-label={t('review.ask')}>
        {RATINGS.map((each) => (
          <label key={each} className={styles.star} title={t(`review.${each}`)} data-on={each <= shown}>
            <input
              type="radio"
              name="rating"
              value={each}
              checked={each === shown}
              onChange={() => {
                setRating(each);
                setIsThanked(false);
              }}
              aria-label={t(`review.${each}`)}
            />
            {each <= shown ? (
              <IconStarFilled size={28} aria-hidden="true" />
            ) : (
              <IconStar size={28} aria-hidden="true" />
            )}
          </label>
        ))}
      </fieldset>
      {canRate && rating > 0 && (
        <>
          <Textarea
            label={t('review.comment')}
            rows={2}
            maxLength={MOST}
            value={comment}
            onChange={(event) => {
              setComment(event.currentTarget.value);
              setIsThanked(false);
            }}
          />
          <Button onClick={run} loading={isRunning} disabled={isThanked}>
            {t(review ? 'review.change' : 'review.submit')}
          </Button>
        </>
      )}
      {!canRate && review?.comment && <p dir="auto">{review.comment}</p>}
      {isThanked && (
        <p className={styles.thanks} role="status">
          {t('review.thanks')}
        </p>
      )}
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
    </section>
  );
}
