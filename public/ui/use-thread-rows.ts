import { useMemo } from 'react';
import type { ConversationClient } from '../core/conversation-client';
import type { Outbox } from '../core/outbox';
import { type ThreadRow, threadRows } from '../core/thread';
import { echoesOf } from '../core/transcript';
import { useStore } from './use-store';

/** What a conversation shows, oldest first: what was said, then what of mine is on its way. */
export function useThreadRows(client: ConversationClient, outbox: Outbox): readonly ThreadRow[] {
  const transcript = useStore(client.transcript);
  const confirmed = useStore(client.confirmed);
  const waiting = useStore(outbox.entries);

  return useMemo(() => {
    const ours = waiting.filter(({ conversationId }) => conversationId === client.conversationId);
    return threadRows(transcript.messages, echoesOf(transcript, confirmed, ours), (at) => new Date(at).toDateString());
  }, [transcript, confirmed, waiting, client]);
}
