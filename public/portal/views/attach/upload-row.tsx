import { IconFile, IconRefresh, IconX } from '@tabler/icons-react';
import type { UploadItem, Uploads } from '../../../core/uploads';
import { IconButton } from '../../../ui/icon-button';
import { useWords } from '../../context';
import styles from './upload-row.module.css';

/** A file that will go along: how far it is, and the way to stop, repeat or drop it. */
export function UploadRow({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const { t, format } = useWords();
  const { file, preview, progress, attachment, failure, key } = item;
  return (
    <li className={styles.item} data-failed={failure !== null}>
      {preview ? (
        <img className={styles.preview} src={preview} alt="" />
      ) : (
        <IconFile size={24} stroke={1.5} className={styles.mark} aria-hidden="true" />
      )}
      <span className={styles.text}>
        <span className={styles.name} title={file.name}>
          {file.name}
        </span>
        {failure ? (
          <span className={styles.failure} role="alert">
            {t(`error.${failure}`)}
          </span>
        ) : (
          <span className={styles.size}>
            {attachment ? t('new.attached', { size: format.fileSize(file.size) }) : format.fileSize(file.size)}
          </span>
        )}
        {!failure && !attachment && (
          <progress
            className={styles.progress}
            value={progress}
            aria-label={t('attachment.progress', { name: file.name })}
          />
        )}
      </span>
      {failure && failure !== 'PAYLOAD_TOO_LARGE' && failure !== 'UNSUPPORTED_TYPE' && (
        <IconButton icon={IconRefresh} label={t('action.retry')} onClick={() => uploads.retry(key)} />
      )}
      <IconButton
        icon={IconX}
        label={t(attachment || failure ? 'action.remove' : 'action.cancel')}
        onClick={() => uploads.remove(key)}
      />
    </li>
  );
}
