import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Page } from '../../../../../src/contract/common.dto';
import type { TicketView } from '../../../../../src/contract/tickets.dto';
import { Chip } from '../../../../ui/chip';
import { useDesk } from '../../../context';
import styles from '../../details/details.module.css';
import { Section } from '../../details/section';
import { STATUS_TONES } from '../list/ticket-chips';
import { TicketWords, useTicketWords } from '../words';

const MOST = 10;

interface Props {
  shopId: string;
  customerId: string;
  /** The chat beside which they are shown. */
  chatId: string;
  /** The ticket that the customer wants to talk about in it. */
  aboutId: string | null;
}

/** The tickets of a customer; the one that a chat goes on in, or is about, first. */
export function CustomerTickets(props: Props) {
  const { ticketWatch } = useDesk();
  return ticketWatch ? (
    <TicketWords>
      <Tickets {...props} />
    </TicketWords>
  ) : null;
}

function Tickets({ shopId, customerId, chatId, aboutId }: Props) {
  const { api, tickets } = useDesk();
  const t = useTicketWords();
  const { data } = useQuery({
    queryKey: ['tickets', 'customer', customerId],
    queryFn: async ({ signal }) => {
      const page = await api.get<Page<TicketView>>('/tickets', { shopId, customerId, limit: MOST }, signal);
      tickets.accept(...page.items);
      return page.items;
    },
  });
  if (!data || data.length === 0) return null;
  const isOfChat = (ticket: TicketView) => ticket.chatId === chatId || ticket.id === aboutId;
  const ordered = [...data.filter(isOfChat), ...data.filter((ticket) => !isOfChat(ticket))];
  return (
    <Section title={t('customerTickets.title')} aside={data.length}>
      <ul className={styles.history}>
        {ordered.map((ticket) => (
          <li key={ticket.id}>
            <Link
              className={styles.earlier}
              to="/tickets/$list/{-$ticketId}"
              params={{ list: 'all', ticketId: ticket.id }}
            >
              <span className={styles.subject} title={ticket.title}>
                #{ticket.number} {ticket.title}
              </span>
              {isOfChat(ticket) && (
                <span className={styles.when}>
                  {t(ticket.id === aboutId ? 'customerTickets.talkedAbout' : 'customerTickets.ofThisChat')}
                </span>
              )}
              <Chip tone={STATUS_TONES[ticket.status]}>{t(`status.${ticket.status}`)}</Chip>
            </Link>
          </li>
        ))}
        {data.length === MOST && (
          <li>
            <Link
              className={styles.earlier}
              to="/tickets/$list/{-$ticketId}"
              params={{ list: 'all', ticketId: undefined }}
              search={{ customer: customerId }}
            >
              {t('customerTickets.all')}
            </Link>
          </li>
        )}
      </ul>
    </Section>
  );
}
