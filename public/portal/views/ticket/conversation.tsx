import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { useWords } from '../../context';
import { ConversationPane } from '../conversation/conversation-pane';

/** Writing goes on whatever has become of the ticket: it wakes it, or begins another one. */
export function Conversation({ ticket }: { ticket: CustomerTicketView }) {
  const { t } = useWords();
  const hint =
    ticket.status !== 'closed' ? 'composer.hint' : ticket.canReopen ? 'composer.reopens' : 'composer.followUp';
  return (
    <ConversationPane conversationId={ticket.conversationId} label={t('ticket.conversation')} hint={t(hint)} canWrite />
  );
}
