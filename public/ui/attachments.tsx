import { IconFile, IconPhotoOff } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { AttachmentView } from '../../src/contract/conversations.dto';
import styles from './attachments.module.css';
import { laterPart } from './later-part';
import { useSurroundings } from './surroundings';
import { useAction } from './use-action';
import { usePicture } from './use-picture';

const Lightbox = laterPart(async () => (await import('./lightbox')).Lightbox);

const LARGEST_PX = 280;

interface Props {
  attachments: readonly AttachmentView[];
  /** Ours are on the right, as what we wrote is. */
  isOurs: boolean;
}

export function Attachments({ attachments, isOurs }: Props) {
  const pictures = attachments.filter(({ hasThumbnail }) => hasThumbnail);
  const [shown, setShown] = useState<number | null>(null);
  return (
    <div className={styles.attachments} data-ours={isOurs}>
      {pictures.map((picture, index) => (
        <Picture key={picture.id} picture={picture} onOpen={() => setShown(index)} />
      ))}
      {attachments
        .filter(({ hasThumbnail }) => !hasThumbnail)
        .map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
      {shown !== null && (
        <Suspense>
          <Lightbox pictures={pictures} start={shown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </div>
  );
}

/** Takes its room before it is there, so that nothing moves when it comes. */
function Picture({ picture, onOpen }: { picture: AttachmentView; onOpen: () => void }) {
  const { t } = useSurroundings();
  const address = usePicture(picture.id, 'thumbnail');
  const [width, height] = [picture.width ?? LARGEST_PX, picture.height ?? LARGEST_PX];
  const scale = Math.min(1, LARGEST_PX / Math.max(width, height));
  return (
    <button
      type="button"
      className={styles.picture}
      style={{ width: Math.round(width * scale), aspectRatio: `${width} / ${height}` }}
      aria-label={t('attachment.open', { name: picture.name })}
      onClick={onOpen}
    >
      {address === 'failed' ? <IconPhotoOff size={20} /> : address && <img src={address} alt={picture.name} />}
    </button>
  );
}

function FileCard({ file }: { file: AttachmentView }) {
  const { t, format, pictures, failureText } = useSurroundings();
  const { run, isRunning, failure } = useAction(async () => {
    const link = document.createElement('a');
    link.href = await pictures.address(file.id, 'content');
    link.download = file.name;
    link.click();
  });
  return (
    <button
      type="button"
      className={styles.file}
      onClick={run}
      disabled={isRunning}
      aria-label={t('attachment.save', { name: file.name })}
    >
      <IconFile size={20} stroke={1.5} />
      <span className={styles.name}>{file.name}</span>
      <span className={styles.size}>{failure === null ? format.fileSize(file.size) : failureText(failure)}</span>
    </button>
  );
}
