import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import type { Page } from '../../../../src/contract/common.dto';
import { LIMITS } from '../../../../src/contract/limits';
import type { SavedReplyView } from '../../../../src/contract/saved-replies.dto';
import { useDesk } from '../../context';
import { fillIn, matchingReplies, slashQuery } from '../../model/saved-replies';
import type { Talk } from '../../model/talk';

interface Options {
  talk: Talk;
  text: string;
  field: RefObject<HTMLTextAreaElement | null>;
  write: (text: string) => void;
}

/** Saved replies: `/` at the start of a word lists them, Tab or Enter puts one in at the caret. */
export function useSlash({ talk, text, field, write }: Options) {
  const { api, me } = useDesk();
  const menuId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  // They are written for customers.
  const query = caret === null || talk.other === 'colleague' ? null : slashQuery(text, caret);
  const { data } = useQuery({
    queryKey: ['saved-replies', talk.shopId],
    queryFn: ({ signal }) =>
      api.get<Page<SavedReplyView>>('/saved-replies', { shopId: talk.shopId, limit: LIMITS.pageSize }, signal),
    enabled: query !== null,
    staleTime: 60_000,
  });
  const replies = query && data ? matchingReplies(data.items, query.words) : [];
  const known = { customer: talk.otherName, agent: me.name };
  const at = Math.min(chosen, replies.length - 1);

  function insert(reply: SavedReplyView | undefined): void {
    if (!reply || !query || caret === null) return;
    const filled = fillIn(reply.body, known);
    write(text.slice(0, query.start) + filled + text.slice(caret));
    setCaret(null);
    setChosen(0);
    const end = query.start + filled.length;
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(end, end);
    });
  }

  function onKey(event: KeyboardEvent): boolean {
    if (replies.length === 0 || event.ctrlKey || event.metaKey) return false;
    const moves: Record<string, () => void> = {
      ArrowDown: () => setChosen((at + 1) % replies.length),
      ArrowUp: () => setChosen((at + replies.length - 1) % replies.length),
      Enter: () => insert(replies[at]),
      Tab: () => insert(replies[at]),
      Escape: () => setCaret(null),
    };
    const move = moves[event.key];
    if (!move) return false;
    event.preventDefault();
    event.stopPropagation();
    move();
    return true;
  }

  return {
    menuId,
    activeId: replies.length > 0 ? `${menuId}-${at}` : undefined,
    menu:
      replies.length > 0
        ? {
            id: menuId,
            replies,
            chosen: at,
            preview: (reply: SavedReplyView) => fillIn(reply.body, known),
            insert,
            choose: setChosen,
          }
        : null,
    onKey,
    onSelect: () => setCaret(field.current?.selectionStart ?? null),
    close: () => setCaret(null),
  };
}
