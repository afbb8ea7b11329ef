import { useDesk } from '../../context';
import { useGo, usePlace } from '../../place';
import { useKeyTargets } from './use-keys';
import { useOpenChat } from './use-open-chat';

export function useChatKeys(): void {
  const { screen } = useDesk();
  const { chatId } = usePlace();
  const go = useGo();
  const chat = useOpenChat();
  useKeyTargets({
    openId: chatId,
    open: (id) => go({ chatId: id }),
    canNote: chat?.can.note ?? false,
    actions: {
      e: () => chat?.can.close && screen.open({ kind: 'close', chatId: chat.id }),
      a: () => chat?.can.transfer && screen.open({ kind: 'transfer', chatId: chat.id }),
    },
  });
}
