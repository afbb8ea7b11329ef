import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Uploads } from '../../../core/uploads';
import { IconButton } from '../../../ui/icon-button';
import { useWords } from '../../context';

export function FileButton({ uploads }: { uploads: Uploads }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          uploads.add(event.currentTarget.files ?? []);
          event.currentTarget.value = '';
        }}
      />
      <IconButton icon={IconPaperclip} label={t('composer.attach')} onClick={() => input.current?.click()} />
    </>
  );
}
