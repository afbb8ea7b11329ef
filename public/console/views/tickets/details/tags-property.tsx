import { IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { useTicketWords } from '../words';
import styles from './properties.module.css';
import { Property } from './property';
import { useSave } from './use-save';

/** Words that the team sorts by: Enter or a comma adds one, its cross takes it away. */
export function TagsProperty({ ticket }: { ticket: TicketDetail }) {
  const t = useTicketWords();
  const id = useId();
  const { save, isSaving, failure } = useSave(ticket.id);
  const [text, setText] = useState('');
  const { tags, can } = ticket;

  function add(): void {
    const tag = text.trim();
    setText('');
    const isKnown = tags.some((known) => known.toLocaleLowerCase() === tag.toLocaleLowerCase());
    if (tag && !isKnown) save({ tags: [...tags, tag] });
  }

  return (
    <Property label={t('property.tags')} labelId={id} failure={failure}>
      <div className={styles.tags} aria-busy={isSaving}>
        {tags.map((tag) => (
          <span key={tag} className={styles.tag}>
            <span className={styles.tagText} title={tag}>
              {tag}
            </span>
            {can.update && (
              <button
                type="button"
                className={styles.drop}
                aria-label={t('property.removeTag', { tag })}
                disabled={isSaving}
                onClick={() => save({ tags: tags.filter((other) => other !== tag) })}
              >
                <IconX size={12} stroke={2} />
              </button>
            )}
          </span>
        ))}
        {can.update ? (
          <input
            className={styles.tagInput}
            aria-label={t('property.addTag')}
            placeholder={t('property.addTag')}
            value={text}
            maxLength={40}
            disabled={isSaving}
            onChange={(event) => setText(event.currentTarget.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== ',')) return;
              event.preventDefault();
              add();
            }}
          />
        ) : (
          tags.length === 0 && <span className={styles.fixed}>{t('property.none')}</span>
        )}
      </div>
    </Property>
  );
}
