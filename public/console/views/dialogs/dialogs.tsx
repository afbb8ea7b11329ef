import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { AlertsPanel, AnnouncementDialog } from '../alerts/later';
import { WriteToDialog } from '../direct/later';
import { TicketDialogs } from '../tickets/later';
import { EndDialog } from './end-dialog';
import { PeekDialog } from './peek-dialog';
import { ShortcutsDialog } from './shortcuts-dialog';
import { TransferDialog } from './transfer-dialog';

export function Dialogs() {
  const { screen } = useDesk();
  const dialog = useStore(screen.dialog);
  if (!dialog) return null;
  const close = () => screen.close();
  switch (dialog.kind) {
    case 'transfer':
      return <TransferDialog chatId={dialog.chatId} onClose={close} />;
    case 'close':
    case 'decline':
      return <EndDialog kind={dialog.kind} chatId={dialog.chatId} onClose={close} />;
    case 'peek':
      return <PeekDialog chatId={dialog.chatId} onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'alerts':
      return <AlertsPanel onClose={close} />;
    case 'announcement':
      return <AnnouncementDialog onClose={close} />;
    case 'writeTo':
      return <WriteToDialog onClose={close} />;
    default:
      return <TicketDialogs dialog={dialog} onClose={close} />;
  }
}
