import { type DragEvent, useState } from 'react';

interface Options {
  isWelcome: boolean;
  onFiles: (files: FileList) => void;
}

/** Lets files be dropped on the element that gets `target`; `isDropping` while some are held over it. */
export function useFileDrop({ isWelcome, onFiles }: Options) {
  const [isDropping, setIsDropping] = useState(false);
  const hasFiles = (event: DragEvent) => isWelcome && event.dataTransfer.types.includes('Files');
  return {
    isDropping,
    target: {
      onDragOver(event: DragEvent) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setIsDropping(true);
      },
      onDragLeave(event: DragEvent) {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsDropping(false);
      },
      onDrop(event: DragEvent) {
        setIsDropping(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        onFiles(event.dataTransfer.files);
      },
    },
  };
}
