import { useRef, useSyncExternalStore } from 'react';

interface Watchable<T> {
  get: () => T;
  subscribe: (listener: () => void) => () => void;
}

/** The present value of a store; draws again when it changes. */
export function useStore<T>(store: Watchable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** A part of a store; draws again only when that part changes. `isSame` is needed when it is made anew each time. */
export function useSelected<T, Part>(
  store: Watchable<T>,
  select: (value: T) => Part,
  isSame: (a: Part, b: Part) => boolean = Object.is,
): Part {
  const last = useRef<{ value: Part } | null>(null);
  return useSyncExternalStore(store.subscribe, () => {
    const value = select(store.get());
    if (last.current && isSame(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  });
}

export function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
}
