import { useDesk, useWords } from '../../context';
import { useGo } from '../../place';
import { TransferForm } from './transfer-form';

/** A chat goes to a colleague who can take it now, or into a team's queue. */
export function TransferDialog({ chatId, onClose }: { chatId: string; onClose: () => void }) {
  const desk = useDesk();
  const { t } = useWords();
  const go = useGo();
  const chat = desk.chats.get(chatId);
  return (
    <TransferForm
      title={t('transfer.title', { name: chat?.customer.name ?? '' })}
      given={
        chat && {
          what: 'chat',
          shopId: chat.shopId,
          holder: chat.agent,
          queue: chat.status === 'waiting' ? chat.team : null,
        }
      }
      give={async (to, note) => {
        await desk.change(chatId, 'transfer', { ...to, ...(note && { note }) });
        onClose();
        go({ chatId: desk.mine.ids.get().find((id) => id !== chatId) ?? null });
      }}
      onClose={onClose}
    />
  );
}
