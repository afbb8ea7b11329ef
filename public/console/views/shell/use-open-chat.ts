import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ChatDetail } from '../../../../src/contract/chats.dto';
import { asApiError } from '../../../core/api-error';
import { useSelected } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { canStill } from '../../model/chat-can';
import { usePlace } from '../../place';

/** The chat in the address with what may be done with it now; asked for again whenever it has changed. */
export function useOpenChat(): ChatDetail | null {
  return useOpenChatQuery().data ?? null;
}

export function useOpenChatQuery() {
  const { api, chats } = useDesk();
  const queries = useQueryClient();
  const { chatId } = usePlace();
  const query = useQuery({
    queryKey: ['chat', chatId],
    queryFn: async ({ signal }) => {
      const chat = await api.get<ChatDetail>(`/chats/${chatId}`, {}, signal);
      chats.accept(chat);
      return chat;
    },
    enabled: chatId !== null,
    retry: (count, error) => count < 3 && asApiError(error).isTransient,
  });
  const held = useSelected(chats.all, (all) => (chatId ? all.get(chatId) : undefined));
  const told = query.data;
  /** The version we have heard of that the answer does not know yet. An answer may be behind the next push already. */
  const missed = told && held && held.version > told.version ? held.version : null;

  useEffect(() => {
    if (missed !== null) void queries.invalidateQueries({ queryKey: ['chat', chatId] });
  }, [missed, chatId, queries]);

  // What may be done is from the answer; everything else from whichever is newer.
  const data =
    told && held && held.version >= told.version
      ? { ...told, ...held, can: canStill(told, held), readSeq: told.readSeq }
      : told;
  return { ...query, data, conversationId: (held ?? told)?.conversationId ?? null };
}
