import { useRef } from 'preact/hooks';
import { useStore, useWidget, useWords } from '../context';
import type { Widget } from '../model/widget';
import { Announcement } from './announcement';

const LONG_WAIT_SECONDS = 600;

/** The place in the queue and an honest estimate. A place once told is never taken back by a higher number. */
export function WaitingCard({ isPending }: { isPending: boolean }) {
  const widget = useWidget();
  const { line, visit } = widget;
  const email = useStore(visit.visitor)?.email;
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
      {told && !isPending && email && (
        <button type="button" class="link" onClick={() => void turn(widget, told.chatId)}>
          {t('waiting.instead')}
        </button>
      )}
      <Announcement text={title} />
    </section>
  );
}

/** Comes when it is wanted, and hardly anybody wants it: most wait a minute and are served. */
async function turn(widget: Widget, chatId: string): Promise<void> {
  const { filingOf } = await import('../model/filing');
  await filingOf(widget).turn(chatId);
}
