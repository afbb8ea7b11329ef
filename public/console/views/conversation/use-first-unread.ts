import { useEffect, useState } from 'react';
import type { ConversationClient } from '../../../core/conversation-client';
import { readSeqOf, type Transcript } from '../../../core/transcript';

/** Public numbers: what was read when the chat was opened, and what there was. */
interface Opening {
  readSeq: number;
  lastSeq: number;
}

/** The first message that was unread when the chat was opened; it stays marked until the chat is left. */
export function useFirstUnread(client: ConversationClient, transcript: Transcript, me: string): string | null {
  const [opening, setOpening] = useState(() => openingOf(client, me));

  useEffect(() => {
    if (opening) return;
    return client.status.subscribe(() => setOpening((known) => known ?? openingOf(client, me)));
  }, [opening, client, me]);

  if (!opening) return null;
  const first = transcript.messages.find(({ author, publicSeq }) => {
    return (
      author.kind === 'customer' && publicSeq !== null && publicSeq > opening.readSeq && publicSeq <= opening.lastSeq
    );
  });
  return first?.id ?? null;
}

function openingOf(client: ConversationClient, me: string): Opening | null {
  if (client.status.get() !== 'ready') return null;
  const transcript = client.transcript.get();
  const last = transcript.messages.findLast(({ publicSeq }) => publicSeq !== null);
  return { readSeq: readSeqOf(transcript, me), lastSeq: last?.publicSeq ?? 0 };
}
