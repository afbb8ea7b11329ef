import { useEffect, useMemo } from 'react';
import type { Visibility } from '../../../../src/contract/conversations.dto';
import { asApiError } from '../../../core/api-error';
import type { ConversationClient } from '../../../core/conversation-client';
import { TypingSignal } from '../../../core/typing';
import { useDesk } from '../../context';

/** That I am writing: a reply is seen by the customer as well, a note only by colleagues, so that two do not do the same. */
export function useTyping(client: ConversationClient, mode: Visibility): TypingSignal {
  const { socket } = useDesk();
  const { conversationId } = client;
  const note = useMemo(
    () =>
      new TypingSignal((on) => {
        socket.request('typing', { conversationId, on, visibility: 'internal' }).catch(asApiError);
      }),
    [socket, conversationId],
  );
  const signal = mode === 'internal' ? note : client.typing;
  useEffect(() => () => signal.stop(), [signal]);
  return signal;
}
