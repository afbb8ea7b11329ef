import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CustomerTicketView } from '../../../../src/contract/tickets.dto';
import { ticketAt } from '../../../core/ticket-address';
import { Avatar } from '../../../ui/avatar';
import { useAction } from '../../../ui/use-action';
import { useStore } from '../../../ui/use-store';
import { usePortal, useShop, useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './facts.module.css';

const FACES = 3;

/** While somebody of the team is there, the matter can be talked over at once. The chat names the ticket. */
export function ContinueAsChat({ ticket }: { ticket: CustomerTicketView }) {
  const { chat } = usePortal();
  const { agentsOnline } = useShop();
  const { t, locale } = useWords();
  const navigate = useNavigate();
  const [clientId] = useState(() => crypto.randomUUID());
  const { run, isRunning, failure } = useAction(async () => {
    const about = { number: String(ticket.number), title: ticket.title };
    const pageUrl = window.location.href;
    await chat.start({ clientId, message: t('chat.about', about), pageUrl, language: locale });
    await navigate({ to: '/chat' });
  });
  const { chat: open } = useStore(chat.current);
  const isTalking = open !== null && open.status !== 'closed' && ticketAt(open.pageUrl) === ticket.id;
  if (isTalking) {
    return (
      <section className={styles.section}>
        <Button variant="light" fullWidth onClick={() => void navigate({ to: '/chat' })}>
          {t('chat.goTo')}
        </Button>
      </section>
    );
  }
  if (agentsOnline.length === 0) return null;
  return (
    <section className={styles.section}>
      <div className={styles.here}>
        <span className={styles.faces} aria-hidden="true">
          {agentsOnline.slice(0, FACES).map(({ id, name }) => (
            <Avatar key={id} id={id} name={name} size={32} />
          ))}
        </span>
        <span>{t('chat.here', { name: agentsOnline[0]?.name ?? '', count: agentsOnline.length })}</span>
      </div>
      <Button variant="light" fullWidth loading={isRunning} onClick={run}>
        {t('chat.continue')}
      </Button>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
    </section>
  );
}
