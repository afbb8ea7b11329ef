import { Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { AttachmentView } from '../../src/contract/conversations.dto';
import { IconButton } from './icon-button';
import styles from './lightbox.module.css';
import { useSurroundings } from './surroundings';
import { usePicture } from './use-picture';

interface Props {
  pictures: readonly AttachmentView[];
  start: number;
  onClose: () => void;
}

/** The picture as large as the screen allows; arrow keys walk through those of the message. */
export function Lightbox({ pictures, start, onClose }: Props) {
  const { t } = useSurroundings();
  const [index, setIndex] = useState(start);
  const picture = pictures[index];
  if (!picture) return null;
  const step = (by: number) => setIndex((now) => Math.min(pictures.length - 1, Math.max(0, now + by)));

  return (
    <Modal
      opened
      onClose={onClose}
      size="auto"
      title={picture.name}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') step(-1);
        if (event.key === 'ArrowRight') step(1);
      }}
    >
      <Large key={picture.id} picture={picture} />
      {pictures.length > 1 && (
        <div className={styles.steps}>
          <IconButton
            icon={IconChevronLeft}
            label={t('attachment.previous')}
            isDisabled={index === 0}
            onClick={() => step(-1)}
          />
          <span>{t('attachment.place', { place: index + 1, count: pictures.length })}</span>
          <IconButton
            icon={IconChevronRight}
            label={t('attachment.next')}
            isDisabled={index === pictures.length - 1}
            onClick={() => step(1)}
          />
        </div>
      )}
    </Modal>
  );
}

function Large({ picture }: { picture: AttachmentView }) {
  const { t } = useSurroundings();
  const address = usePicture(picture.id, 'content');
  if (address === 'failed') return <p role="alert">{t('attachment.failed')}</p>;
  if (!address) return <div className={styles.waiting} aria-busy="true" />;
  return <img className={styles.picture} src={address} alt={picture.name} />;
}
