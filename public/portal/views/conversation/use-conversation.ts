import { useEffect, useState } from 'react';
import type { ConversationClient } from '../../../core/conversation-client';
import { usePortal } from '../../context';

/**
 * The conversation, kept up to date for as long as it is looked at. Where its ticket becomes part of another one, it is
 * the conversation that goes on, with what was being written and attached.
 */
export function useConversation(given: string | undefined): ConversationClient | null {
  const portal = usePortal();
  const [client, setClient] = useState<ConversationClient | null>(null);
  const [continued, setContinued] = useState<{ given: string | undefined; end: string } | null>(null);
  const conversationId = continued?.given === given ? continued?.end : given;
  useEffect(() => {
    if (!conversationId) return;
    const opened = portal.conversation(conversationId);
    const stops = [
      opened.continuedIn.subscribe(() => {
        const end = opened.continuedIn.get();
        if (!end) return;
        portal.goOn(conversationId, end);
        setContinued({ given, end });
      }),
      // Nothing is written to a conversation that ended by a merge, so it is asked.
      portal.socket.on('ticket:changed', ({ mergedInto }) => {
        if (mergedInto) void opened.catchUp();
      }),
    ];
    opened.open();
    setClient(opened);
    return () => {
      for (const stop of stops) stop();
      opened.close();
      setClient(null);
    };
  }, [portal, conversationId, given]);
  return client;
}
