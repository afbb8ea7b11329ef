import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OfferView } from '../../../../src/contract/chats.dto';
import { Chip } from '../../../ui/chip';
import { Kbd } from '../../../ui/kbd';
import { useNow } from '../../../ui/ticker';
import { useAction } from '../../../ui/use-action';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { useGo } from '../../place';
import styles from './offers.module.css';

const RADIUS = 15;
const ROUND = 2 * Math.PI * RADIUS;

interface Props {
  offer: OfferView;
  /** Enter accepts this one. */
  hasKey: boolean;
}

export function OfferCard({ offer, hasKey }: Props) {
  const { offers, screen } = useDesk();
  const { t } = useWords();
  const go = useGo();
  const queries = useQueryClient();
  const { chat } = offer;
  const accept = useAction(async () => {
    try {
      const taken = await offers.accept(offer.id);
      queries.setQueryData(['chat', taken.id], taken);
      screen.expect();
      go({ view: 'mine', chatId: taken.id, team: undefined, find: undefined });
    } catch (thrown) {
      // The card may be gone with the offer, so the reason is told where it stays.
      notifications.show({ message: failureText(t, thrown), color: 'danger' });
      throw thrown;
    }
  });
  const decline = useAction(() => offers.decline(offer.id));
  useEnter(hasKey, accept.run);
  const failure = decline.failure ?? accept.failure;

  return (
    <article className={styles.card}>
      <div className={styles.top}>
        <Countdown offer={offer} />
        <div className={styles.who}>
          <p className={styles.title}>{t('offer.title', { name: chat.customer.name })}</p>
          <p className={styles.chips}>
            {chat.team && <Chip>{chat.team.name}</Chip>}
            {chat.topic && <Chip>{chat.topic}</Chip>}
            {chat.customer.isPriority && <Chip tone="info">{t('chip.priority')}</Chip>}
          </p>
        </div>
      </div>
      <p className={styles.text}>{chat.firstMessage}</p>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
      <div className={styles.choices}>
        <Button variant="default" loading={decline.isRunning} onClick={decline.run}>
          {t('offer.decline')}
        </Button>
        <Button loading={accept.isRunning} onClick={accept.run} rightSection={hasKey ? <Kbd>↵</Kbd> : null}>
          {t('offer.accept')}
        </Button>
      </div>
    </article>
  );
}

function Countdown({ offer }: { offer: OfferView }) {
  const { offers } = useDesk();
  const { t } = useWords();
  const whole = Date.parse(offer.deadlineAt) - Date.parse(offer.offeredAt);
  // This computer's idea of the server's time may be a little behind: nobody has longer than the whole.
  const left = Math.min(whole, Date.parse(offer.deadlineAt) - useNow());
  const fraction = Math.min(1, Math.max(0, left / whole));
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const isOver = left < -2000;

  useEffect(() => {
    if (isOver) offers.expire(offer.id);
  }, [isOver, offers, offer.id]);

  return (
    <span className={styles.ring} role="timer" aria-live="off" aria-label={t('offer.left', { seconds })}>
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle className={styles.track} cx="18" cy="18" r={RADIUS} />
        <circle
          className={styles.time}
          cx="18"
          cy="18"
          r={RADIUS}
          strokeDasharray={ROUND}
          strokeDashoffset={ROUND * (1 - fraction)}
        />
      </svg>
      <span className={styles.seconds}>{seconds}</span>
    </span>
  );
}

/** Enter accepts, wherever it would do nothing else. */
function useEnter(isOn: boolean, run: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, button, a, [role="dialog"]'))
        return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [isOn, run]);
}
