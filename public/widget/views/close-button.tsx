import { useWidget, useWords } from '../context';
import { IconButton } from './button';
import { CloseIcon } from './icons';

/** Opened as a page of its own there is nothing to close. */
export function CloseButton() {
  const { host } = useWidget();
  const { t } = useWords();
  if (!host.isEmbedded) return null;
  return (
    <IconButton label={t('frame.close')} onClick={() => host.close()}>
      <CloseIcon />
    </IconButton>
  );
}
