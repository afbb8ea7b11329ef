import { useQueryClient } from '@tanstack/react-query';
import { asApiError } from '../../../core/api-error';
import { useAction } from '../../../ui/use-action';
import { useDesk } from '../../context';
import { useGo } from '../../place';

/** Makes a waiting chat mine and opens it ready to write. Refused, it may look different by now, so it is asked for again. */
export function useTake(chatId: string) {
  const desk = useDesk();
  const go = useGo();
  const queries = useQueryClient();
  return useAction(async () => {
    try {
      const chat = await desk.take(chatId);
      queries.setQueryData(['chat', chatId], chat);
      go({ view: 'mine', chatId, team: undefined, find: undefined });
      desk.screen.write('public');
    } catch (thrown) {
      if (!asApiError(thrown).isTransient) void queries.invalidateQueries({ queryKey: ['chat', chatId] });
      throw thrown;
    }
  });
}
