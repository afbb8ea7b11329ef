import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { asApiError } from '../core/api-error';
import type { ConversationClient } from '../core/conversation-client';
import type { ThreadRow } from '../core/thread';

const NEAR_PX = 60;
const OLDER_PX = 300;

interface Options {
  rows: readonly ThreadRow[];
  client: ConversationClient;
  /** Only who answers the chat tells the customer that it was seen. */
  marksRead: boolean;
}

/** Keeps the newest in sight for who is at the end, and the place of who is not. What is in sight counts as read. */
export function useThreadScroll({ rows, client, marksRead }: Options) {
  const box = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const isLoading = useRef(false);
  const before = useRef({ first: '', last: '', count: 0, height: 0, top: 0 });
  const [newer, setNewer] = useState<number | null>(null);

  function markRead(): void {
    if (!marksRead || !isAtEnd.current || document.hidden) return;
    const last = client.transcript.get().messages.findLast(({ publicSeq }) => publicSeq !== null);
    if (last?.publicSeq) client.markRead(last.publicSeq);
  }

  function toEnd(): void {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
    isAtEnd.current = true;
    setNewer(null);
    markRead();
  }

  function loadOlder(): void {
    if (isLoading.current || !client.transcript.get().hasOlder) return;
    isLoading.current = true;
    client
      .loadOlder()
      .catch(asApiError)
      .finally(() => {
        isLoading.current = false;
      });
  }

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const was = before.current;
    const [first, last] = [rows.find(({ kind }) => kind !== 'day')?.key ?? '', rows.at(-1)?.key ?? ''];
    const cameBefore = was.count > 0 && first !== was.first && last === was.last;
    const isOwn = rows.at(-1)?.kind === 'echo' && last !== was.last;
    if (cameBefore) element.scrollTop = was.top + element.scrollHeight - was.height;
    else if (isAtEnd.current || isOwn) toEnd();
    else if (last !== was.last) setNewer((count) => (count ?? 0) + Math.max(0, rows.length - was.count));
    before.current = { first, last, count: rows.length, height: element.scrollHeight, top: element.scrollTop };
  }, [rows]);

  // Pictures that load and a composer that grows must not push the newest out of sight.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => isAtEnd.current && toEnd());
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  });

  useEffect(() => {
    markRead();
    document.addEventListener('visibilitychange', markRead);
    return () => document.removeEventListener('visibilitychange', markRead);
  });

  return {
    box,
    newer,
    toEnd,
    onScroll() {
      const element = box.current;
      if (!element) return;
      before.current.top = element.scrollTop;
      before.current.height = element.scrollHeight;
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      if (isAtEnd.current) setNewer(null);
      else setNewer((count) => count ?? 0);
      markRead();
      if (element.scrollTop < OLDER_PX) loadOlder();
    },
  };
}
