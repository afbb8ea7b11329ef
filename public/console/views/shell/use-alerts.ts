import { useEffect } from 'react';
import { useDesk, useWords } from '../../context';
import type { Alert } from '../../model/alerts';
import type { Chime } from '../../model/chimes';
import { type Place, useGo, usePlace } from '../../place';

const OFFER_RINGS = 3;
const RING_EVERY_MS = 3500;

/** Sounds and desktop notifications. The chat one is looking at needs neither. */
export function useAlerts(): void {
  const desk = useDesk();
  const { t } = useWords();
  const go = useGo();
  const { chatId } = usePlace();

  useEffect(() => {
    function ringForOffer(offerId: string): void {
      let rings = 0;
      const ring = () => {
        const isOpen = desk.offers.pending.get().some(({ id }) => id === offerId);
        if (!isOpen || rings++ >= OFFER_RINGS) return clearInterval(timer);
        desk.chimes.ring('offer');
      };
      const timer = setInterval(ring, RING_EVERY_MS);
      ring();
    }

    function notify(title: string, body: string, tag: string, to: Partial<Place>, isUrgent: boolean): void {
      if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return;
      const notification = new Notification(title, { body, tag, requireInteraction: isUrgent });
      notification.onclick = () => {
        window.focus();
        go(to);
        notification.close();
      };
    }

    function tell(chime: Chime): void {
      desk.chimes.ring(chime);
    }

    return desk.alerts.onAlert((alert: Alert) => {
      if (alert.kind === 'offer') {
        ringForOffer(alert.offer.id);
        return notify(
          t('alert.offer', { name: alert.offer.chat.customer.name }),
          alert.offer.chat.firstMessage,
          alert.offer.id,
          {},
          true,
        );
      }
      if (alert.kind === 'queue') {
        if (!desk.has('chats:take') || desk.duty.state.get()?.presence !== 'available') return;
        tell('queue');
        return notify(
          t('alert.queue', { name: alert.chat.customer.name }),
          alert.chat.firstMessage,
          'queue',
          { view: 'queue' },
          false,
        );
      }
      const isSeen = alert.chat.id === chatId && !document.hidden;
      if (isSeen) return;
      tell('message');
      const { author, body, conversationId } = alert.message;
      notify(
        author.name,
        body || t('alert.attachment'),
        conversationId,
        { view: 'mine', chatId: alert.chat.id },
        false,
      );
    });
  }, [desk, t, go, chatId]);
}
