import { type RefObject, useLayoutEffect } from 'react';

const MOST_PX = 280;

/** The field is as high as what is in it, up to a point. */
export function useAutosize(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(MOST_PX, element.scrollHeight)}px`;
  }, [field, text]);
}
