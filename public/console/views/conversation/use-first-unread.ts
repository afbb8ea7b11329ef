import { useEffect, useState } from 'react';
import type { ConversationClient } from '../../../core/conversation-client';
import { readSeqOf } from '../../../core/transcript';

/** The first message that was unread when the chat was opened; it stays marked until the chat is left. */
export function useFirstUnread(client: ConversationClient, me: string, isHolder: boolean): string | null {
  const [first, setFirst] = useState(() => find());

  function find(): string | null | undefined {
    if (client.status.get() !== 'ready') return undefined;
    const transcript = client.transcript.get();
    const readSeq = readSeqOf(transcript, me);
    const unread = transcript.messages.find(
      ({ author, publicSeq }) => author.kind === 'customer' && (publicSeq ?? 0) > readSeq,
    );
    return unread?.id ?? null;
  }

  useEffect(() => {
    if (first !== undefined) return;
    return client.status.subscribe(() => setFirst((known) => (known === undefined ? find() : known)));
  });

  return isHolder ? (first ?? null) : null;
}
