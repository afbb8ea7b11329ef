import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ConversationClient } from '../core/conversation-client';
import { NEW_CONVERSATION } from '../core/outbox';
import { Store } from '../core/store';
import { type ThreadRow, threadRows } from '../core/thread';
import { type Echo, EMPTY_TRANSCRIPT, echoesOf, lastSeq, seenBy } from '../core/transcript';
import { useStore, useWidget } from './context';

export interface ThreadModel {
  rows: ThreadRow[];
  lastSeq: number;
  seenSeq: number;
  lastOwnKey: string | null;
  hasOlder: boolean;
  isReady: boolean;
  loadOlder: () => Promise<void>;
}

const nothing = new Store(EMPTY_TRANSCRIPT);
const noEchoes = new Store<readonly Echo[]>([]);
const loading = new Store<ConversationClient['status'] extends Store<infer S> ? S : never>('loading');

/** What the thread shows: the transcript, and behind it what is still on its way. */
export function useThread(conversation: ConversationClient | null, isPast: boolean): ThreadModel {
  const { line } = useWidget();
  const transcript = useStore(conversation?.transcript ?? nothing);
  const confirmed = useStore(conversation?.confirmed ?? noEchoes);
  const isReady = useStore(conversation?.status ?? loading) === 'ready';
  const waiting = useStore(line.outbox.entries);
  const isSettled = useSettled(isReady);

  const rows = useMemo(() => {
    const here = conversation?.conversationId ?? NEW_CONVERSATION;
    const ours = isPast
      ? []
      : waiting.filter((entry) => entry.conversationId === here || entry.conversationId === NEW_CONVERSATION);
    return threadRows(transcript.messages, echoesOf(transcript, confirmed, ours), (at) => new Date(at).toDateString());
  }, [transcript, confirmed, waiting, conversation, isPast]);

  return {
    rows,
    lastSeq: lastSeq(transcript),
    seenSeq: seenBy(transcript, 'employee'),
    lastOwnKey: rows.findLast(isOwn)?.key ?? null,
    hasOlder: transcript.hasOlder,
    isReady: isSettled,
    loadOlder: async () => conversation?.loadOlder(),
  };
}

export function isOwn(row: ThreadRow): boolean {
  return row.kind === 'echo' || (row.kind === 'message' && row.message.author.kind === 'customer');
}

/** One drawing later, so that what was there before is not read out. */
function useSettled(isReady: boolean): boolean {
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    if (!isReady) return;
    const timer = setTimeout(() => setIsSettled(true), 100);
    return () => clearTimeout(timer);
  }, [isReady]);
  return isSettled;
}
