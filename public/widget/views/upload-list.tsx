import { LIMITS } from '../../../src/contract/limits';
import type { UploadItem, Uploads } from '../../core/uploads';
import { useStore, useWords } from '../context';
import { failureKey } from '../failure-words';
import { IconButton } from './button';
import { CloseIcon, FileIcon, RetryIcon } from './icons';

/** Files that will go with the message, each with its own way out. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const { t } = useWords();
  const items = useStore(uploads.items);
  const leftOut = useStore(uploads.leftOut);
  if (items.length === 0) return null;
  return (
    <>
      <ul class="uploads">
        {items.map((item) => (
          <Item key={item.key} item={item} uploads={uploads} />
        ))}
      </ul>
      {leftOut > 0 && (
        <p class="uploads-left-out" role="alert">
          {t('composer.leftOut', { count: leftOut, most: LIMITS.attachmentsPerMessage })}
        </p>
      )}
    </>
  );
}

function Item({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const { t, format } = useWords();
  const { file, preview, progress, failure, attachment } = item;
  const percent = Math.round(progress * 100);
  return (
    <li class={`upload${failure ? ' failed' : ''}`}>
      {preview ? <img src={preview} alt="" /> : <FileIcon />}
      <span class="file-words">
        <span class="file-name" dir="auto">
          {file.name}
        </span>
        <span class="file-size" role={failure ? 'alert' : undefined}>
          {failure
            ? t(failureKey(failure))
            : attachment
              ? format.fileSize(file.size)
              : t('upload.progress', { percent })}
        </span>
        {!attachment && !failure && (
          <progress max={100} value={percent} aria-label={t('upload.label', { name: file.name })} />
        )}
      </span>
      {failure && (
        <IconButton label={t('upload.retry', { name: file.name })} onClick={() => uploads.retry(item.key)}>
          <RetryIcon />
        </IconButton>
      )}
      <IconButton label={t('upload.remove', { name: file.name })} onClick={() => uploads.remove(item.key)}>
        <CloseIcon />
      </IconButton>
    </li>
  );
}
