import { type RefObject, useEffect, useLayoutEffect } from 'react';

const MOST_PX = 280;

/** The field is as high as what is in it, up to a point, however wide it is at the moment. */
export function useAutosize(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => adjustHeight(field.current), [field, text]);

  useEffect(() => {
    const element = field.current;
    if (!element) return;
    let width = element.clientWidth;
    const watch = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      adjustHeight(element);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [field]);
}

function adjustHeight(element: HTMLTextAreaElement | null): void {
  if (!element) return;
  element.style.height = 'auto';
  element.style.height = `${Math.min(MOST_PX, element.scrollHeight)}px`;
}
