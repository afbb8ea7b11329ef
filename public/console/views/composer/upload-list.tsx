import { IconFile, IconRefresh, IconX } from '@tabler/icons-react';
import { LIMITS } from '../../../../src/contract/limits';
import type { UploadItem, Uploads } from '../../../core/uploads';
import { IconButton } from '../../../ui/icon-button';
import { useStore } from '../../../ui/use-store';
import { useWords } from '../../context';
import styles from './upload-list.module.css';

/** Files that will go with the message: how far each is, and the way to stop, repeat or drop it. */
export function UploadList({ uploads, onRemoved }: { uploads: Uploads; onRemoved: () => void }) {
  const { t } = useWords();
  const items = useStore(uploads.items);
  const leftOut = useStore(uploads.leftOut);
  if (items.length === 0) return null;
  return (
    <>
      <ul className={styles.list}>
        {items.map((item) => (
          <Item key={item.key} item={item} uploads={uploads} onRemoved={onRemoved} />
        ))}
      </ul>
      {leftOut > 0 && (
        <p className={styles.leftOut} role="alert">
          {t('composer.leftOut', { count: leftOut, most: LIMITS.attachmentsPerMessage })}
        </p>
      )}
    </>
  );
}

function Item({ item, uploads, onRemoved }: { item: UploadItem; uploads: Uploads; onRemoved: () => void }) {
  const { t, format } = useWords();
  const { file, preview, progress, attachment, failure, key } = item;
  return (
    <li className={styles.item} data-failed={failure !== null}>
      {preview ? <img className={styles.preview} src={preview} alt="" /> : <IconFile size={20} stroke={1.5} />}
      <span className={styles.text}>
        <span className={styles.name} title={file.name}>
          {file.name}
        </span>
        {failure ? (
          <span className={styles.failure} role="alert">
            {t(`error.${failure}`)}
          </span>
        ) : (
          <span className={styles.size}>{format.fileSize(file.size)}</span>
        )}
        {!failure && !attachment && (
          <progress
            className={styles.progress}
            value={progress}
            aria-label={t('attachment.progress', { name: file.name })}
          />
        )}
      </span>
      {failure && failure !== 'PAYLOAD_TOO_LARGE' && (
        <IconButton icon={IconRefresh} label={t('action.retry')} size={26} onClick={() => uploads.retry(key)} />
      )}
      <IconButton
        icon={IconX}
        label={t(attachment || failure ? 'action.remove' : 'action.cancel')}
        size={26}
        onClick={() => {
          uploads.remove(key);
          onRemoved();
        }}
      />
    </li>
  );
}
