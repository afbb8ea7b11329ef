import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useAction } from '../../../../ui/use-action';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import type { BulkChange, BulkOutcome } from '../../../model/ticket-bulk';
import { useTicketWords } from '../words';
import styles from './bulk.module.css';
import { outcomeText } from './bulk-outcome';

const UNDO_MS = 10_000;

/** Does one thing to the chosen tickets, says what became of it, and offers the way back for a moment. */
export function useBulk(ids: readonly string[]) {
  const { ticketBulk, ticketChoice } = useDesk();
  const queries = useQueryClient();
  const { t } = useWords();
  const translate = useTicketWords();
  const wanted = useRef<BulkChange>({});
  const words = { t, translate };
  const closeLabel = t('action.close');

  function renew(): void {
    for (const queryKey of [['tickets'], ['ticket'], ['ticket-counts']]) void queries.invalidateQueries({ queryKey });
  }

  const { run, isRunning, failure, forget } = useAction(async () => {
    const outcome = await ticketBulk.change(ids, wanted.current);
    ticketChoice.set(outcome.refused.map(({ ticketId }) => ticketId));
    renew();
    tell(outcome);
  });

  function tell(outcome: BulkOutcome): void {
    const id = crypto.randomUUID();
    const text = outcomeText(words, 'bulk.done', outcome.done.length, outcome.refused);
    const undo = () => {
      notifications.hide(id);
      void takeBack(outcome);
    };
    notifications.show({
      id,
      autoClose: UNDO_MS,
      closeButtonProps: { 'aria-label': closeLabel },
      message: (
        <span className={styles.said}>
          {text}
          {outcome.done.length > 0 && (
            <Button size="compact-xs" variant="light" onClick={undo}>
              {translate('bulk.undo')}
            </Button>
          )}
        </span>
      ),
    });
  }

  async function takeBack(outcome: BulkOutcome): Promise<void> {
    const closeButtonProps = { 'aria-label': closeLabel };
    try {
      const refused = await ticketBulk.undo(outcome);
      const message = outcomeText(words, 'bulk.undone', outcome.done.length - refused.length, refused);
      notifications.show({ message, closeButtonProps });
    } catch (thrown) {
      notifications.show({ message: failureText(t, thrown), color: 'danger', closeButtonProps });
    }
    renew();
  }

  const change = (to: BulkChange) => {
    wanted.current = to;
    run();
  };
  return { change, isRunning, failure, forget };
}
