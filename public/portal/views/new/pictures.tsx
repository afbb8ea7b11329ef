import { IconFile, IconPhotoPlus, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { LIMITS } from '../../../../src/contract/limits';
import { IconButton } from '../../../ui/icon-button';
import { usePicture } from '../../../ui/use-picture';
import { useWords } from '../../context';
import type { TicketDraft } from '../../model/ticket-draft';
import { UploadRow } from '../attach/upload-row';
import rows from '../attach/upload-row.module.css';
import styles from './new-ticket.module.css';
import { usePictureState } from './use-picture-state';

/** More names are not read. */
const NAMED = 3;

interface Props {
  draft: TicketDraft;
  /** Why nothing can be attached at the moment. */
  refused: string | null;
  /** Files for which there was no room, by name. */
  leftOut: readonly string[];
  isDropping: boolean;
  onFiles: (files: Iterable<File>) => void;
}

/** Screenshots and other files: chosen, dropped or pasted, each with its picture and how far it is. */
export function Pictures({ draft, refused, leftOut, isDropping, onFiles }: Props) {
  const { t, format } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const { uploads, kept, items } = usePictureState(draft);
  const isFull = kept.length + items.length >= LIMITS.attachmentsPerMessage;
  return (
    <fieldset className={styles.pictures}>
      <legend className={styles.legend}>{t('new.pictures')}</legend>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {(kept.length > 0 || items.length > 0) && (
        <ul className={rows.items}>
          {kept.map((attachment) => (
            <li key={attachment.id} className={rows.item}>
              <Thumbnail id={attachment.hasThumbnail ? attachment.id : null} />
              <span className={rows.text}>
                <span className={rows.name}>{attachment.name}</span>
                <span className={rows.size}>{format.fileSize(attachment.size)}</span>
              </span>
              <IconButton icon={IconX} label={t('action.remove')} onClick={() => draft.removeKept(attachment)} />
            </li>
          ))}
          {uploads && items.map((item) => <UploadRow key={item.key} item={item} uploads={uploads} />)}
        </ul>
      )}
      <button
        type="button"
        className={styles.drop}
        data-active={isDropping}
        onClick={() => input.current?.click()}
        aria-describedby="pictures-hint"
      >
        <IconPhotoPlus size={24} stroke={1.5} aria-hidden="true" />
        <span>{t(isDropping ? 'new.dropHere' : 'new.choose')}</span>
      </button>
      <p id="pictures-hint" className={styles.hint}>
        {t('new.picturesHint', { size: format.fileSize(LIMITS.attachmentBytes), count: LIMITS.attachmentsPerMessage })}
      </p>
      {isFull && leftOut.length > 0 && (
        <p className={styles.failure} role="alert">
          {t('new.leftOut', {
            names: leftOut.slice(0, NAMED).join(', '),
            more: Math.max(0, leftOut.length - NAMED),
            most: LIMITS.attachmentsPerMessage,
          })}
        </p>
      )}
      {refused && (
        <p className={styles.failure} role="alert">
          {refused}
        </p>
      )}
    </fieldset>
  );
}

function Thumbnail({ id }: { id: string | null }) {
  if (!id) return <IconFile size={24} stroke={1.5} className={rows.mark} aria-hidden="true" />;
  return <Picture id={id} />;
}

function Picture({ id }: { id: string }) {
  const address = usePicture(id, 'thumbnail');
  if (!address || address === 'failed') return <span className={rows.preview} />;
  return <img className={rows.preview} src={address} alt="" />;
}
