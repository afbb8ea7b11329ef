import { useSyncExternalStore } from 'react';
import type { Uploads } from '../../../core/uploads';
import { useStore } from '../../../ui/use-store';
import type { TicketDraft } from '../../model/ticket-draft';

const NOTHING: ReturnType<Uploads['items']['get']> = [];

/** The files that go with a new ticket: those on their way, and those an earlier page has sent. */
export function usePictureState(draft: TicketDraft) {
  const uploads = useStore(draft.uploads);
  const kept = useStore(draft.kept);
  const items = useSyncExternalStore(
    (listener) => uploads?.items.subscribe(listener) ?? (() => undefined),
    () => uploads?.items.get() ?? NOTHING,
  );
  const isBusy = items.some(({ attachment, failure }) => !attachment && !failure);
  const hasFailed = items.some(({ failure }) => failure);
  return { uploads, kept, items, isBusy, hasFailed };
}
