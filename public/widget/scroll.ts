import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useStore, useWidget } from './context';
import { isOwn, type ThreadModel } from './thread-rows';

const NEAR_PX = 60;

/**
 * Keeps the newest message in view for who is at the end, and the place of who has scrolled up; those are told how many
 * came in meanwhile. What is in view counts as seen.
 */
export function useScroll(thread: ThreadModel, isPast: boolean) {
  const widget = useWidget();
  const visible = useStore(widget.host.visible);
  const ref = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const heightBefore = useRef<number | null>(null);
  const countBefore = useRef(0);
  const scrolledTo = useRef(0);
  const [unseen, setUnseen] = useState(0);
  const { rows, lastSeq } = thread;

  function see(): void {
    if (!isAtEnd.current || lastSeq === 0) return;
    setUnseen(0);
    if (!isPast) widget.see(lastSeq);
  }

  function toEnd(): void {
    const box = ref.current;
    if (box) {
      box.scrollTop = box.scrollHeight;
      scrolledTo.current = box.scrollTop;
    }
    isAtEnd.current = true;
    see();
  }

  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const added = rows.length - countBefore.current;
    const newest = rows.at(-1);
    const isFromMe = added > 0 && newest !== undefined && isOwn(newest);
    countBefore.current = rows.length;
    if (heightBefore.current !== null) {
      box.scrollTop += box.scrollHeight - heightBefore.current;
      heightBefore.current = null;
    } else if (isAtEnd.current || isFromMe) {
      toEnd();
    } else if (added > 0) {
      const arrived = rows.slice(-added).filter((row) => row.kind === 'message' && !isOwn(row)).length;
      setUnseen((count) => count + arrived);
    }
  }, [rows]);

  // Images and the rating make the thread longer, the keyboard makes its window smaller.
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const observer = new ResizeObserver(() => isAtEnd.current && toEnd());
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  });

  useEffect(see, [lastSeq, visible.open]);
  useEffect(() => {
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  });

  return {
    ref,
    unseen,
    toEnd,
    onScroll() {
      const box = ref.current;
      if (!box) return;
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      // Only scrolling up leaves the end: a thread that grew, or a window that shrank, does not.
      const isUp = box.scrollTop < scrolledTo.current;
      scrolledTo.current = box.scrollTop;
      if (isNear) isAtEnd.current = true;
      else if (isUp) isAtEnd.current = false;
      see();
    },
    loadOlder() {
      heightBefore.current = ref.current?.scrollHeight ?? null;
      thread.loadOlder().catch(() => {
        heightBefore.current = null;
      });
    },
  };
}
