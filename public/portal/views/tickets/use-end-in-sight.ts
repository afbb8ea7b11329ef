import { type RefObject, useEffect, useRef } from 'react';

/** Calls on when the end of a list comes into sight. */
export function useEndInSight(isWanted: boolean, onSight: () => unknown): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onSight);
  latest.current = onSight;
  useEffect(() => {
    if (!isWanted || !end.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '400px',
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [isWanted]);
  return end;
}
