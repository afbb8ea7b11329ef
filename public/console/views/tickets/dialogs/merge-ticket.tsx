import { Button, Modal, Radio } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page } from '../../../../../src/contract/common.dto';
import { LIMITS } from '../../../../../src/contract/limits';
import type { TicketView } from '../../../../../src/contract/tickets.dto';
import { useAction } from '../../../../ui/use-action';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import { useGoTicket } from '../../../place';
import styles from '../../dialogs/dialogs.module.css';
import { useTicketWords } from '../words';
import mergeStyles from './merge-ticket.module.css';

/** Two tickets of a customer about the same thing become one: this one goes, the chosen one stays. */
export function MergeTicket({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { tickets, ticketActions, screen } = useDesk();
  const { t, format } = useWords();
  const translate = useTicketWords();
  const go = useGoTicket();
  const queries = useQueryClient();
  const [intoId, setIntoId] = useState<string | null>(null);
  const gone = tickets.get(ticketId);
  const others = useOthers(gone);
  const into = others.items.find(({ id }) => id === intoId);
  const number = String(gone?.number ?? '');

  const { run, isRunning, failure, forget } = useAction(async () => {
    if (!gone || !into) return;
    const stayed = await ticketActions.merge(gone.id, into.id);
    queries.setQueryData(['ticket', stayed.id], stayed);
    queries.removeQueries({ queryKey: ['ticket', gone.id] });
    screen.followed.set({ from: { id: gone.id, number: gone.number }, toId: stayed.id });
    onClose();
    go({ list: 'all', ticketId: stayed.id });
  });

  const failed = failure ?? others.error;
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={translate('merge.title', { number })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        {others.isKnown && others.items.length === 0 ? (
          <p>{translate('merge.none')}</p>
        ) : (
          <Radio.Group
            label={translate('merge.into')}
            value={intoId}
            onChange={(id) => {
              forget();
              setIntoId(id);
            }}
          >
            <div className={mergeStyles.others}>
              {others.items.map((ticket) => (
                <Radio
                  key={ticket.id}
                  className={mergeStyles.other}
                  value={ticket.id}
                  label={`#${ticket.number} ${ticket.title}`}
                  description={translate('merge.about', {
                    status: translate(`status.${ticket.status}`),
                    day: format.date(ticket.createdAt),
                    name: ticket.assignee?.name ?? 'none',
                  })}
                />
              ))}
            </div>
          </Radio.Group>
        )}
        {into && <p role="status">{translate('merge.consequence', { number, into: String(into.number) })}</p>}
        {failed !== null && (
          <p className={styles.failure} role="alert">
            {failureText(t, failed)}
          </p>
        )}
        <div className={styles.choices}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!into} loading={isRunning}>
            {into ? translate('merge.submitInto', { into: String(into.number) }) : translate('merge.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The customer's other tickets, without those that cannot go on. */
function useOthers(gone: TicketView | undefined) {
  const { api } = useDesk();
  const { data, error } = useQuery({
    queryKey: ['tickets', 'merge', gone?.id],
    queryFn: ({ signal }) => {
      const wanted = { shopId: gone?.shopId, customerId: gone?.customer.id, limit: LIMITS.pageSize };
      return api.get<Page<TicketView>>('/tickets', wanted, signal);
    },
    enabled: gone !== undefined,
  });
  const canGoOn = ({ id, mergedInto, status }: TicketView) =>
    id !== gone?.id && !mergedInto && (status !== 'closed' || gone?.status === 'closed');
  return { items: (data?.items ?? []).filter(canGoOn), isKnown: data !== undefined, error };
}
