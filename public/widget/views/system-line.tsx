import type { MessageView, SystemEntryType } from '../../../src/contract/conversations.dto';
import { useWords, type WidgetKey } from '../context';

const WORDS: Record<SystemEntryType, WidgetKey | null> = {
  'chat.started': null,
  'chat.taken': 'system.taken',
  'chat.transferredToAgent': 'system.toAgent',
  'chat.transferredToTeam': 'system.toTeam',
  'chat.released': 'system.released',
  'chat.declined': null,
  'chat.agentLost': 'system.agentLost',
  'chat.closed': 'system.closed',
  'chat.reopened': 'system.reopened',
  'chat.rated': null,
  'ticket.created': 'system.ticketCreated',
  'ticket.claimed': 'system.ticketClaimed',
  'ticket.declined': null,
  'ticket.released': null,
  'ticket.transferred': 'system.toAgent',
  'ticket.held': 'system.ticketHeld',
  'ticket.resumed': null,
  'ticket.closed': 'system.ticketClosed',
  'ticket.reopened': 'system.ticketReopened',
  'ticket.rated': null,
  'ticket.merged': null,
};

/** What happened to the chat, told to the customer. Nothing that moves them is left unsaid. */
export function SystemLine({ message }: { message: MessageView }) {
  const { t } = useWords();
  if (!message.system) return null;
  const { type, data } = message.system;
  const key = WORDS[type];
  if (!key) return null;

  const somebody = message.author.kind === 'employee' ? message.author.name : t('system.agent');
  const text = t(key, {
    by: data.by ?? somebody,
    from: data.from ?? data.by ?? somebody,
    to: data.to ?? somebody,
    team: data.team ?? t('system.team'),
    who: data.byKind ?? message.author.kind,
    number: data.number ?? 0,
  });
  return (
    <div class="system" data-row tabIndex={-1} dir="auto">
      {text}
    </div>
  );
}
