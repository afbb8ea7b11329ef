import { useEffect } from 'react';
import { useDesk } from '../../context';
import type { View } from '../../lists';
import type { Place } from '../../place';
import { useGo, usePlace } from '../../place';
import { useTakeNext } from './take-next';
import { useOpenChat } from './use-open-chat';

const GO_MS = 1500;
const WIDE = '(min-width: 1200px)';
const GOALS: Record<string, View> = { q: 'queue', m: 'mine', a: 'all', c: 'closed' };

/** The keys of the console. Without a modifier they count only outside of text fields and dialogs. */
export function useKeys(): void {
  const desk = useDesk();
  const go = useGo();
  const place = usePlace();
  const chat = useOpenChat();
  const takeNext = useTakeNext();

  useEffect(() => {
    const { screen } = desk;
    let goingSince = Number.NEGATIVE_INFINITY;

    const actions: Record<string, () => void> = {
      j: () => step(1),
      k: () => step(-1),
      Enter: write,
      o: write,
      r: write,
      n: () => chat?.can.note && screen.write('internal'),
      t: () => desk.has('chats:take') && takeNext.run(),
      e: () => chat?.can.close && screen.open({ kind: 'close', chatId: chat.id }),
      a: () => chat?.can.transfer && screen.open({ kind: 'transfer', chatId: chat.id }),
      '/': () => document.querySelector<HTMLInputElement>('[data-find]')?.focus(),
      ']': toggleDetails,
      '[': () => screen.isNavOpen.update((isOpen) => !isOpen),
      '?': () => screen.open({ kind: 'shortcuts' }),
      Escape: leave,
    };

    function write(): void {
      if (place.chatId) screen.write('public');
    }

    function step(by: number): void {
      const ids = screen.listIds.get();
      const at = ids.indexOf(place.chatId ?? '');
      const next = at < 0 ? ids[by > 0 ? 0 : ids.length - 1] : ids[at + by];
      if (next) go({ chatId: next });
    }

    function toggleDetails(): void {
      const store = window.matchMedia(WIDE).matches ? screen.isDetailsKept : screen.isDetailsOver;
      store.update((isOpen) => !isOpen);
    }

    function leave(): void {
      const open = [screen.isNavOpen, screen.isDetailsOver].find((store) => store.get());
      if (open) open.set(false);
      else if (place.chatId) go({ chatId: null });
    }

    function goTo(to: Partial<Place>): void {
      goingSince = Number.NEGATIVE_INFINITY;
      go({ ...to, chatId: null, team: undefined, find: undefined });
    }

    function actionOf(event: KeyboardEvent): (() => void) | undefined {
      if (event.altKey && event.key === 'ArrowDown') return () => step(1);
      if (event.altKey && event.key === 'ArrowUp') return () => step(-1);
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target, event.key)) return undefined;

      const view = GOALS[event.key];
      if (view && event.timeStamp - goingSince < GO_MS) return () => goTo({ view });
      if (event.key !== 'g') return actions[event.key];
      return () => {
        goingSince = event.timeStamp;
      };
    }

    function onKey(event: KeyboardEvent): void {
      // While the field one wants to write in is still coming, what is typed is text, not a command.
      if (event.defaultPrevented || event.isComposing || screen.dialog.get() || screen.awaitsField) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      action();
    }

    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [desk, go, place, chat, takeNext.run]);
}

/** Typing, a menu or a dialog: the key is theirs. So is Enter on whatever it would press. */
function isElsewhere(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"]')) return true;
  return key === 'Enter' && target.closest('button, a') !== null;
}
