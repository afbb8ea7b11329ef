import { useEffect } from 'react';
import { useDesk, useWords } from '../../context';
import type { Alert } from '../../model/alerts';
import type { Chime } from '../../model/chimes';
import { useColleagueId, useGo, useGoDirect, usePlace } from '../../place';
import { notify } from './notify';

const OFFER_RINGS = 3;
const RING_EVERY_MS = 3500;

/** Sounds and desktop notifications. The chat one is looking at needs neither. */
export function useAlerts(): void {
  const desk = useDesk();
  const { t } = useWords();
  const go = useGo();
  const goDirect = useGoDirect();
  const { chatId } = usePlace();
  const colleagueId = useColleagueId();

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

    function tell(chime: Chime): void {
      desk.chimes.ring(chime);
    }

    return desk.alerts.onAlert((alert: Alert) => {
      switch (alert.kind) {
        case 'offer': {
          const { id, chat } = alert.offer;
          ringForOffer(id);
          return notify({
            title: t('alert.offer', { name: chat.customer.name }),
            body: chat.firstMessage,
            tag: id,
            isUrgent: true,
            onOpen: () => go({}),
          });
        }
        case 'queue': {
          if (!desk.has('chats:take') || desk.duty.state.get()?.presence !== 'available') return;
          tell('queue');
          return notify({
            title: t('alert.queue', { name: alert.chat.customer.name }),
            body: alert.chat.firstMessage,
            tag: 'queue',
            onOpen: () => go({ view: 'queue' }),
          });
        }
        case 'message': {
          const { id } = alert.chat;
          if (id === chatId && !document.hidden) return;
          tell('message');
          const { author, body, conversationId } = alert.message;
          return notify({
            title: author.name,
            body: body || t('alert.attachment'),
            tag: conversationId,
            onOpen: () => go({ view: 'mine', chatId: id }),
          });
        }
        case 'direct': {
          const { colleague, lastMessage, conversationId } = alert.exchange;
          if (colleague.id === colleagueId && !document.hidden) return;
          tell('message');
          return notify({
            title: colleague.name,
            body: lastMessage?.preview || t('alert.attachment'),
            tag: conversationId,
            onOpen: () => goDirect(colleague.id),
          });
        }
        case 'told':
          return tell('message');
      }
    });
  }, [desk, t, go, goDirect, chatId, colleagueId]);
}
