import type { TicketDialog } from '../../../model/screen';
import { TicketWords } from '../words';
import { EndTicket } from './end-ticket';
import { HandTicket } from './hand-ticket';
import { KeepList } from './keep-list';
import { MergeTicket } from './merge-ticket';
import { MyDay } from './my-day';
import { NewTicket } from './new-ticket';
import { TicketFromChat } from './ticket-from-chat';

interface Props {
  dialog: TicketDialog;
  onClose: () => void;
}

export function TicketDialogs(props: Props) {
  return (
    <TicketWords>
      <Open {...props} />
    </TicketWords>
  );
}

function Open({ dialog, onClose }: Props) {
  switch (dialog.kind) {
    case 'newTicket':
      return <NewTicket onClose={onClose} />;
    case 'keptList':
      return <KeepList keptId={dialog.keptId} onClose={onClose} />;
    case 'myDay':
      return <MyDay onClose={onClose} />;
    case 'ticketFromChat':
      return <TicketFromChat chatId={dialog.chatId} onClose={onClose} />;
    case 'handTicket':
      return <HandTicket ticketId={dialog.ticketId} onClose={onClose} />;
    case 'mergeTicket':
      return <MergeTicket ticketId={dialog.ticketId} onClose={onClose} />;
    case 'closeTicket':
      return <EndTicket kind="close" ticketId={dialog.ticketId} onClose={onClose} />;
    case 'declineTicket':
      return <EndTicket kind="decline" ticketId={dialog.ticketId} onClose={onClose} />;
  }
}
