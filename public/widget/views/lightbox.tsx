import { useEffect, useRef, useState } from 'preact/hooks';
import type { AttachmentView } from '../../../src/contract/conversations.dto';
import { asApiError } from '../../core/api-error';
import { useWidget, useWords } from '../context';
import { picturesOf } from '../model/pictures';
import { CloseIcon } from './icons';

/** The whole picture, over everything in the frame; the browser's own dialog holds the focus. */
export function Lightbox({ attachment, onClose }: { attachment: AttachmentView; onClose: () => void }) {
  const pictures = picturesOf(useWidget().visit);
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [address, setAddress] = useState<string | null>(null);

  useEffect(() => {
    dialog.current?.showModal();
    pictures.address(attachment.id, 'content').then(setAddress, asApiError);
  }, [pictures, attachment.id]);

  return (
    <dialog class="lightbox" ref={dialog} aria-label={attachment.name} onClose={onClose}>
      <button type="button" class="lightbox-area" aria-label={t('attachment.close')} onClick={onClose}>
        {address && <img src={address} alt={attachment.name} />}
        <span class="lightbox-sign">
          <CloseIcon />
        </span>
      </button>
    </dialog>
  );
}
