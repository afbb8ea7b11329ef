import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { OfferCard } from './offer-card';
import styles from './offers.module.css';

/** Chats proposed to me, above everything else until they are answered. */
export function OfferCards() {
  const { offers } = useDesk();
  const { t } = useWords();
  const pending = useStore(offers.pending);
  return (
    <section className={styles.cards} aria-label={t('offer.label')} aria-live="assertive">
      {pending.map((offer, index) => (
        <OfferCard key={offer.id} offer={offer} hasKey={index === 0} />
      ))}
    </section>
  );
}
