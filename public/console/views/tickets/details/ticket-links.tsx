import { IconArrowForwardUp, IconGitMerge, IconMessageCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ChatView } from '../../../../../src/contract/chats.dto';
import type { Page, TicketRef } from '../../../../../src/contract/common.dto';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { ticketAt } from '../../../../core/ticket-address';
import { useDesk } from '../../../context';
import { Section } from '../../details/section';
import { useTicketWords } from '../words';
import styles from './properties.module.css';

const MOST_CHATS = 20;
const NONE: never[] = [];

/** The chat that it came from, and the tickets that it belongs to. */
export function TicketLinks({ ticket }: { ticket: TicketDetail }) {
  const t = useTicketWords();
  const { chatId, followUpOf, mergedInto } = ticket;
  const chats = useChatsAbout(ticket);
  if (!chatId && !followUpOf && !mergedInto && chats.length === 0) return null;
  return (
    <Section title={t('links.title')}>
      {mergedInto && (
        <ToTicket ticket={mergedInto}>
          <IconGitMerge size={16} stroke={1.75} aria-hidden="true" />
          {t('links.mergedInto', { number: String(mergedInto.number) })}
        </ToTicket>
      )}
      {followUpOf && (
        <ToTicket ticket={followUpOf}>
          <IconArrowForwardUp size={16} stroke={1.75} aria-hidden="true" />
          {t('links.followUpOf', { number: String(followUpOf.number) })}
        </ToTicket>
      )}
      {chatId && (
        <Link className={styles.link} to="/$view/{-$chatId}" params={{ view: 'all', chatId }}>
          <IconMessageCircle size={16} stroke={1.75} aria-hidden="true" />
          {t('links.chat')}
        </Link>
      )}
      {chats.map(({ id, number }) => (
        <Link key={id} className={styles.link} to="/$view/{-$chatId}" params={{ view: 'all', chatId: id }}>
          <IconMessageCircle size={16} stroke={1.75} aria-hidden="true" />
          {t('links.chatAbout', { number: String(number) })}
        </Link>
      ))}
    </Section>
  );
}

/** Chats that the customer began at this ticket. */
function useChatsAbout({ id, shopId, customer }: TicketDetail): readonly ChatView[] {
  const desk = useDesk();
  const { data } = useQuery({
    queryKey: ['chats', 'customer', customer.id],
    queryFn: ({ signal }) =>
      desk.api.get<Page<ChatView>>('/chats', { shopId, customerId: customer.id, limit: MOST_CHATS }, signal),
    enabled: desk.has('chats:read'),
    staleTime: 10_000,
  });
  return (data?.items ?? NONE).filter(({ pageUrl }) => ticketAt(pageUrl) === id);
}

function ToTicket({ ticket, children }: { ticket: TicketRef; children: ReactNode }) {
  return (
    <Link className={styles.link} to="/tickets/$list/{-$ticketId}" params={{ list: 'all', ticketId: ticket.id }}>
      {children}
    </Link>
  );
}
