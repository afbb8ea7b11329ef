import { IconPhoneOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { useWords } from '../../context';
import { ContinueAsChat } from './continue-as-chat';
import styles from './facts.module.css';
import { History } from './history';
import { Review } from './review';

/** What is known about the ticket besides what was said. */
export function Facts({ ticket }: { ticket: CustomerTicketView }) {
  const { t, format } = useWords();
  const { assigneeName, category, phone, isPhoneValid, createdAt, closedAt, followUpOf } = ticket;
  const moment = (at: string) => `${format.date(at)}, ${format.time(at)}`;
  return (
    <aside className={styles.facts} aria-label={t('ticket.details')}>
      {(ticket.canRate || ticket.review) && <Review ticket={ticket} />}
      <section className={styles.section}>
        <h2 className={styles.title}>{t('facts.title')}</h2>
        <dl className={styles.list}>
          <Fact name={t('facts.assignee')}>{assigneeName ?? t('facts.nobody')}</Fact>
          {category && <Fact name={t('filters.category')}>{category}</Fact>}
          <Fact name={t('facts.created')}>{moment(createdAt)}</Fact>
          {closedAt && <Fact name={t('facts.closed')}>{moment(closedAt)}</Fact>}
          {phone && <Fact name={t('facts.phone')}>{phone}</Fact>}
          {followUpOf && (
            <Fact name={t('facts.followUpOf')}>
              <Link to="/tickets/$ticketId" params={{ ticketId: followUpOf.id }}>
                {t('ticket.number', { number: String(followUpOf.number) })}
              </Link>
            </Fact>
          )}
        </dl>
        {phone && !isPhoneValid && (
          <p className={styles.phone}>
            <IconPhoneOff size={16} aria-hidden="true" />
            <span>{t('facts.phoneInvalid')}</span>
          </p>
        )}
      </section>
      {ticket.status !== 'closed' && <ContinueAsChat ticket={ticket} />}
      <History ticket={ticket} />
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
