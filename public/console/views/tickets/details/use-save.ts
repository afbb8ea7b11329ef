import { useCallback, useRef } from 'react';
import type { UpdateTicket } from '../../../../../src/contract/ticket-requests.dto';
import { useTicketAction } from '../use-ticket-action';

/** Saves one property of a ticket; each has its own, so that a refusal is told beside what was refused. */
export function useSave(ticketId: string) {
  const wanted = useRef<UpdateTicket>({});
  const { run, isRunning, failure, forget } = useTicketAction(ticketId, (actions) =>
    actions.update(ticketId, wanted.current),
  );
  const save = useCallback(
    (changes: UpdateTicket) => {
      wanted.current = changes;
      run();
    },
    [run],
  );
  return { save, isSaving: isRunning, failure, forget };
}
