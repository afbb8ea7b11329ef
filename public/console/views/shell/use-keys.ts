import { useNavigate } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useDesk } from '../../context';
import type { View } from '../../lists';
import type { KeyTargets } from '../../model/screen';
import { PAGE_KEYS, PAGE_PATHS, useMyPages } from '../../pages';
import { useGo, useGoDirect, useGoToTickets } from '../../place';
import { useTakeNext } from './take-next';

const GO_MS = 1500;
const WIDE = '(min-width: 1200px)';
const WIDEST = '(min-width: 1440px)';
/** In a box that is only ticked, letters mean nothing else. */
const TYPED_IN =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"]';
const GOALS: Record<string, View> = { q: 'queue', m: 'mine', a: 'all', c: 'closed' };

/** What the keys act on while this is drawn. */
export function useKeyTargets(targets: KeyTargets): void {
  const { screen } = useDesk();
  useLayoutEffect(() => screen.reachKeys(targets));
}

/** The keys of the console. Without a modifier they count only outside of text fields and dialogs. */
export function useKeys(): void {
  const desk = useDesk();
  const go = useGo();
  const goToTickets = useGoToTickets();
  const pages = useMyPages();
  const navigate = useNavigate();
  const goDirect = useGoDirect();
  const takeNext = useTakeNext();
  const goingSince = useRef(Number.NEGATIVE_INFINITY);

  // Dialogs hear of a key before the page does: one that has just been closed by it has had it all the same.
  const hadDialog = useRef(false);
  useEffect(() => {
    function look(): void {
      hadDialog.current = desk.screen.dialog.get() !== null;
    }
    window.addEventListener('keydown', look, true);
    return () => window.removeEventListener('keydown', look, true);
  }, [desk]);

  useEffect(() => {
    const { screen } = desk;

    const actions: Record<string, () => unknown> = {
      j: () => step(1),
      k: () => step(-1),
      Enter: write,
      o: write,
      r: write,
      n: () => screen.keyTargets.canNote && screen.write('internal'),
      t: () => desk.has('chats:take') && takeNext.run(),
      '/': () => document.querySelector<HTMLInputElement>('[data-find]')?.focus(),
      ']': toggleDetails,
      '[': toggleNav,
      '?': () => screen.open({ kind: 'shortcuts' }),
      Escape: leave,
    };

    function write(): void {
      if (screen.keyTargets.openId) screen.write('public');
    }

    function step(by: number): void {
      const ids = screen.listIds.get();
      const { openId, open } = screen.keyTargets;
      const at = ids.indexOf(openId ?? '');
      const next = at < 0 ? ids[by > 0 ? 0 : ids.length - 1] : ids[at + by];
      if (next) open(next);
    }

    /** Whoever was writing goes on writing in the next one. */
    function stepAway(by: number, from: EventTarget | null): void {
      step(by);
      if (from instanceof HTMLTextAreaElement) screen.expect();
    }

    function toggleDetails(): void {
      const store = window.matchMedia(WIDE).matches ? screen.isDetailsKept : screen.isDetailsOver;
      store.update((isOpen) => !isOpen);
    }

    function toggleNav(): void {
      const store = window.matchMedia(WIDEST).matches ? screen.isNavKept : screen.isNavOpen;
      store.update((isOpen) => !isOpen);
    }

    function leave(): void {
      const shown = [screen.isNavOpen, screen.isDetailsOver].find((store) => store.get());
      if (shown) shown.set(false);
      else if (screen.keyTargets.openId) screen.keyTargets.open(null);
    }

    function goalOf(key: string): (() => void) | undefined {
      if (key === 't' && desk.has('tickets:read')) return goToTickets;
      if (key === 'd' && desk.direct) return () => goDirect(null);
      if (key === 'n') return () => screen.open({ kind: 'alerts' });
      const page = pages.find((each) => PAGE_KEYS[each] === key);
      if (page) return () => void navigate({ to: PAGE_PATHS[page] });
      const view = GOALS[key];
      return view && (() => go({ view, chatId: null, team: undefined, find: undefined }));
    }

    function actionOf(event: KeyboardEvent): (() => unknown) | undefined {
      if (event.altKey && event.key === 'ArrowDown') return () => stepAway(1, event.target);
      if (event.altKey && event.key === 'ArrowUp') return () => stepAway(-1, event.target);
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target, event.key)) return undefined;

      const isGoing = event.timeStamp - goingSince.current < GO_MS;
      goingSince.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (event.key === 'g') return () => undefined;
      return (isGoing ? goalOf(event.key) : undefined) ?? screen.keyTargets.actions[event.key] ?? actions[event.key];
    }

    function onKey(event: KeyboardEvent): void {
      // While the field one wants to write in is still coming, what is typed is text, not a command.
      if (event.defaultPrevented || event.isComposing || hadDialog.current || screen.awaitsField) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      action();
    }

    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [desk, go, goToTickets, goDirect, pages, navigate, takeNext.run]);
}

/** Typing, a menu or a dialog: the key is theirs. So is Enter on whatever it would press. */
function isElsewhere(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest(TYPED_IN)) return true;
  return key === 'Enter' && target.closest('button, a') !== null;
}
