import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import type { UpdateTicket } from '../../../../../src/contract/ticket-requests.dto';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { useTicketWords } from '../words';
import styles from './properties.module.css';
import { Property } from './property';
import { useSave } from './use-save';

interface Props {
  ticket: TicketDetail;
  label: string;
  value: string;
  choices: { value: string; label: string }[];
  change: (value: string) => UpdateTicket;
}

/** One of a few; a choice is saved at once. */
export function ChoiceProperty({ ticket, label, value, choices, change }: Props) {
  const t = useTicketWords();
  const id = useId();
  const { save, isSaving, failure } = useSave(ticket.id);
  const shown = choices.find((choice) => choice.value === value)?.label ?? t('property.none');
  return (
    <Property label={label} labelId={id} failure={failure}>
      {ticket.can.update ? (
        <NativeSelect
          className={styles.select}
          size="xs"
          aria-labelledby={id}
          aria-busy={isSaving}
          value={value}
          data={choices}
          onChange={(event) => save(change(event.currentTarget.value))}
        />
      ) : (
        <span className={styles.fixed}>{shown}</span>
      )}
    </Property>
  );
}
