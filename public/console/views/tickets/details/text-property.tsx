import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { Chip } from '../../../../ui/chip';
import { useAutosize } from '../../../../ui/use-autosize';
import { useTicketWords } from '../words';
import styles from './properties.module.css';
import { Property } from './property';
import { useSave } from './use-save';

interface Props {
  ticket: TicketDetail;
  field: 'title' | 'description' | 'contactEmail' | 'contactPhone';
  maxLength: number;
  /** It may have several lines, so Enter begins a new one. */
  isLong?: boolean;
  isInvalid?: boolean;
}

const REQUIRED = new Set(['title', 'description']);

/** Looks like text until it is clicked. Enter and leaving save, Escape does not. */
export function TextProperty({ ticket, field, maxLength, isLong = false, isInvalid = false }: Props) {
  const t = useTicketWords();
  const id = useId();
  const { save, isSaving, failure, forget } = useSave(ticket.id);
  const value = ticket[field] ?? '';
  const [text, setText] = useState(value);
  const input = useRef<HTMLTextAreaElement>(null);
  useAutosize(input, text);

  // What a colleague changes is shown, unless one is writing here.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(value);
  }, [value]);

  function leave(): void {
    const wanted = text.trim();
    if (wanted === value || (REQUIRED.has(field) && !wanted)) setText(value);
    else save({ [field]: wanted || null });
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const isDone = event.key === 'Enter' && !(isLong && !event.ctrlKey && !event.metaKey);
    if (event.nativeEvent.isComposing || (event.key !== 'Escape' && !isDone)) return;
    if (event.key === 'Escape') setText(value);
    event.preventDefault();
    event.stopPropagation();
    // Leaving reads what is in the field, which Escape has just put back.
    const left = event.currentTarget;
    requestAnimationFrame(() => left.blur());
  }

  return (
    <Property label={t(`property.${field}`)} labelId={id} failure={failure}>
      <span className={styles.line}>
        <textarea
          ref={input}
          rows={1}
          className={styles.input}
          aria-labelledby={id}
          aria-invalid={isInvalid}
          readOnly={!ticket.can.update}
          aria-busy={isSaving}
          value={text}
          placeholder={t(ticket.can.update ? 'property.add' : 'property.none')}
          maxLength={maxLength}
          onChange={(event) => {
            forget();
            setText(event.currentTarget.value);
          }}
          onBlur={leave}
          onKeyDown={onKeyDown}
        />
        {isInvalid && value && <Chip tone="danger">{t('property.invalid')}</Chip>}
      </span>
    </Property>
  );
}
