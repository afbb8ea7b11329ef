import type { ReactNode } from 'react';
import { useSelected } from '../../../../ui/use-store';
import { useDesk } from '../../../context';
import { useTicketWords } from '../words';
import styles from './bulk.module.css';

interface Props {
  ticket: { id: string; number: number };
  /** It is the one that is open. */
  isOpen: boolean;
  children: ReactNode;
}

/** A row with a box to choose it; with Shift, everything from the last one to here. */
export function RowBox({ ticket, isOpen, children }: Props) {
  const { ticketChoice, screen } = useDesk();
  const t = useTicketWords();
  const isChosen = useSelected(ticketChoice.ids, (ids) => ids.has(ticket.id));
  const isChoosing = useSelected(ticketChoice.ids, (ids) => ids.size > 0);
  return (
    <div className={styles.choosable} data-chosen={isOpen} data-choosing={isChoosing}>
      <label className={styles.box}>
        <input
          type="checkbox"
          aria-label={t('bulk.choose', { number: String(ticket.number) })}
          aria-keyshortcuts="X"
          checked={isChosen}
          onChange={(event) => {
            const isRange = event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey;
            if (isRange) ticketChoice.extend(ticket.id, screen.listIds.get());
            else ticketChoice.toggle(ticket.id);
          }}
        />
      </label>
      {children}
    </div>
  );
}
