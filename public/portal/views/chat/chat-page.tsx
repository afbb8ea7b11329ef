import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ticketAt } from '../../../core/ticket-address';
import { useAction } from '../../../ui/use-action';
import { useStore } from '../../../ui/use-store';
import { usePortal, useShop, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { ConversationPane } from '../conversation/conversation-pane';
import styles from '../ticket/ticket.module.css';
import { useTicket } from '../ticket/use-ticket';

/** The live chat: who is there, the place in the line before that, and what is said. */
export function ChatPage() {
  const { chat: live, socket } = usePortal();
  const { shopName } = useShop();
  const { t } = useWords();
  const { chat, position } = useStore(live.current);
  const asking = useAction(() => live.refresh());
  const ending = useAction(() => live.end());
  const ask = asking.run;
  useEffect(() => socket.onOnline(ask), [socket, ask]);

  const ticketId = chat?.ticket?.id ?? ticketAt(chat?.pageUrl ?? null);
  const isOpen = chat !== null && chat.status !== 'closed';
  const failure = ending.failure ?? asking.failure;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/tickets" className={styles.back} aria-label={t('ticket.back')}>
          <IconArrowLeft size={20} />
        </Link>
        <div className={styles.about}>
          <h1 className={styles.title}>{chat?.agent?.name ?? shopName}</h1>
          <p className={styles.line} role="status">
            {chat?.status === 'waiting' && position && t('chat.place', { place: position.position })}
            {chat?.status === 'waiting' && !position && t('chat.waiting')}
            {chat?.status === 'active' && t('chat.active')}
            {chat?.status === 'closed' && t('chat.closed')}
          </p>
          {ticketId && <About ticketId={ticketId} />}
        </div>
        {isOpen && (
          <Button variant="default" loading={ending.isRunning} onClick={ending.run}>
            {t('chat.end')}
          </Button>
        )}
        {failure !== null && (
          <p className={styles.failure} role="alert">
            {failureText(t, failure)}
          </p>
        )}
      </header>
      <div className={styles.columns} data-single="true">
        {chat && (
          <ConversationPane
            key={chat.id}
            conversationId={chat.conversationId}
            label={t('ticket.conversation')}
            hint={t(isOpen || chat.ticket ? 'composer.hint' : 'chat.reopens')}
            canWrite={isOpen || chat.canReopen || chat.ticket !== null}
          />
        )}
      </div>
    </div>
  );
}

/** To the ticket that one wanted to talk about, or in which it goes on. */
function About({ ticketId }: { ticketId: string }) {
  const { t } = useWords();
  const { ticket } = useTicket(ticketId);
  if (!ticket) return null;
  return (
    <p className={styles.line}>
      <Link to="/tickets/$ticketId" params={{ ticketId }}>
        {t('chat.aboutTicket', { number: String(ticket.number), title: ticket.title })}
      </Link>
    </p>
  );
}
