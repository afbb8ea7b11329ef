import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Uploads } from '../../core/uploads';
import { useWords } from '../context';

/** Files can be dropped anywhere on the chat, or pasted while writing. */
export function DropZone({ uploads, children }: { uploads: Uploads | null; children: ComponentChildren }) {
  const { t } = useWords();
  const [isOver, setIsOver] = useState(false);

  function hover(event: DragEvent): void {
    if (!uploads || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setIsOver(true);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setIsOver(false);
    uploads?.add(event.dataTransfer?.files ?? []);
  }

  return (
    <main
      class="page chat"
      onDragOver={hover}
      onDragLeave={(event) => event.currentTarget === event.target && setIsOver(false)}
      onDrop={drop}
    >
      {children}
      {isOver && <div class="drop">{t('chat.drop')}</div>}
    </main>
  );
}
