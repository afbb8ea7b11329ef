import { useEffect, useState } from 'preact/hooks';
import type { AttachmentView } from '../../../src/contract/conversations.dto';
import { asApiError } from '../../core/api-error';
import { useWidget, useWords } from '../context';
import { picturesOf } from '../model/pictures';
import { FileIcon } from './icons';
import { later } from './later';

const Lightbox = later(async () => (await import('./lightbox')).Lightbox);

export function Attachments({ attachments }: { attachments: readonly AttachmentView[] }) {
  return (
    <ul class="attachments">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          {attachment.mime.startsWith('image/') ? (
            <Picture attachment={attachment} />
          ) : (
            <FileLink attachment={attachment} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Takes its final size before it is loaded, so that nothing jumps. */
function sizeOf({ width, height }: AttachmentView) {
  if (!width || !height) return { width: 200, height: 150 };
  const scale = Math.min(220 / width, 220 / height, 1);
  return { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) };
}

function Picture({ attachment }: { attachment: AttachmentView }) {
  const pictures = picturesOf(useWidget().visit);
  const { t } = useWords();
  const [address, setAddress] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const size = attachment.hasThumbnail ? 'thumbnail' : 'content';

  useEffect(() => {
    pictures.address(attachment.id, size).then(setAddress, asApiError);
  }, [pictures, attachment.id, size]);

  return (
    <>
      <button
        type="button"
        class="picture"
        style={sizeOf(attachment)}
        aria-label={t('attachment.open', { name: attachment.name })}
        onClick={() => setIsOpen(true)}
      >
        {address && <img src={address} alt={attachment.name} />}
      </button>
      {isOpen && <Lightbox attachment={attachment} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function FileLink({ attachment }: { attachment: AttachmentView }) {
  const pictures = picturesOf(useWidget().visit);
  const { t, format } = useWords();

  async function save(): Promise<void> {
    const link = document.createElement('a');
    link.href = await pictures.address(attachment.id, 'content');
    link.download = attachment.name;
    link.click();
  }

  return (
    <button
      type="button"
      class="file"
      aria-label={t('attachment.save', { name: attachment.name })}
      onClick={() => void save().catch(asApiError)}
    >
      <FileIcon />
      <span class="file-words">
        <span class="file-name" dir="auto">
          {attachment.name}
        </span>
        <span class="file-size">{format.fileSize(attachment.size)}</span>
      </span>
    </button>
  );
}
