import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CustomerTicketView, TicketHistoryItem } from '../../../../src/contract/tickets.dto';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './facts.module.css';
import { historyText } from './history-text';

/** What happened to the ticket, in plain words, the newest first. */
export function History({ ticket: { id, version } }: { ticket: CustomerTicketView }) {
  const { api } = usePortal();
  const { t, format } = useWords();
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['history', id],
    queryFn: ({ signal }) => api.get<{ items: TicketHistoryItem[] }>(`/my/tickets/${id}/history`, undefined, signal),
  });
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['history', id] });
  }, [queries, id, version]);
  const lines = (data?.items ?? []).flatMap((item) => {
    const text = historyText(t, item);
    return text ? [{ id: item.id, at: item.at, text }] : [];
  });
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{t('history.title')}</h2>
      {error && <p role="alert">{failureText(t, error)}</p>}
      <ol className={styles.history}>
        {lines.map(({ id: key, at, text }) => (
          <li key={key} className={styles.event}>
            <span>{text}</span>
            <time dateTime={at}>
              {format.date(at)}, {format.time(at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
