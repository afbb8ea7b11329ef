import { useCallback, useMemo, useState } from 'react';

interface HeldOrder {
  ids: readonly string[];
  /** How many rows would move, come or go if the list were let free. */
  updates: number;
  hold: () => void;
  release: () => void;
  apply: () => void;
}

/** Rows do not move under the pointer: while the list is held it keeps its order, and counts what waits. */
export function useHeldOrder(current: readonly string[], list: string): HeldOrder {
  const [held, setHeld] = useState<{ list: string; ids: readonly string[] } | null>(null);
  const isHeld = held?.list === list;
  const ids = useMemo(() => (isHeld ? withMore(held.ids, current) : current), [isHeld, held, current]);
  const updates = useMemo(() => (isHeld ? countUpdates(ids, current) : 0), [isHeld, ids, current]);

  const hold = useCallback(
    () => setHeld((before) => (before?.list === list ? before : { list, ids: current })),
    [list, current],
  );
  const release = useCallback(() => setHeld(null), []);
  const apply = useCallback(() => setHeld((before) => before && { list, ids: current }), [list, current]);
  return { ids, updates, hold, release, apply };
}

/** What comes behind the last row that is still there moves none of those before it: the next page. */
export function withMore(held: readonly string[], current: readonly string[]): readonly string[] {
  const places = new Map(current.map((id, place) => [id, place]));
  const end = places.get(held.findLast((id) => places.has(id)) ?? '') ?? -1;
  const shown = new Set(held);
  const more = current.slice(end + 1).filter((id) => !shown.has(id));
  return more.length > 0 ? [...held, ...more] : held;
}

/** Rows that are new or gone, and those that stand in another order. */
export function countUpdates(shown: readonly string[], current: readonly string[]): number {
  const [before, after] = [new Set(shown), new Set(current)];
  const fresh = current.filter((id) => !before.has(id)).length;
  const gone = shown.filter((id) => !after.has(id)).length;
  const stayedBefore = shown.filter((id) => after.has(id));
  const stayedAfter = current.filter((id) => before.has(id));
  const moved = stayedBefore.filter((id, index) => id !== stayedAfter[index]).length;
  return fresh + gone + Math.ceil(moved / 2);
}
