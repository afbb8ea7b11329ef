import { useRef } from 'preact/hooks';
import { useStore, useWidget, useWords } from '../context';
import { Announcement } from './announcement';

const LONG_WAIT_SECONDS = 600;

/** The place in the queue and an honest estimate. A place once told is never taken back by a higher number. */
export function WaitingCard({ isPending }: { isPending: boolean }) {
  const { line } = useWidget();
  const { t } = useWords();
  const told = useStore(line.position);
  const best = useRef<{ chatId: string; place: number } | null>(null);

  if (told) {
    const before = best.current?.chatId === told.chatId ? best.current.place : told.position;
    best.current = { chatId: told.chatId, place: Math.min(before, told.position) };
  }
  const place = isPending || !told ? null : (best.current?.place ?? null);
  const estimate = told?.estimate ?? null;

  const title = place === null ? t('waiting.sending') : place === 1 ? t('waiting.next') : t('waiting.place', { place });
  return (
    <section class="waiting">
      <h2>{title}</h2>
      {place !== null && (
        <p>
          {estimate && estimate.to <= LONG_WAIT_SECONDS
            ? t('waiting.estimate', {
                from: Math.max(1, Math.floor(estimate.from / 60)),
                to: Math.max(1, Math.ceil(estimate.to / 60)),
              })
            : t(estimate ? 'waiting.long' : 'waiting.unknown')}
        </p>
      )}
      <Announcement text={title} />
    </section>
  );
}
