import { useEffect, useState } from 'react';
import type { ConversationClient } from '../../../core/conversation-client';
import { readSeqOf, type Transcript } from '../../../core/transcript';
import type { Talk } from '../../model/talk';

/** Public numbers: what was read when the chat was opened, and what there was. */
interface Opening {
  readSeq: number;
  lastSeq: number;
}

/** The first message that was unread when the chat was opened; it stays marked until the chat is left. */
export function useFirstUnread(
  client: ConversationClient,
  transcript: Transcript,
  other: Talk['other'],
  me: string,
): string | null {
  const [opening, setOpening] = useState(() => openingOf(client, me));

  useEffect(() => {
    if (opening) return;
    return client.status.subscribe(() => setOpening((known) => known ?? openingOf(client, me)));
  }, [opening, client, me]);

  if (!opening) return null;
  const first = transcript.messages.find(({ author, publicSeq }) => {
    const isTheirs = other === 'customer' ? author.kind === 'customer' : author.id !== me;
    return isTheirs && publicSeq !== null && publicSeq > opening.readSeq && publicSeq <= opening.lastSeq;
  });
  return first?.id ?? null;
}

function openingOf(client: ConversationClient, me: string): Opening | null {
  if (client.status.get() !== 'ready') return null;
  const transcript = client.transcript.get();
  const last = transcript.messages.findLast(({ publicSeq }) => publicSeq !== null);
  return { readSeq: readSeqOf(transcript, me), lastSeq: last?.publicSeq ?? 0 };
}
