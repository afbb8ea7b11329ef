import { useRef } from 'preact/hooks';

const ROW = '[data-row]';

/** A long list as one tab stop: arrows, Home and End walk its rows, Enter goes into one, Escape comes back out. */
export function useRoving() {
  const ref = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent): void {
    const rows = [...(ref.current?.querySelectorAll<HTMLElement>(ROW) ?? [])];
    const current = event.target instanceof Element ? event.target.closest<HTMLElement>(ROW) : null;
    const at = current ? rows.indexOf(current) : rows.length;
    const next: Record<string, HTMLElement | null | undefined> = {
      ArrowUp: rows[Math.max(0, at - 1)],
      ArrowDown: rows[Math.min(rows.length - 1, at + 1)],
      Home: rows[0],
      End: rows.at(-1),
      Enter: event.target === current ? current?.querySelector<HTMLElement>('a, button') : undefined,
    };
    const target = next[event.key];
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  function enter(event: FocusEvent): void {
    if (event.target !== ref.current) return;
    [...(ref.current?.querySelectorAll<HTMLElement>(ROW) ?? [])].at(-1)?.focus();
  }

  return { ref, tabIndex: 0, onKeyDown: move, onFocus: enter };
}
